"""Every member that the service model knows is kept: requests with all of them, made from botocore's input shapes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from support.shapes import faults

if TYPE_CHECKING:
    from collections.abc import Callable

    from botocore.model import Shape
    from types_boto3_sagemaker import SageMakerClient

    Filled = dict[str, Any]

#: Texts to choose from: the first that keeps all of a shape's constraints is its value.
TEXTS = [
    "text",
    "1.10",
    "1.2.3",
    "text/csv",
    "s3://bucket/key",
    f"sha256:{'a' * 64}",
    "arn:aws:iam::123456789012:role/execution",
]
#: Members whose constraints do not tell what they hold.
SPECIAL = {"ModelCardContent": "{}", "Content": "{}"}

NAMES = {"ModelPackageName", "ModelPackageGroupName", "ClientToken", "Tags"}


def filled(shape: Shape, *leave_out: str) -> Any:
    """Return a value with every member that the shape has, at any depth, but for members of these names."""
    if shape.type_name == "structure":
        return {
            name: SPECIAL[name] if name in SPECIAL else filled(member, *leave_out)
            for name, member in shape.members.items()
            if name not in leave_out
        }
    if shape.type_name == "list":
        return [filled(shape.member, *leave_out)]
    if shape.type_name == "map":
        return {filled(shape.key): filled(shape.value)}
    if shape.type_name == "boolean":
        return True
    if shape.type_name == "integer":
        return 7
    texts = [*getattr(shape, "enum", ()), *TEXTS]
    return next(text for text in texts if not list(faults(shape, text)))


def input_of(client: SageMakerClient, operation: str, *leave_out: str) -> Filled:
    """Return a request of the operation with every member but those left out."""
    request: Filled = filled(client.meta.service_model.operation_model(operation).input_shape, *leave_out)
    return request


def test_the_requests_are_as_full_as_they_are_meant_to_be(client: SageMakerClient) -> None:
    """The helper of these tests goes into the depth: a member five levels down is filled."""
    request = input_of(client, "CreateModelPackage")

    source = request["InferenceSpecification"]["Containers"][0]["ModelDataSource"]["S3DataSource"]
    assert set(source["HubAccessConfig"]) == {"HubContentArn"}
    assert set(request) == set(client.meta.service_model.operation_model("CreateModelPackage").input_shape.members)


def test_every_member_of_a_version(client: SageMakerClient, group: str, describe: Callable[[str], Filled]) -> None:
    """A version keeps all it is registered with, letter by letter."""
    # SourceUri excludes InferenceSpecification, and AdditionalS3DataSource is for accounts that AWS has made eligible.
    request = input_of(client, "CreateModelPackage", *NAMES, "SourceUri", "AdditionalS3DataSource")

    reply = describe(client.create_model_package(ModelPackageGroupName=group, **request)["ModelPackageArn"])

    assert {name: reply.get(name) for name in request} == request


def test_every_member_of_a_version_from_a_source(
    client: SageMakerClient, group: str, describe: Callable[[str], Filled]
) -> None:
    """So does one that is registered by its source; additional specifications may have an additional data source."""
    request = input_of(client, "CreateModelPackage", *NAMES, "InferenceSpecification")

    reply = describe(client.create_model_package(ModelPackageGroupName=group, **request)["ModelPackageArn"])

    assert {name: reply.get(name) for name in request} == request
    containers = reply["AdditionalInferenceSpecifications"][0]["Containers"]
    assert "AdditionalS3DataSource" in containers[0]


def test_every_member_of_an_unversioned_package(client: SageMakerClient, describe: Callable[[str], Filled]) -> None:
    """So does an unversioned package, which has neither Environment nor approval."""
    excluded = {"SourceUri", "AdditionalS3DataSource", "Environment", "ModelApprovalStatus"}
    request = input_of(client, "CreateModelPackage", "ModelPackageGroupName", "ClientToken", *excluded)

    arn = client.create_model_package(**request)["ModelPackageArn"]

    reply = {**describe(arn), "Tags": client.list_tags(ResourceArn=arn)["Tags"]}
    assert {name: reply.get(name) for name in request} == request


def test_every_member_of_an_update(client: SageMakerClient, version: str, describe: Callable[[str], Filled]) -> None:
    """An update stores every member it has, under its own name or that of what it adds to."""
    excluded = {"ModelPackageArn", "ClientToken", "CustomerMetadataPropertiesToRemove", "SourceUri"}
    request = input_of(client, "UpdateModelPackage", *excluded, "AdditionalS3DataSource")

    client.update_model_package(ModelPackageArn=version, **request)
    client.update_model_package(ModelPackageArn=version, SourceUri="source")

    expected = {**request, "SourceUri": "source"}
    expected["AdditionalInferenceSpecifications"] = expected.pop("AdditionalInferenceSpecificationsToAdd")
    reply = describe(version)
    assert {name: reply.get(name) for name in expected} == expected


def test_every_member_of_a_group(client: SageMakerClient) -> None:
    """A group keeps all it is created with."""
    request = input_of(client, "CreateModelPackageGroup")

    arn = client.create_model_package_group(**request)["ModelPackageGroupArn"]

    described: Filled = dict(client.describe_model_package_group(ModelPackageGroupName=arn))
    reply = {**described, "Tags": client.list_tags(ResourceArn=arn)["Tags"]}
    assert {name: reply.get(name) for name in request} == request


def test_every_member_of_a_card(client: SageMakerClient) -> None:
    """A card keeps all it is created with, and so does its next version."""
    request = input_of(client, "CreateModelCard")

    arn = client.create_model_card(**request)["ModelCardArn"]
    client.update_model_card(ModelCardName=arn, Content="{}")

    for version in (1, 2):
        described: Filled = dict(client.describe_model_card(ModelCardName=arn, ModelCardVersion=version))
        reply = {**described, "Tags": client.list_tags(ResourceArn=arn)["Tags"]}
        assert {name: reply.get(name) for name in request} == request


def test_every_member_of_an_export_job(client: SageMakerClient) -> None:
    """An export job keeps all it is created with, though it fails for want of a bucket."""
    request = input_of(client, "CreateModelCardExportJob", "ModelCardName") | {"ModelCardName": "card"}
    client.create_model_card(ModelCardName="card", Content="{}", ModelCardStatus="Draft")
    for _ in range(request["ModelCardVersion"] - 1):
        client.update_model_card(ModelCardName="card", Content="{}")

    arn = client.create_model_card_export_job(**request)["ModelCardExportJobArn"]

    reply: Filled = dict(client.describe_model_card_export_job(ModelCardExportJobArn=arn))
    assert {name: reply.get(name) for name in request} == request
