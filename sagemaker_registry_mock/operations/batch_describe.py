"""BatchDescribeModelPackage: many versions at once, each described or refused on its own."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sagemaker_registry_mock.errors import NotAVersion, RegistryError
from sagemaker_registry_mock.operations._finding import package_named
from sagemaker_registry_mock.operations._packages import package_members
from sagemaker_registry_mock.operations._table import Call, Members, Reply, operation

if TYPE_CHECKING:
    from sagemaker_registry_mock.registry.records import ModelPackage


@operation("BatchDescribeModelPackage")
def batch_describe_model_package(call: Call, request: Members) -> Reply:
    """Tell each version under its ARN as given, and each that cannot be told under its ARN in the error map."""
    told: dict[str, Any] = {}
    refused: dict[str, Any] = {}
    for arn in dict.fromkeys(request["ModelPackageArnList"]):
        version = _version(call, arn)
        if isinstance(version, RegistryError):
            refused[arn] = {"ErrorCode": version.code, "ErrorResponse": str(version)}
        else:
            told[arn] = package_members(version)
    return {"ModelPackageSummaries": told, "BatchDescribeModelPackageErrorMap": refused}


def _version(call: Call, arn: str) -> ModelPackage | RegistryError:
    """Return the version that `arn` names, or why it cannot be told."""
    try:
        package = package_named(call.about({"ModelPackageArn": arn}), arn)
    except RegistryError as error:
        return error
    return NotAVersion(arn) if package.version is None else package
