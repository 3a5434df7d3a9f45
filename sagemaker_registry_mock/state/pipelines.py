"""Whether what a document tells of an execution of a pipeline belongs together."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Any

from sagemaker_registry_mock.errors import RegistryError
from sagemaker_registry_mock.pipelines.checking import check_definition
from sagemaker_registry_mock.pipelines.definition import definition_of
from sagemaker_registry_mock.protocol.service import default_service
from sagemaker_registry_mock.registry.executions import EXECUTING
from sagemaker_registry_mock.state.refusals import refuse, shown

if TYPE_CHECKING:
    from sagemaker_registry_mock.registry.executions import PipelineExecution, StepRun

#: What the message of a callback names, in the Metadata of the step that waits for it.
_CALLBACK = ("CallbackToken", "SqsQueueUrl")


def check_execution(execution: PipelineExecution, path: str) -> None:
    """Check the statuses and the steps of an execution, and that it can go on with its definition.

    Raises:
        StateError: naming the first thing that is wrong.

    """
    _check_status(execution.status, "PipelineExecutionStatus", path)
    try:
        defined = _steps_in(execution.definition)
    except RegistryError as error:
        refuse(f"{path}.definition", str(error))
    steps, tokens = set(), set()
    for position, run in enumerate(execution.steps):
        at = f"{path}.steps[{position}]"
        _check_status(run.status, "StepStatus", at)
        _check_metadata(run, at)
        if run.name not in defined:
            refuse(f"{at}.name", f"the definition has no step {shown(run.name)}")
        if run.name in steps:
            refuse(f"{at}.name", f"the step {run.name!r} is there twice")
        if run.token is not None and run.token in tokens:
            refuse(f"{at}.token", "is that of another step, too")
        steps.add(run.name)
        tokens.add(run.token)


@lru_cache(maxsize=64)
def _steps_in(text: str) -> frozenset[str]:
    """Return the names of the steps in a definition.

    Raises:
        RegistryError: it could not be executed.

    """
    definition = definition_of(text)
    if definition is None:
        return frozenset()
    # Which arguments an operation takes is asked only when a pipeline is made: other versions of botocore know others.
    check_definition(definition, lambda _kind: None)
    return frozenset(step.name for step in definition.steps)


def _check_status(status: str, enum: str, path: str) -> None:
    known = default_service().enum(enum)
    if status not in known:
        refuse(f"{path}.status", f"must be one of {', '.join(sorted(known))}, not {shown(status)}")


def _check_metadata(run: StepRun, path: str) -> None:
    """Check that Metadata is an object of objects, and that of a step that waits the callback is told."""
    at = f"{path}.members.Metadata"
    metadata: Any = run.members.get("Metadata", {})
    if not isinstance(metadata, dict) or not all(isinstance(one, dict) for one in metadata.values()):
        refuse(at, "must be an object of objects")
    if run.status != EXECUTING:
        return
    told = metadata.get("Callback", {})
    if run.token is None or any(not isinstance(told.get(name), str) for name in _CALLBACK):
        refuse(path, f"waits: it must have a token, and {' and '.join(_CALLBACK)} in its Metadata.Callback")
