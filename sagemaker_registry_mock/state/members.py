"""Whether the members of a record are those that SageMaker keeps: held against the service model, member by member.

As lenient as the setting `validation="warn"`: what a registry can hold can always be loaded.
"""

from __future__ import annotations

from datetime import datetime
from difflib import get_close_matches
from typing import TYPE_CHECKING, Any, NoReturn

from sagemaker_registry_mock.protocol.fitting import Misfit
from sagemaker_registry_mock.protocol.service import default_service
from sagemaker_registry_mock.registry.executions import PipelineExecution
from sagemaker_registry_mock.registry.lineage import Action, Artifact, Association, Context
from sagemaker_registry_mock.registry.records import (
    ModelCard,
    ModelCardExportJob,
    ModelCardVersion,
    ModelPackage,
    ModelPackageGroup,
    Record,
)
from sagemaker_registry_mock.state.refusals import refuse, shown
from sagemaker_registry_mock.state.times import written_time

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from sagemaker_registry_mock.protocol.fitting import Fit

#: The operations whose requests leave members in a record: the one that makes it, and those that change it.
_MADE_BY: dict[type[Record], tuple[str, ...]] = {
    ModelPackageGroup: ("CreateModelPackageGroup",),
    ModelPackage: ("CreateModelPackage", "UpdateModelPackage"),
    ModelCard: ("CreateModelCard", "UpdateModelCard"),
    ModelCardVersion: ("CreateModelCard", "UpdateModelCard"),
    ModelCardExportJob: ("CreateModelCardExportJob",),
    Artifact: ("CreateArtifact", "UpdateArtifact"),
    Context: ("CreateContext", "UpdateContext"),
    Action: ("CreateAction", "UpdateAction"),
    Association: ("AddAssociation",),
    PipelineExecution: ("StartPipelineExecution", "RetryPipelineExecution", "UpdatePipelineExecution"),
}

#: What the making request had and the record keeps elsewhere, or nowhere.
_APART: dict[type[Record], Callable[[Any], Mapping[str, Any]]] = {
    ModelCardExportJob: lambda job: {"ModelCardName": job.card, "ModelCardExportJobName": job.name},
    Association: lambda one: {"SourceArn": one.source, "DestinationArn": one.destination},
    PipelineExecution: lambda one: {"PipelineName": one.pipeline, "ClientRequestToken": ""},
}

#: What else records tell in answers as it is: their fields, and the shapes of these. All but the creator may be
#: missing; of packages that, too, since real accounts do not tell it of each.
_TOLD = {
    "created_by": "UserContext",
    "modified_by": "UserContext",
    "status_details": "ModelPackageStatusDetails",
}


def check_members(record: Record, path: str) -> None:
    """Check the members of a record, by whom it says that it was created and changed, and how it was validated.

    Raises:
        StateError: naming the first that the service model does not know, or has of another type.

    """
    check_request(_MADE_BY[type(record)], {**_apart(record), **_present(record.members)}, f"{path}.members")
    for name, shape in _TOLD.items():
        told = getattr(record, name, None)
        if told is not None or (name == "created_by" and not isinstance(record, ModelPackage)):
            _fit(default_service().fit(shape), told, f"{path}.{name}")


def _apart(record: Record) -> Mapping[str, Any]:
    return _APART[type(record)](record) if type(record) in _APART else {}


def _present(members: Mapping[str, Any]) -> dict[str, Any]:
    """Return the members without those that are None, which are absent."""
    return {name: value for name, value in members.items() if value is not None}


def check_request(operations: tuple[str, ...], request: Mapping[str, Any], path: str) -> None:
    """Check a request of the first of some operations, to which the others may have added members.

    Raises:
        StateError: a member is not known, is of another type, or is needed and missing.

    """
    service, (maker, *changers) = default_service(), operations
    made = service.operation(maker).members
    _fit(service.operation(maker).fit, {name: value for name, value in request.items() if name in made}, path)
    for name in request.keys() - made.keys():
        fits = [service.operation(one).members.get(name) for one in changers]
        fit = next(filter(None, fits), None)
        if fit is None:
            near = get_close_matches(name, made, n=1)
            hint = f"; did you mean {near[0]}?" if near else ""
            refuse(path, f"{maker} has no member {shown(name)} in the botocore that is installed{hint}")
        _fit(fit, request[name], f"{path}.{name}")


def check_reply(operation: str, reply: Mapping[str, Any], path: str) -> None:
    """Check the reply of an operation.

    Raises:
        StateError: a member is of another type, or is needed and missing.

    """
    _fit(default_service().operation(operation).fit_reply, reply, path)


def _fit(fit: Fit, value: Any, path: str) -> None:
    try:
        fit(value)
    except Misfit as misfit:
        _refuse(misfit, path)


def _refuse(misfit: Misfit, path: str) -> NoReturn:
    value = misfit.value
    told = f'{{"$time": "{written_time(value)}"}}' if isinstance(value, datetime) else shown(value)
    refuse(f"{path}{misfit.path}", f"must be {misfit.words}, not {told}")
