"""What happened before a test or a demo begins: operations done at a time of the past, of which nobody hears."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sagemaker_registry_mock.moto_plugin.context import BackendContext
from sagemaker_registry_mock.moto_plugin.performing import performed

if TYPE_CHECKING:
    from datetime import datetime

    from sagemaker_registry_mock.events.details import Event


class _Past(BackendContext):
    """A call of the account itself at another time: what it announces is known, and not sent."""

    def __init__(self, backend: Any, time: datetime) -> None:
        super().__init__(backend)
        self.now = time

    def emit(self, event: Event) -> None:
        """Put down what was last announced of a resource: whoever deploys on approval asks for that."""
        self.outbox.last[event.announcement.resource] = event.announcement


def recalled(operation: str, request: dict[str, Any], backend: Any, time: datetime) -> dict[str, Any]:
    """Do an operation of the registry as if it had been asked at `time`, on behalf of the account itself.

    Raises:
        RegistryError: the request breaks the service model, or the registry refuses it.

    """
    reply: dict[str, Any] = performed(operation, request, _Past(backend, time), backend)
    return reply
