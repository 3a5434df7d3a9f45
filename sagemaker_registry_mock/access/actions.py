"""The registry's actions: what each is on, and which condition keys come with it. One row per operation.

Source: Service Authorization Reference, "Actions, resources, and condition keys for Amazon SageMaker". Where it names a
resource as optional, the row has the ARN that the documented policies have.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sagemaker_registry_mock.access.keys import (
    KeyFamily,
    Target,
    approval,
    current,
    life_cycle,
    metadata,
    removed_tags,
    request_tags,
    resource_tags,
    visibility,
)
from sagemaker_registry_mock.registry import arns

if TYPE_CHECKING:
    from sagemaker_registry_mock.registry.store import Registry, Shelf

Members = Mapping[str, Any]
#: Finds what a request is on, in the registry that holds it.
Finder = Callable[["Registry", Members], Target]

NOTHING = Target(arns=("*",))


@dataclass(frozen=True, slots=True)
class Action:
    """A row of the table.

    Attributes:
        member: the member of the request that names the resource, by name or by ARN; empty where none does.
        target: finds the resource.
        keys: the families of condition keys that come with the action.

    """

    member: str
    target: Finder
    keys: tuple[KeyFamily, ...]


def _found(registry: Registry, kind: str, text: str) -> Target:
    """Find the resource of the type `kind` that `text`, a name or an ARN, names. It need not exist."""
    arn = arns.parse(text)
    if text.startswith("arn:") and (arn is None or arn.scope != registry.scope or arn.kind != kind):
        return Target(arns=(text,))
    key = arn.name if arn else text
    record = _shelf(registry, kind, key).find(key)
    of_group = kind == arns.GROUP or (kind == arns.PACKAGE and "/" in key)
    group = registry.groups.find(key.partition("/")[0]) if of_group else None
    return Target(arns=(record.arn if record else registry.scope.arn(kind, key),), record=record, group=group)


def _shelf(registry: Registry, kind: str, key: str) -> Shelf[Any]:
    if kind == arns.CARD:
        return registry.card_exports if "/" in key else registry.cards
    return registry.groups if kind == arns.GROUP else registry.packages


def _on(member: str, kind: str, *keys: KeyFamily) -> Action:
    """Return the row of an action on what `member` names."""
    return Action(member, lambda registry, request: _found(registry, kind, request[member]), (*keys, resource_tags))


def _on_package(member: str, *keys: KeyFamily) -> Action:
    return _on(member, arns.PACKAGE, current, *keys)


def _on_tagged(*keys: KeyFamily) -> Action:
    """Return the row of an action on the tags of any resource."""

    def target(registry: Registry, request: Members) -> Target:
        arn = arns.parse(request["ResourceArn"])
        return _found(registry, arn.kind if arn else arns.PACKAGE, request["ResourceArn"])

    return Action("ResourceArn", target, (current, *keys, resource_tags))


def _new_package(registry: Registry, request: Members) -> Target:
    """Find what CreateModelPackage is on: the package to come, and of a version also its group."""
    if "ModelPackageName" in request:
        return Target(arns=(registry.scope.arn(arns.PACKAGE, request["ModelPackageName"]),))
    if "ModelPackageGroupName" not in request:
        return NOTHING
    joined = _found(registry, arns.GROUP, request["ModelPackageGroupName"])
    number = joined.group.issued + 1 if joined.group else 1
    return Target(arns=(*_packages_in(joined, str(number)), *joined.arns), group=joined.group)


def _listed_packages(registry: Registry, request: Members) -> Target:
    """Find what ListModelPackages is on: all versions of the group."""
    if "ModelPackageGroupName" not in request:
        return NOTHING
    listed = _found(registry, arns.GROUP, request["ModelPackageGroupName"])
    return Target(arns=_packages_in(listed, "*") or listed.arns, group=listed.group)


def _packages_in(group: Target, what: str) -> tuple[str, ...]:
    """Return the ARN of packages in a group, which need not exist; nothing where the target is no group."""
    arn = arns.parse(group.arns[0])
    return (arn.scope.arn(arns.PACKAGE, f"{arn.name}/{what}"),) if arn and arn.kind == arns.GROUP else ()


def _on_endpoint(registry: Registry, request: Members) -> Target:
    return Target(arns=(registry.scope.arn(arns.ENDPOINT, request["EndpointName"]),))


def _on_nothing(*keys: KeyFamily) -> Action:
    return Action("", lambda _registry, _request: NOTHING, keys)


#: The operations that name several resources, each of which they ask for by itself, and where those stand.
SEVERAL: dict[str, Callable[[Members], list[str]]] = {
    "BatchDescribeModelPackage": lambda request: list(request["ModelPackageArnList"]),
    "CreateModel": arns.packages_used,
}


def resources_named(operation: str, request: Members) -> list[str]:
    """Return the names and ARNs by which a request names resources."""
    if operation in SEVERAL:
        return SEVERAL[operation](request)
    member = TABLE[operation].member
    return [request[member]] if member in request else []


_GROUP, _CARD = "ModelPackageGroupName", "ModelCardName"
_SET = (approval, life_cycle, metadata)

TABLE: dict[str, Action] = {
    "CreateModelPackageGroup": _on(_GROUP, arns.GROUP, request_tags),
    "DescribeModelPackageGroup": _on(_GROUP, arns.GROUP),
    "ListModelPackageGroups": _on_nothing(),
    "DeleteModelPackageGroup": _on(_GROUP, arns.GROUP),
    "PutModelPackageGroupPolicy": _on(_GROUP, arns.GROUP),
    "GetModelPackageGroupPolicy": _on(_GROUP, arns.GROUP),
    "DeleteModelPackageGroupPolicy": _on(_GROUP, arns.GROUP),
    "CreateModelPackage": Action(_GROUP, _new_package, (*_SET, request_tags, resource_tags)),
    "DescribeModelPackage": _on_package("ModelPackageName"),
    "ListModelPackages": Action(_GROUP, _listed_packages, (resource_tags,)),
    "UpdateModelPackage": _on_package("ModelPackageArn", *_SET),
    "DeleteModelPackage": _on_package("ModelPackageName"),
    "BatchDescribeModelPackage": _on_package("ModelPackageArn"),
    "CreateModel": _on_package("ModelPackageName"),
    "UpdateEndpoint": Action("", _on_endpoint, ()),
    "AddTags": _on_tagged(request_tags),
    "ListTags": _on_tagged(),
    "DeleteTags": _on_tagged(removed_tags),
    "Search": _on_nothing(visibility),
    "GetSearchSuggestions": _on_nothing(),
    "CreateModelCard": _on(_CARD, arns.CARD, request_tags),
    "UpdateModelCard": _on(_CARD, arns.CARD),
    "DescribeModelCard": _on(_CARD, arns.CARD),
    "ListModelCards": _on_nothing(),
    "ListModelCardVersions": _on(_CARD, arns.CARD),
    "DeleteModelCard": _on(_CARD, arns.CARD),
    "CreateModelCardExportJob": _on(_CARD, arns.CARD),
    "DescribeModelCardExportJob": _on("ModelCardExportJobArn", arns.CARD),
    "ListModelCardExportJobs": _on(_CARD, arns.CARD),
}
