"""moto's SageMaker backend with a registry in it. moto wants this module to be named `models`.

moto makes one backend per account and region, empties its `__dict__` and calls `__init__` again when it resets, and
reads some attributes from outside: the tagging API looks at `model_packages`, `model_package_groups` and
`model_cards`, at `list_tags` (up to moto 5.2.1) or `iter_tagged_resources` (from 5.2.2), and writes through `add_tags`
and `delete_tags`.
"""

from __future__ import annotations

from types import MappingProxyType, SimpleNamespace
from typing import TYPE_CHECKING, Any, TypeVar

from moto.sagemaker.exceptions import ValidationError
from moto.sagemaker.models import SageMakerModelBackend

from sagemaker_registry_mock.errors import RegistryError
from sagemaker_registry_mock.events.outbox import Outbox
from sagemaker_registry_mock.moto_plugin.context import BackendContext
from sagemaker_registry_mock.operations import OPERATIONS, Call
from sagemaker_registry_mock.operations._finding import seen_now
from sagemaker_registry_mock.operations._packages import package_members
from sagemaker_registry_mock.operations._tagging import wire_tags
from sagemaker_registry_mock.operations.model_cards import card_members
from sagemaker_registry_mock.operations.model_package_groups import group_members
from sagemaker_registry_mock.operations.tags import is_taggable_here, mark
from sagemaker_registry_mock.registry.arns import Scope
from sagemaker_registry_mock.registry.records import Record
from sagemaker_registry_mock.registry.store import Registry

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from sagemaker_registry_mock.registry.store import Shelf

R = TypeVar("R", bound=Record)


class _Shown:
    """An attribute that moto assigns in its own __init__, and that its tagging API reads: a shelf, read-only.

    What moto assigns is kept for the day the plugin is taken out again.
    """

    def __init__(self, shelf: Callable[[Registry], Shelf[Any]]) -> None:
        self._shelf = shelf

    def __set_name__(self, _owner: type, name: str) -> None:
        self._name = name

    def __get__(self, backend: RegistryBackend | None, _owner: type) -> Any:
        """Return what is on the shelf, as the tagging API wants to see it; asked of the class, this itself."""
        if backend is None:
            return self
        return _views(backend.present(self._shelf(backend.registry)))

    def __set__(self, backend: RegistryBackend, value: Any) -> None:
        """Keep what moto assigns."""
        backend.__dict__[self._name] = value


class RegistryBackend(SageMakerModelBackend):
    """One account's SageMaker in one region: moto's, but for the registry."""

    registry: Registry
    outbox: Outbox
    #: Functions that stand in for targets of EventBridge, by the targets' ARNs: each is given a text and the event.
    stand_ins: dict[str, Callable[[str, dict[str, Any]], object]]

    def __init__(self, region_name: str, account_id: str) -> None:
        super().__init__(region_name, account_id)
        self.adopt()

    def adopt(self) -> None:
        """Put an empty registry into this backend and keep all else that it holds."""
        self.outbox, self.stand_ins = Outbox(), {}
        self.registry = Registry(Scope(self.partition, self.region_name, self.account_id))

    def reset(self) -> None:
        """Begin anew, as moto has every backend do when a mock begins."""
        self.outbox.close()
        super().reset()

    def release(self) -> None:
        """Take the registry out again."""
        self.outbox.close()
        del self.registry, self.outbox, self.stand_ins

    model_packages = _Shown(lambda registry: registry.packages)  # moto's is a dictionary
    model_package_groups = _Shown(lambda registry: registry.groups)
    model_cards = _Shown(lambda registry: registry.cards)

    def present(self, shelf: Shelf[R]) -> list[R]:
        """Return what is on a shelf of the registry and has not gone by now."""
        call = self._call("")
        with self.registry.lock:
            return [seen for record in shelf if (seen := seen_now(call, record))]

    def add_tags(self, arn: str, tags: list[dict[str, str]]) -> list[dict[str, str]]:
        """Tag a resource: the registry's own by the registry's rules."""
        if not is_taggable_here(arn):
            return list(super().add_tags(arn, tags))
        return list(self._asked("AddTags", {"ResourceArn": arn, "Tags": tags})["Tags"])

    def list_tags(self, arn: str, **paging: Any) -> Any:  # type: ignore[override]  # moto's is wrapped for paging
        """Return the tags of a resource and moto's token of a next page, of which the registry's have none."""
        if not is_taggable_here(arn):
            return super().list_tags(arn=arn, **paging)
        return self._asked("ListTags", {"ResourceArn": arn})["Tags"], None

    def delete_tags(self, arn: str, tag_keys: list[str]) -> None:
        """Untag a resource: the registry's own by the registry's rules."""
        if is_taggable_here(arn):
            self._asked("DeleteTags", {"ResourceArn": arn, "TagKeys": tag_keys})
        else:
            super().delete_tags(arn, tag_keys)

    def describe_pipeline(self, pipeline_name: str) -> dict[str, Any]:
        """Describe a pipeline, by its ARN too."""
        told: dict[str, Any] = super().describe_pipeline(pipeline_name.rpartition("/")[2])
        return told

    def mark(self, arn: str, tags: Mapping[str, str]) -> None:
        """Set tags of AWS's own on a resource of the registry, as CloudFormation does."""
        with self.registry.lock:
            mark(self._call("AddTags"), arn, tags)

    def _call(self, operation: str) -> Call:
        return Call(operation, BackendContext(self), _no_shape, _no_shape)

    def _asked(self, operation: str, request: dict[str, Any]) -> dict[str, Any]:
        """Do an operation for another service of moto, and refuse in the way that moto understands."""
        with self.registry.lock:
            try:
                return OPERATIONS[operation].run(self._call(operation), request) or {}
            except RegistryError as error:
                raise ValidationError(message=str(error)) from error


def dashboard_rows(backends: Iterable[RegistryBackend], kind: str) -> list[SimpleNamespace]:
    """Return the records of all backends as moto's dashboard shows instances of `kind`: by plain attributes."""
    shelf, members = DASHBOARD[kind]
    rows = [members(record) for backend in backends for record in backend.present(shelf(backend.registry))]
    return [SimpleNamespace(**_plain(row)) for row in rows]


#: moto's model classes that its dashboard shows: where the registry has such records, and what it tells of one.
DASHBOARD: dict[str, tuple[Callable[[Registry], Shelf[Any]], Callable[[Any], dict[str, Any]]]] = {
    "ModelPackageGroup": (lambda registry: registry.groups, group_members),
    "ModelPackage": (lambda registry: registry.packages, package_members),
    "FakeModelCard": (lambda registry: registry.cards, card_members),
}


def _plain(members: dict[str, Any]) -> dict[str, Any]:
    times = {name: value.isoformat() for name, value in members.items() if hasattr(value, "isoformat")}
    return {name: value for name, value in {**members, **times}.items() if value is not None}


def _views(records: Iterable[Record]) -> Mapping[str, Any]:
    views = {one.arn: SimpleNamespace(arn=one.arn, tags=wire_tags(one.tags)) for one in records}
    return MappingProxyType(views)


def _no_shape(*_shape: Any) -> Any:
    """Stand in for the service model, which no operation on tags looks at."""
