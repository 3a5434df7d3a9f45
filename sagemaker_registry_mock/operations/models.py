"""CreateModel, where its containers are model packages: whether these may be used. The model itself is moto's."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sagemaker_registry_mock.errors import EnvironmentTwice, ImageBesidePackage, NoSuchSpecification, PackageNotUsable
from sagemaker_registry_mock.operations._finding import package_named
from sagemaker_registry_mock.operations._table import Call, Members, operation
from sagemaker_registry_mock.registry import arns

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from sagemaker_registry_mock.registry.records import ModelPackage

#: Members of a container that say where the model is, which the package says already.
_WHERE = frozenset({"Image", "ModelDataUrl"})


def uses_packages(members: Members, _enum: Callable[[str], frozenset[str]]) -> bool:
    """Tell whether a container of a request, nothing of which has been checked, names a package."""
    several = members.get("Containers")
    containers = [members.get("PrimaryContainer"), *(several if isinstance(several, list) else ())]
    return any(isinstance(one, dict) and one.get("ModelPackageName") is not None for one in containers)


@operation("CreateModel", takes=uses_packages)
def create_model(call: Call, request: Members) -> None:
    """Look whether the packages may be used; moto then makes the model.

    Raises:
        ImageBesidePackage: a container tells an image or model data, too.
        ModelPackageDoesNotExist: no such package.
        AccessDeniedException: it is another account's, and its group is not shared with the caller for that.
        PackageNotUsable: it is not completed, or it is a version and not approved.
        NoSuchSpecification: it has no additional inference specification of that name.
        EnvironmentTwice: both the package and the container have environment variables.

    """
    for container in arns.containers_of_packages(request):
        if not _WHERE.isdisjoint(container):
            raise ImageBesidePackage
        package = _package(call, container["ModelPackageName"])
        _check_statuses(package)
        _check_environment(_specification(package, container), container)


def _package(call: Call, text: str) -> ModelPackage:
    arn = arns.parse(text)
    foreign = arn is not None and arn.scope.account != call.scope.account
    return package_named(call.about({"ModelPackageName": text}) if foreign else call, text)


def _check_statuses(package: ModelPackage) -> None:
    if package.progress.status != "Completed":
        raise PackageNotUsable(package.arn, "ModelPackageStatus", package.progress.status)
    approval = package.members.get("ModelApprovalStatus", "Approved")  # unversioned packages need no approval
    if approval != "Approved":
        raise PackageNotUsable(package.arn, "ModelApprovalStatus", approval)


def _specification(package: ModelPackage, container: dict[str, Any]) -> Mapping[str, Any]:
    """Return the inference specification that a container chooses: the package's own, or the additional one named."""
    wanted = container.get("InferenceSpecificationName")
    if wanted is None:
        return package.members.get("InferenceSpecification") or {}
    for one in package.members.get("AdditionalInferenceSpecifications", ()):
        if one["Name"] == wanted:
            return dict(one)
    raise NoSuchSpecification(package.arn, wanted)


def _check_environment(specification: Mapping[str, Any], container: dict[str, Any]) -> None:
    for packed in specification.get("Containers", ()):
        if container.get("Environment") and packed.get("Environment"):
            raise EnvironmentTwice(packed["Environment"], container["Environment"])
