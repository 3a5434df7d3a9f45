"""What the CloudFormation registry's schemas of the three types say that SageMaker's service model cannot tell.

Source: the resource schemas of 2026-10, as published for all regions.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Any

from sagemaker_registry_mock.protocol.service import default_service

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(frozen=True, eq=False)
class Schema:
    """One resource type: its properties are the members of an operation's input, but for what is said here.

    Attributes:
        kind: the name of the type.
        operation: which creates such a resource.
        identifier: the attribute that `Ref` gives.
        name: the property that names a resource.
        attributes: what `Fn::GetAtt` gives.
        create_only: properties whose change makes a new resource.
        absent: members of the input that are no properties.
        borrowed: properties that are members of other operations: the operation, and whether of its input.
        objects: properties that are objects in a template and texts beyond.
        required: properties that the type requires and the operation does not.

    """

    kind: str
    operation: str
    identifier: str
    name: str
    attributes: frozenset[str]
    create_only: frozenset[str]
    absent: frozenset[str] = frozenset()
    borrowed: Mapping[str, tuple[str, bool]] = field(default_factory=dict)
    objects: frozenset[str] = frozenset()
    required: tuple[str, ...] = ()

    @cached_property
    def properties(self) -> dict[str, Any]:
        """The shapes of all properties, but for those that are objects here alone."""
        members: dict[str, Any] = _members(self.operation, of_input=True)
        borrowed = {
            name: _members(operation, of_input=given)[name] for name, (operation, given) in self.borrowed.items()
        }
        return {name: shape for name, shape in {**members, **borrowed}.items() if name not in self.absent}

    @cached_property
    def mandatory(self) -> tuple[str, ...]:
        """The properties that every resource of the type has."""
        return (*default_service().model.operation_model(self.operation).input_shape.required_members, *self.required)

    def sent(self, properties: Mapping[str, Any]) -> dict[str, Any]:
        """Return those of the properties that the creating operation takes."""
        members = _members(self.operation, of_input=True)
        return {name: value for name, value in properties.items() if name in members}


def _members(operation: str, *, of_input: bool) -> dict[str, Any]:
    model = default_service().model.operation_model(operation)
    return dict((model.input_shape if of_input else model.output_shape).members)


_USER = ("DomainId", "UserProfileArn", "UserProfileName")

GROUP = Schema(
    kind="AWS::SageMaker::ModelPackageGroup",
    operation="CreateModelPackageGroup",
    identifier="ModelPackageGroupArn",
    name="ModelPackageGroupName",
    attributes=frozenset({"ModelPackageGroupArn", "CreationTime", "ModelPackageGroupStatus"}),
    create_only=frozenset({"ModelPackageGroupName", "ModelPackageGroupDescription"}),
    absent=frozenset({"ManagedConfiguration"}),
    objects=frozenset({"ModelPackageGroupPolicy"}),
)

PACKAGE = Schema(
    kind="AWS::SageMaker::ModelPackage",
    operation="CreateModelPackage",
    identifier="ModelPackageArn",
    name="ModelPackageName",
    attributes=frozenset({"ModelPackageArn", "CreationTime", "LastModifiedTime", "ModelPackageStatus"}),
    # The schema has ModelPackageName updatable, but no operation renames a package.
    create_only=frozenset(
        {
            "ModelPackageName",
            "ModelPackageGroupName",
            "ModelPackageDescription",
            "InferenceSpecification",
            "ValidationSpecification",
            "SourceAlgorithmSpecification",
            "MetadataProperties",
            "ModelMetrics",
            "ClientToken",
            "DriftCheckBaselines",
            "Domain",
            "Task",
            "SamplePayloadUrl",
            "SecurityConfig",
        }
    ),
    absent=frozenset({"ManagedStorageType", "ModelLifeCycle", "ModelPackageRegistrationType"}),
    borrowed={
        "ApprovalDescription": ("UpdateModelPackage", True),
        "AdditionalInferenceSpecificationsToAdd": ("UpdateModelPackage", True),
        "ModelPackageStatusDetails": ("DescribeModelPackage", False),
        "ModelPackageVersion": ("DescribeModelPackage", False),
    },
)

CARD = Schema(
    kind="AWS::SageMaker::ModelCard",
    operation="CreateModelCard",
    identifier="ModelCardName",
    name="ModelCardName",
    attributes=frozenset(
        {"ModelCardArn", "ModelCardVersion", "CreationTime", "LastModifiedTime", "ModelCardProcessingStatus"}
        | {f"{by}.{member}" for by in ("CreatedBy", "LastModifiedBy") for member in _USER}
    ),
    create_only=frozenset({"ModelCardName", "SecurityConfig"}),
    absent=frozenset({"Content"}),
    objects=frozenset({"Content"}),
)

#: Members of structures, by their shape, that the resource schemas do not have.
ABSENT: dict[str, frozenset[str]] = {
    "ModelPackageContainerDefinition": frozenset(
        {
            "AdditionalModelDataSources",
            "AdditionalS3DataSource",
            "BaseModel",
            "IsCheckpoint",
            "ModelDataETag",
            "ProductId",
        }
    ),
    "S3ModelDataSource": frozenset({"ETag", "HubAccessConfig", "ManifestEtag", "ManifestS3Uri"}),
    "SourceAlgorithm": frozenset({"ModelDataETag", "ModelDataSource"}),
    "TransformResources": frozenset({"TransformAmiVersion"}),
}

#: Members of structures, by their shape, that the resource schemas require and the service model does not.
REQUIRED: dict[str, tuple[str, ...]] = {
    "ModelPackageContainerDefinition": ("Image",),
    "InferenceSpecification": ("SupportedContentTypes", "SupportedResponseMIMETypes"),
    "ModelPackageModelCard": ("ModelCardContent", "ModelCardStatus"),
}
