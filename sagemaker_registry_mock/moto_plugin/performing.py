"""An operation done from within: of the registry by its own rule, of the rest of SageMaker by moto's backend."""

from __future__ import annotations

from inspect import signature
from typing import TYPE_CHECKING, Any

from moto.core.utils import camelcase_to_underscores

from sagemaker_registry_mock.moto_plugin.amendments import keep_forgotten
from sagemaker_registry_mock.operations import OPERATIONS, Call
from sagemaker_registry_mock.pipeline import check
from sagemaker_registry_mock.protocol.service import default_service

if TYPE_CHECKING:
    from sagemaker_registry_mock.operations._table import Context


def performed(operation: str, document: dict[str, Any], context: Context, backend: Any) -> Any:
    """Do an operation that JSON describes, and announce its events in `context`, which may itself be a gate.

    Returns:
        The reply of the registry, or whatever moto's backend returns.

    Raises:
        AccessDeniedException: `context` does not let the request in.
        RegistryError: the request breaks the service model, or the registry refuses it.
        Exception: what moto's backend raises.

    """
    service = default_service()
    compiled, rule = service.operation(operation), OPERATIONS.get(operation)
    request = compiled.read(document, "")
    check(compiled, request, context.settings.validation)
    context = context.admit(operation, request)
    if rule is not None:
        with context.registry.lock:
            reply = rule.run(Call(operation, context, service.tree, service.tell), request)
        if reply is not None:
            return reply
    made = _moto_does(getattr(backend, camelcase_to_underscores(operation)), request)
    if operation == "CreateModel":
        keep_forgotten(made, request)
    return made


def _moto_does(method: Any, request: dict[str, Any]) -> Any:
    """Call a method of a moto backend, whose parameters are the request's members in snake case."""
    given = {camelcase_to_underscores(name): value for name, value in request.items()}
    return method(**{name: given.get(name) for name in signature(method).parameters})
