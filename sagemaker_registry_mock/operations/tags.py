"""AddTags, ListTags and DeleteTags on all that the registry holds; the tags of all else are moto's."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

from sagemaker_registry_mock.errors import VersionsAreNotTaggable
from sagemaker_registry_mock.operations._finding import card_named, group_named, package_named
from sagemaker_registry_mock.operations._lineage import entity_named
from sagemaker_registry_mock.operations._table import Call, Members, Reply, operation
from sagemaker_registry_mock.operations._tagging import merged_tags, wire_tags
from sagemaker_registry_mock.registry import arns
from sagemaker_registry_mock.registry.lineage import ENTITIES
from sagemaker_registry_mock.registry.listing import opened

#: The tags of a resource, and what stores new ones; None where the resource takes none.
Tagged = tuple[Mapping[str, str], Callable[[Mapping[str, str]], None] | None]


def tags_are_ours(members: Members, _enum: object) -> bool:
    """Tell whether the request is about a resource of the registry, or about nothing that can be told."""
    text = members.get("ResourceArn")
    arn = arns.parse(text) if isinstance(text, str) else None
    return arn is None or arn.kind in _RESOURCES


def is_taggable_here(text: str) -> bool:
    """Tell whether `text` is the ARN of one of the registry's types of resource."""
    arn = arns.parse(text)
    return arn is not None and arn.kind in _RESOURCES


@operation("AddTags", takes=tags_are_ours)
def add_tags(call: Call, request: Members) -> Reply:
    """Set tags, new or known, and tell all that the resource then has.

    Raises:
        VersionsAreNotTaggable: the ARN is a version's.
        DuplicateTagKey, ReservedTagKey, TooManyTags: nothing is changed.
        ModelPackageGroupDoesNotExist, ModelPackageDoesNotExist, ModelCardDoesNotExist, LineageEntityDoesNotExist:
            no such resource.

    """
    tags = _changed(call, request["ResourceArn"], lambda kept: merged_tags(kept, request["Tags"]))
    return {"Tags": wire_tags(tags)}


@operation("DeleteTags", takes=tags_are_ours)
def delete_tags(call: Call, request: Members) -> Reply:
    """Take tags away; keys that are not there are passed over.

    Raises:
        VersionsAreNotTaggable: the ARN is a version's.
        ModelPackageGroupDoesNotExist, ModelPackageDoesNotExist, ModelCardDoesNotExist, LineageEntityDoesNotExist:
            no such resource.

    """
    gone = request["TagKeys"]
    _changed(call, request["ResourceArn"], lambda kept: {key: kept[key] for key in kept if key not in gone})
    return {}


@operation("ListTags", takes=tags_are_ours)
def list_tags(call: Call, request: Members) -> Reply:
    """Tell the tags of a resource, all on one page: at most 50, and those of AWS's own. A version gets none.

    Raises:
        InvalidNextToken: no list of tags has a second page, so no token was ever issued.
        ModelPackageGroupDoesNotExist, ModelPackageDoesNotExist, ModelCardDoesNotExist, LineageEntityDoesNotExist:
            no such resource.

    """
    opened(call.operation, request)
    tags, _ = _found(call, request["ResourceArn"])
    return {"Tags": wire_tags(tags)}


def mark(call: Call, arn: str, tags: Mapping[str, str]) -> None:
    """Set tags of AWS's own, which begin with `aws:`, as another service of AWS does."""
    _changed(call, arn, lambda kept: {**kept, **tags})


def _changed(call: Call, arn: str, change: Callable[[Mapping[str, str]], Mapping[str, str]]) -> Mapping[str, str]:
    tags, store = _found(call, arn)
    if store is None:
        raise VersionsAreNotTaggable
    after = change(tags)
    store(after)
    return after


def _found(call: Call, text: str) -> Tagged:
    arn = arns.parse(text)
    # What the pattern of ResourceArn lets through and is no ARN of a resource names a package that does not exist.
    return _RESOURCES[arn.kind if arn else arns.PACKAGE](call, text)


def _group_tags(call: Call, text: str) -> Tagged:
    group = group_named(call, text)
    return group.tags, lambda tags: call.registry.groups.put(replace(group, tags=tags))


def _package_tags(call: Call, text: str) -> Tagged:
    package = package_named(call, text)
    if package.version is not None:
        return package.tags, None
    return package.tags, lambda tags: call.registry.packages.put(replace(package, tags=tags))


def _card_tags(call: Call, text: str) -> Tagged:
    card = card_named(call, text)
    return card.tags, lambda tags: call.registry.cards.put(replace(card, tags=tags))


def _entity_tags(call: Call, text: str) -> Tagged:
    entity = entity_named(call, ENTITIES[text.split(":", 5)[5].partition("/")[0]], text)
    shelf = call.registry.lineage.entities[entity.kind]
    return entity.tags, lambda tags: shelf.put(replace(entity, tags=tags))


#: The registry's resource types and how to find the tags of one.
_RESOURCES = {
    arns.GROUP: _group_tags,
    arns.PACKAGE: _package_tags,
    arns.CARD: _card_tags,
    **dict.fromkeys(ENTITIES, _entity_tags),
}
