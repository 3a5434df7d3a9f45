"""CreateModel, where it uses model packages of other accounts: they must be shared. The model itself is moto's."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sagemaker_registry_mock.operations._finding import package_named
from sagemaker_registry_mock.operations._table import Call, Members, operation
from sagemaker_registry_mock.registry import arns

if TYPE_CHECKING:
    from collections.abc import Callable


def uses_packages_by_arn(members: Members, _enum: Callable[[str], frozenset[str]]) -> bool:
    """Tell whether a container of a request, nothing of which has been checked, names a package by its ARN."""
    several = members.get("Containers")
    containers = [members.get("PrimaryContainer"), *(several if isinstance(several, list) else ())]
    return any(isinstance(one, dict) and str(one.get("ModelPackageName")).startswith("arn:") for one in containers)


@operation("CreateModel", takes=uses_packages_by_arn)
def create_model(call: Call, request: Members) -> None:
    """Look whether the packages of other accounts may be used; moto then makes the model.

    Raises:
        AccessDeniedException: a package's group is not shared with the caller for that.
        ModelPackageDoesNotExist: there is no such package in a group that is shared.

    """
    for text in arns.packages_used(request):
        arn = arns.parse(text)
        if arn is not None and arn.scope.account != call.scope.account:
            package_named(call.about({"ModelPackageName": text}), text)
