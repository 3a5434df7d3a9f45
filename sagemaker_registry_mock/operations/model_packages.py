"""Model packages: the versions of a model package group, and the unversioned packages that have a name of their own."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import Any

from sagemaker_registry_mock.cards.content import metadata_only
from sagemaker_registry_mock.cards.validation import check_package_content
from sagemaker_registry_mock.errors import (
    BothNamesGiven,
    ModelPackageAlreadyExists,
    ModelPackageDoesNotExist,
    NeitherNameGiven,
    NoGroupForPackage,
    TagsOfVersionedPackage,
)
from sagemaker_registry_mock.events.details import PackageChanged, Telling
from sagemaker_registry_mock.operations._finding import (
    deleted,
    described,
    group_named,
    looked_up,
    named,
    package_arn,
    package_named,
    seen_now,
)
from sagemaker_registry_mock.operations._idempotency import once
from sagemaker_registry_mock.operations._packages import (
    appended_specifications,
    copied_specification,
    package_members,
    refuse_environment,
    specified,
)
from sagemaker_registry_mock.operations._table import Call, Members, Reply, operation
from sagemaker_registry_mock.operations._tagging import merged_tags
from sagemaker_registry_mock.operations.model_package_groups import check_quota
from sagemaker_registry_mock.registry import arns
from sagemaker_registry_mock.registry.lineage import PackageSet
from sagemaker_registry_mock.registry.listing import Listing, page_of
from sagemaker_registry_mock.registry.records import (
    ALL,
    UNDECIDED,
    Facet,
    ModelPackage,
    ModelPackageGroup,
    decided,
)
from sagemaker_registry_mock.registry.transitions import DELETING, begun

#: Members of CreateModelPackage that name the package or direct the call. Every other member is kept as it is,
#: whatever the service model adds in years to come.
_DIRECTIONS = frozenset({"ModelPackageName", "ModelPackageGroupName", "ClientToken", "Tags"})


@operation("CreateModelPackage")
def create_model_package(call: Call, request: Members) -> Reply:
    """Register the next version of a group, or an unversioned package.

    Raises:
        BothNamesGiven, NeitherNameGiven: the kind of package cannot be told.
        NoGroupForPackage, ModelPackageAlreadyExists: there is no such group, or there is such a package.
        InvalidModelCardContent: the content of its model card is no JSON, or not of the schema.
        ResourceLimitExceeded: the test has set a quota and it is used up.
        ClientTokenReused: the token came with other parameters before.

    """
    return once(call, request, _create)


def _create(call: Call, request: Members) -> Reply:
    if "ModelPackageName" in request and "ModelPackageGroupName" in request:
        raise BothNamesGiven
    if "ModelPackageGroupName" in request:
        group = _group_to_join(call, request["ModelPackageGroupName"])
        package = _versioned(call, request, group)
        call.registry.groups.put(replace(group, issued=group.issued + 1))
    elif "ModelPackageName" in request:
        package = _unversioned(call, request)
    else:
        raise NeitherNameGiven
    call.registry.packages.put(package)
    call.registry.lineage.happened.append(PackageSet(None, package, staged="ModelLifeCycle" in request))
    call.emit(PackageChanged(resource=package.arn, told=Telling(package_members, package)))
    return {"ModelPackageArn": package.arn}


def _group_to_join(call: Call, text: str) -> ModelPackageGroup:
    group = named(call, call.registry.groups, text, arns.GROUP)
    if group is None or group.progress.status == DELETING:
        raise NoGroupForPackage
    return group


def _versioned(call: Call, request: Members, group: ModelPackageGroup) -> ModelPackage:
    """Return the next version. Its number is never issued again while the group lives."""
    if request.get("Tags"):
        raise TagsOfVersionedPackage
    number = group.issued + 1
    members = {"ModelApprovalStatus": UNDECIDED, **_kept(call, request)}
    return _new(call, f"{group.name}/{number}", name=group.name, version=number, members=members)


def _unversioned(call: Call, request: Members) -> ModelPackage:
    name = request["ModelPackageName"]
    if name in call.registry.packages and looked_up(call, call.registry.packages, name):
        raise ModelPackageAlreadyExists(package_arn(call, name))
    members = _kept(call, request)
    refuse_environment(members)
    members.pop("ModelApprovalStatus", None)
    return _new(call, name, name=name, members=members, tags=merged_tags({}, request.get("Tags", ())))


def _new(call: Call, key: str, **identity: Any) -> ModelPackage:
    check_quota(call, "ModelPackages", call.registry.packages)
    return ModelPackage(
        arn=package_arn(call, key),
        order=call.registry.next_order(),
        created=call.now,
        created_by=call.user(),
        progress=begun("Pending", call.context.transition(ModelPackage.machine), call.now),
        **identity,
    )


def _kept(call: Call, request: Members) -> dict[str, Any]:
    """Return the members as SageMaker keeps them: as sent, with the few that it fills in."""
    members = {name: value for name, value in request.items() if name not in _DIRECTIONS}
    members.setdefault("CertifyForMarketplace", False)
    members |= specified(request)
    if "ModelCardContent" in request.get("ModelCard", {}):
        check_package_content(request["ModelCard"]["ModelCardContent"])
    if "SourceUri" in request:
        members |= copied_specification(call, request["SourceUri"])
    if "AdditionalInferenceSpecifications" in request:
        members["AdditionalInferenceSpecifications"] = appended_specifications(
            (), request["AdditionalInferenceSpecifications"]
        )
    if "ValidationSpecification" in request:
        members["ValidationSpecification"] = _with_key_ids(request["ValidationSpecification"])
    return members


def _with_key_ids(specification: dict[str, Any]) -> dict[str, Any]:
    """Return a ValidationSpecification that tells an absent KmsKeyId of a transform output as the empty string."""
    profiles = [
        {**profile, "TransformJobDefinition": _with_key_id(profile["TransformJobDefinition"])}
        for profile in specification["ValidationProfiles"]
    ]
    return {**specification, "ValidationProfiles": profiles}


def _with_key_id(job: dict[str, Any]) -> dict[str, Any]:
    return {**job, "TransformOutput": {"KmsKeyId": "", **job["TransformOutput"]}}


@operation("DescribeModelPackage")
def describe_model_package(call: Call, request: Members) -> Reply:
    """Tell all of one package.

    Raises:
        ModelPackageDoesNotExist: no such package; a group's name alone is the name of an unversioned package.

    """
    package = package_named(call, request["ModelPackageName"])
    seen = described(call, call.registry.packages, package)
    if seen is None:
        raise ModelPackageDoesNotExist(package.arn)
    told = package_members(seen)
    content = told.get("ModelCard", {}).get("ModelCardContent")
    if content is not None and request.get("IncludedData") == "MetadataOnly":
        told["ModelCard"] = {**told["ModelCard"], "ModelCardContent": metadata_only(content)}
    return told


@operation("ListModelPackages")
def list_model_packages(call: Call, request: Members) -> Reply:
    """Tell a page of packages: of one group, or of one type, `Unversioned` where the request names neither.

    Raises:
        ModelPackageGroupDoesNotExist: no such group.
        InvalidNextToken: the token is corrupt or of another list.

    """
    listing = Listing(
        operation=call.operation,
        request=request,
        facet=_facet(call, request),
        order=call.settings.model_packages_order,
        page_size=call.settings.page_size,
    )
    page, token = page_of(call.registry.packages, listing, partial(seen_now, call))
    return {"ModelPackageSummaryList": [package_members(package) for package in page], "NextToken": token}


def _facet(call: Call, request: Members) -> Facet:
    """Return the heading under which the packages asked for are filed."""
    kind = request.get("ModelPackageType", "Unversioned")
    scope: Facet = ALL if kind == "Both" else ("kind", kind)
    if "ModelPackageGroupName" in request:
        group = group_named(call, request["ModelPackageGroupName"])
        # A group has no unversioned packages: a list of those is empty.
        scope = ("kind", "") if request.get("ModelPackageType") == "Unversioned" else ("group", group.name)
    status = request.get("ModelApprovalStatus")
    return scope if status is None else decided(scope, status)


@operation("DeleteModelPackage")
def delete_model_package(call: Call, request: Members) -> Reply:
    """Delete a package, approved or not.

    Raises:
        ModelPackageDoesNotExist: no such package.

    """
    deleted(call, call.registry.packages, package_named(call, request["ModelPackageName"]))
    return {}
