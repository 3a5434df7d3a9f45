"""What the operations on model packages share: how a package is told, and the rules of its specifications."""

from __future__ import annotations

import hashlib
import re
from functools import lru_cache
from operator import attrgetter
from typing import TYPE_CHECKING, Any

from sagemaker_registry_mock.errors import (
    AdditionalDataSourceNotAllowed,
    DuplicateSpecificationName,
    EnvironmentOfUnversionedPackage,
    ModelDoesNotExist,
    SourceUriBesideSpecification,
    TooManySpecifications,
)
from sagemaker_registry_mock.operations._finding import package_named
from sagemaker_registry_mock.registry import arns

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from sagemaker_registry_mock.operations._table import Call, Members
    from sagemaker_registry_mock.registry.records import ModelPackage

MAX_SPECIFICATIONS = 15
_DIGEST_IN_IMAGE = re.compile(r".*@(sha256:[0-9a-fA-F]{64})", re.DOTALL)

#: The status of a validation profile while the package has the status on the left.
_PROFILE_STATUS = {"Pending": "NotStarted", "InProgress": "InProgress"}


#: What a package tells beside its members and its name.
_OWN: dict[str, Callable[[ModelPackage], Any]] = {
    "ModelPackageArn": attrgetter("arn"),
    "CreationTime": attrgetter("created"),
    "CreatedBy": attrgetter("created_by"),
    "ModelPackageStatus": attrgetter("progress.status"),
    "ModelPackageStatusDetails": lambda package: package.status_details or status_details(package),
    "ModelPackageVersion": attrgetter("version"),
    "LastModifiedTime": attrgetter("modified"),
    "LastModifiedBy": attrgetter("modified_by"),
}


def package_members(package: ModelPackage) -> dict[str, Any]:
    """Return all that the API can tell of a package; the output shape chooses among it."""
    told = {**package.members, **{name: own(package) for name, own in _OWN.items()}}
    told[_name_of(package)] = package.name
    return told


def package_member(package: ModelPackage, name: str) -> Any:
    """Return one of the `package_members`; None where there is none of this name."""
    if name in _OWN:
        return _OWN[name](package)
    return package.name if name == _name_of(package) else package.members.get(name)


def _name_of(package: ModelPackage) -> str:
    return "ModelPackageName" if package.version is None else "ModelPackageGroupName"


def status_details(package: ModelPackage) -> dict[str, Any]:
    """Return what the status of a package says of its validation."""
    profiles = package.members.get("ValidationSpecification", {}).get("ValidationProfiles")
    if not profiles:
        return {"ValidationStatuses": [], "ImageScanStatuses": []}
    status = _PROFILE_STATUS.get(package.progress.status, "Completed")
    rows = [{"Name": profile["ProfileName"], "Status": status} for profile in profiles]
    return {"ValidationStatuses": rows, "ImageScanStatuses": []}


def with_digests(specification: Mapping[str, Any]) -> dict[str, Any]:
    """Return an inference specification whose containers have the ImageDigest that SageMaker fills in."""
    return {**specification, "Containers": [_with_digest(one) for one in specification["Containers"]]}


def _with_digest(container: Mapping[str, Any]) -> Mapping[str, Any]:
    if "ImageDigest" in container or "Image" not in container:
        return container
    return {**container, "ImageDigest": _digest(container["Image"])}


@lru_cache  # one text for all the versions that have the same image
def _digest(image: str) -> str:
    """Return the digest in the image reference, else one made of it: the same image, the same digest."""
    found = _DIGEST_IN_IMAGE.fullmatch(image)
    if found:
        return found[1]
    return f"sha256:{hashlib.sha256(image.encode(errors='surrogatepass')).hexdigest()}"


def specified(request: Members) -> dict[str, Any]:
    """Return the InferenceSpecification that a create or update sets, if it sets one.

    Raises:
        SourceUriBesideSpecification: the request gives both.
        AdditionalDataSourceNotAllowed: a container has an AdditionalS3DataSource.

    """
    if "InferenceSpecification" not in request:
        return {}
    if "SourceUri" in request:
        raise SourceUriBesideSpecification
    specification = request["InferenceSpecification"]
    if any("AdditionalS3DataSource" in container for container in specification["Containers"]):
        raise AdditionalDataSourceNotAllowed
    return {"InferenceSpecification": with_digests(specification)}


def refuse_environment(members: Mapping[str, Any]) -> None:
    """Refuse an environment in the containers of an unversioned package.

    Raises:
        EnvironmentOfUnversionedPackage: a container has one.

    """
    specifications = [members.get("InferenceSpecification"), *members.get("AdditionalInferenceSpecifications", ())]
    for specification in specifications:
        if specification and any(container.get("Environment") for container in specification["Containers"]):
            raise EnvironmentOfUnversionedPackage


def copied_specification(call: Call, source: str) -> dict[str, Any]:
    """Return the InferenceSpecification that SourceUri brings along: that of a package or a model of this registry.

    Any other SourceUri is a free string and brings nothing. To a caller of another account only packages that are
    shared with it bring anything.

    Raises:
        AccessDeniedException: the caller is of another account, and the package is not shared with it.
        ModelPackageDoesNotExist, ModelDoesNotExist: the ARN is of this registry and names nothing.

    """
    arn = arns.parse(source)
    if arn is None or arn.scope != call.scope:
        return {}
    foreign = call.context.account != call.scope.account
    if arn.kind == arns.PACKAGE:
        if foreign:
            call.context.admit("DescribeModelPackage", {"ModelPackageName": source})
        copied = package_named(call, source).members.get("InferenceSpecification")
        return {} if copied is None else {"InferenceSpecification": copied}
    if arn.kind == arns.MODEL and not foreign:
        containers = call.context.neighbours.model_containers(arn.name)
        if containers is None:
            raise ModelDoesNotExist(source)
        return {"InferenceSpecification": with_digests({"Containers": containers})} if containers else {}
    return {}


def appended_specifications(
    kept: Iterable[Mapping[str, Any]], added: Iterable[Mapping[str, Any]]
) -> list[Mapping[str, Any]]:
    """Return the additional inference specifications `kept` with those `added` behind them.

    Raises:
        DuplicateSpecificationName, TooManySpecifications: nothing is changed.

    """
    result = [*kept, *[with_digests(one) for one in added]]
    names = set[str]()
    for one in result:
        if one["Name"] in names:
            raise DuplicateSpecificationName(one["Name"])
        names.add(one["Name"])
    if len(result) > MAX_SPECIFICATIONS:
        raise TooManySpecifications(MAX_SPECIFICATIONS)
    return result
