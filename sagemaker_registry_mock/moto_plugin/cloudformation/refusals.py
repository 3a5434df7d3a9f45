"""What CloudFormation refuses before it does anything, and moto lets pass."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from moto.cloudformation import exceptions

from sagemaker_registry_mock.errors import ChangeSetExecuted, NothingToUpdate, StackNotUpdatable, StackRefusal

if TYPE_CHECKING:
    from collections.abc import Mapping

#: What failures make of a stack, and no update mends.
_SETTLED = ("ROLLBACK_COMPLETE", "ROLLBACK_FAILED", "UPDATE_ROLLBACK_FAILED", "DELETE_FAILED")


#: moto's class of errors that have a code and a message, by its name since moto 5.1 or the one of before.
_ERROR: Any = getattr(exceptions, "CloudFormationError", None) or getattr(exceptions, "RESTError", None)


def refuse_settled(stack: Any) -> None:
    """Refuse to update a stack that can only be deleted.

    Raises:
        Exception: it is one.

    """
    if stack.status in _SETTLED:
        raise _error(StackNotUpdatable(stack.stack_id, stack.status))


def refuse_idle(backend: Any, stack: Any, asked: Mapping[str, Any]) -> None:
    """Refuse an update that asks for what a stack already is; one that has failed may be tried again.

    Raises:
        Exception: template, parameters and tags are those of before.

    """
    if "FAILED" in stack.status or _follows_parameters_of_ssm(stack.template_dict):
        return
    given = backend._resolve_update_parameters(instance=stack, incoming_params=asked["parameters"])  # noqa: SLF001
    same = {**stack.parameters, **given} == stack.parameters and asked["tags"] in (None, stack.tags)
    if same and stack.has_template(asked["template"]):
        raise _error(NothingToUpdate())


def _follows_parameters_of_ssm(template: Mapping[str, Any]) -> bool:
    """Tell whether a template takes values from the Parameter Store, which may be others now."""
    return any(str(one.get("Type")).startswith("AWS::SSM::") for one in (template.get("Parameters") or {}).values())


def refuse_executed(change_set: Any) -> None:
    """Refuse to execute a change set twice.

    Raises:
        Exception: it was executed, well or not.

    """
    if str(change_set.execution_status).startswith("EXECUTE"):
        raise _error(ChangeSetExecuted(change_set.change_set_id, change_set.execution_status))


def _error(refusal: StackRefusal) -> Exception:
    """Return what moto answers a refusal with."""
    error: Exception = _ERROR(refusal.code, str(refusal))
    return error
