"""One request, from bytes to bytes. Read this first: it is the whole program."""

from __future__ import annotations

import logging
import warnings
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Protocol

from sagemaker_registry_mock.access.authorization import Gate as Guard
from sagemaker_registry_mock.access.authorization import accounts_named, admitted
from sagemaker_registry_mock.errors import (
    BodyUnreadable,
    ConstraintsViolated,
    ConstraintWarning,
    InternalFailure,
    NotPermitted,
    RegistryError,
    UnknownOperationException,
)
from sagemaker_registry_mock.operations import OPERATIONS, Call
from sagemaker_registry_mock.operations._table import Context
from sagemaker_registry_mock.protocol.parse import parsed
from sagemaker_registry_mock.protocol.serialize import error_body, reply_body
from sagemaker_registry_mock.registry.settings import SettingsError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from contextlib import AbstractContextManager

    from sagemaker_registry_mock.protocol.constraints import Violation
    from sagemaker_registry_mock.protocol.service import CompiledOperation, Service

log = logging.getLogger(__name__)

#: Keywords of the service model that `validation="warn"` turns into warnings.
_TOLERATED = frozenset({"pattern", "enum", "max"})


#: More violations than this are not told: a request of a megabyte gets no answer of many.
_MOST_TOLD = 100


class Gate(Context, Guard, Protocol):
    """The context of a call, and who guards the way to it."""

    def locked(self, accounts: Sequence[str], *, all_accounts: bool) -> AbstractContextManager[object]:
        """Hold the lock of this registry and those of other accounts' registries, in an order that cannot block."""

    def deliver(self) -> None:
        """Send the events that the call has announced. Whatever becomes of them, the operation has succeeded."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What goes back: an HTTP status and a body; and of a denial what led to it."""

    status: int
    body: bytes
    why: tuple[str, ...] = ()


def operation_named(service: Service, target: str) -> str:
    """Return the operation that an X-Amz-Target header names.

    Raises:
        UnknownOperationException: it is no operation of the service.

    """
    name = service.named(target)
    if name is None or name not in service.names:
        raise UnknownOperationException(target)
    return name


def answer(service: Service, name: str, body: bytes, gate: Callable[[], Gate]) -> Answer | None:
    """Parse, validate, authorize, operate, serialize. None where the request is moto's to answer."""
    operation, rule = service.operation(name), OPERATIONS[name]
    try:
        document = parsed(body)
        if not rule.takes(document, service.enum):
            return None
        accepted = operation.accept(document)
        request = operation.read(document, "") if accepted is None else accepted
        context = gate()
        if accepted is None:
            check(operation, request, context.settings.validation)
        with _locked(context, name, request, everywhere=rule.everywhere):
            reached = admitted(context, name, request)
            reply = rule.run(Call(name, reached, service.tree, service.tell), request)
        reached.deliver()
        return None if reply is None else Answer(200, reply_body(operation.write, reply))
    except RegistryError as error:
        return refusal(error)
    except RecursionError:
        return refusal(BodyUnreadable("it is nested too deeply."))
    except (Warning, SettingsError):
        raise  # for the test itself, which turns warnings into errors or has misspelt a setting
    except Exception as fault:
        log.exception("%s failed", name)
        return refusal(InternalFailure(name, fault))


def refusal(error: RegistryError) -> Answer:
    """Return the answer that tells `error`."""
    return Answer(error.status, error_body(error), error.why if isinstance(error, NotPermitted) else ())


def _locked(gate: Gate, name: str, request: dict[str, Any], *, everywhere: bool) -> AbstractContextManager[object]:
    """Hold the locks of all registries that the request looks at: mostly its own."""
    everywhere = everywhere or request.get("CrossAccountFilterOption") == "CrossAccount"
    return gate.locked(accounts_named(name, request), all_accounts=everywhere)


def check(operation: CompiledOperation, request: dict[str, Any], validation: str) -> None:
    """Collect what breaks the service model's constraints, and refuse it all in one sentence.

    Raises:
        ConstraintsViolated: naming every violation.

    """
    violations = list(operation.check(request, ""))
    if not violations:
        return
    refused = refused_of(violations, validation)
    if refused:
        raise ConstraintsViolated([one.text for one in refused[:_MOST_TOLD]])
    _warn(violations)


def refused_of(violations: Iterable[Violation], validation: str) -> list[Violation]:
    """Return those violations that refuse a request under the setting `validation`."""
    return [one for one in violations if validation == "strict" or one.keyword not in _TOLERATED]


def _warn(violations: list[Violation]) -> None:
    for one in violations:
        warnings.warn(one.text, ConstraintWarning, stacklevel=4)
