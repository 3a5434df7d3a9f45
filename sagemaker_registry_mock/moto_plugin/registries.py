"""All registries of the mock at once: looked at, replaced, and put back, with nothing changing meanwhile."""

from __future__ import annotations

from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from moto.core.models import DEFAULT_ACCOUNT_ID
from moto.sagemaker.models import sagemaker_backends
from moto.settings import allow_unknown_region
from moto.utilities.utils import get_partition

from sagemaker_registry_mock.events.details import PackageChanged, Telling
from sagemaker_registry_mock.moto_plugin.within import SageMaker, backends
from sagemaker_registry_mock.operations._packages import package_members
from sagemaker_registry_mock.registry.store import Registry

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from sagemaker_registry_mock.events.details import Announcement
    from sagemaker_registry_mock.events.outbox import Outbox, SentEvent
    from sagemaker_registry_mock.registry.arns import Scope


@contextmanager
def all_locked() -> Iterator[list[Any]]:
    """Hold the locks of all registries, and give the backends that they are in.

    The locks of one region are taken in the order of the accounts, as calls take them that reach several accounts;
    none reaches several regions.
    """
    while True:
        with ExitStack() as held:
            found = sorted(backends(), key=lambda backend: (backend.region_name, backend.account_id))
            registries = [backend.registry for backend in found]
            for registry in registries:
                held.enter_context(registry.lock)
            # A backend that came into being, or was reset, while this waited has a registry that is not locked.
            if {id(one.registry) for one in backends()} == {id(one) for one in registries}:
                yield found
                return


@contextmanager
def all_or_nothing() -> Iterator[list[Any]]:
    """Hold the locks of all registries, and give their backends, which are what they were if anything is raised."""
    with all_locked() as found:
        before = [(one, one.registry.copy(), one.outbox.sent, dict(one.outbox.last)) for one in found]
        try:
            yield found
        except BaseException:
            for backend, held, sent, last in before:
                backend.registry.become(held)
                backend.outbox.sent, backend.outbox.last = sent, last
            raise


def is_known(scope: Scope) -> bool:
    """Tell whether moto has SageMaker in a region, and that region in a partition."""
    has_region = scope.region in sagemaker_backends[DEFAULT_ACCOUNT_ID] or allow_unknown_region()
    return has_region and get_partition(scope.region) == scope.partition


def replace_all(registries: Sequence[Registry]) -> None:
    """Have the mock hold what these registries hold, all in regions that moto knows, and nothing else.

    The events that were sent stay what they were. But what is told of a package before its next change is what it is
    from now on: whoever deploys on approval asks for that.
    """
    loaded = {one.scope: one for one in registries}
    for scope in loaded:
        SageMaker(scope.region, scope.account)  # which comes into being where there is none
    with all_or_nothing() as found:
        for backend in found:
            scope = backend.registry.scope
            backend.registry.become(loaded.get(scope, Registry(scope)))
            backend.outbox.last = _as_told(backend.registry)


def _as_told(registry: Registry) -> dict[str, Announcement]:
    """Return what would be announced of every package now."""
    return {one.arn: PackageChanged(resource=one.arn, told=Telling(package_members, one)) for one in registry.packages}


@dataclass(frozen=True, slots=True, eq=False)
class Kept:
    """What one registry held, and what it had sent.

    Attributes:
        registry: the registry itself, by which its mock is known again.
        held: what it held.

    """

    registry: Registry
    held: Registry
    sent: tuple[SentEvent, ...]
    last: Mapping[str, Announcement]


def kept_all() -> tuple[Kept, ...]:
    """Return what all registries hold, at little cost. There is one of them at least, to know the mock by."""
    SageMaker("us-east-1", DEFAULT_ACCOUNT_ID)
    with all_locked() as found:
        return tuple(_kept(backend.registry, backend.outbox) for backend in found)


def _kept(registry: Registry, outbox: Outbox) -> Kept:
    return Kept(registry, registry.copy(), tuple(outbox.sent), dict(outbox.last))


def put_back_all(kept: Sequence[Kept]) -> bool:
    """Have all registries hold what was kept, and those that came into being since nothing.

    Returns:
        Whether it was done: not where the mock of that time is over.

    """
    with all_or_nothing() as found:
        before = {id(one.registry): one for one in kept}
        if not before.keys() <= {id(backend.registry) for backend in found}:
            return False
        for backend in found:
            registry = backend.registry
            then = before.get(id(registry)) or Kept(registry, Registry(registry.scope), (), {})
            registry.become(then.held)
            backend.outbox.become(then.sent, then.last)
    return True
