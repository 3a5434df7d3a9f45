"""What the operations on artifacts, contexts and actions share."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeVar

from sagemaker_registry_mock.errors import (
    LineageEntityAlreadyExists,
    LineageEntityDoesNotExist,
    LineageEntityInUse,
)
from sagemaker_registry_mock.lineage.automatic import settled
from sagemaker_registry_mock.operations._finding import local_key
from sagemaker_registry_mock.operations._tagging import merged_tags
from sagemaker_registry_mock.operations.model_package_groups import check_quota
from sagemaker_registry_mock.registry import arns
from sagemaker_registry_mock.registry.lineage import DEFAULT_GROUP, LineageEntity
from sagemaker_registry_mock.registry.listing import Listing, page_of
from sagemaker_registry_mock.registry.records import ALL
from sagemaker_registry_mock.registry.transitions import COMPLETED, Progress

if TYPE_CHECKING:
    from sagemaker_registry_mock.operations._table import Call, Members, Reply
    from sagemaker_registry_mock.registry.store import Shelf

E = TypeVar("E", bound=LineageEntity)

#: Members of Create and Update requests that are not kept among an entity's members.
_APART = frozenset({"Tags", "PropertiesToRemove"})


def entity_named(call: Call, entity: type[E], text: str) -> E:
    """Find the artifact, context or action that `text`, a name or an ARN, names.

    Raises:
        LineageEntityDoesNotExist: there is none; it tells the ARN even where a name was given.
        OtherAccount, WrongRegion: the ARN lies elsewhere.

    """
    key = local_key(call, text, entity.kind)
    found: E | None = settled(call.registry).entities[entity.kind].find(key) if key else None
    if found is None:
        raise LineageEntityDoesNotExist(entity.word, call.scope.arn_of(entity.kind, text))
    return found


def created(call: Call, entity: type[LineageEntity], name: str, request: Members) -> Reply:
    """Create an entity that `name`, the last part of its ARN, tells from all others.

    Raises:
        LineageEntityAlreadyExists: there is one.
        DuplicateTagKey, ReservedTagKey, TooManyTags: the tags are not acceptable.
        ResourceLimitExceeded: the test has set a quota and it is used up.

    """
    lineage = settled(call.registry)
    shelf: Shelf[Any] = lineage.entities[entity.kind]
    arn = call.scope.arn(entity.kind, name)
    if name in shelf:
        raise LineageEntityAlreadyExists(entity.word, arn)
    tags = merged_tags({}, request.get("Tags", ()))
    check_quota(call, f"{entity.word}s", shelf, lambda one: not one.automatic)
    lineage.add(
        entity(
            name=name,
            arn=arn,
            order=call.registry.next_order(),
            created=call.now,
            created_by={},
            modified=call.now,
            progress=Progress(COMPLETED, call.now),
            members=_kept(request),
            tags=tags,
        )
    )
    return {f"{entity.word}Arn": arn}


def described(call: Call, entity: LineageEntity) -> Reply:
    """Tell all of an entity."""
    return {
        **_summary(entity),
        "Properties": entity.properties,
        "CreatedBy": entity.created_by,
        "LastModifiedBy": {},
        "LineageGroupArn": call.scope.arn(arns.LINEAGE_GROUP, DEFAULT_GROUP),
    }


def listed(call: Call, entity: type[LineageEntity], request: Members) -> Reply:
    """Tell a page of artifacts, contexts or actions, newest first unless the request says otherwise.

    Raises:
        InvalidNextToken: the token is corrupt or of another list.

    """
    facet: Any = ALL
    for member, heading in (("SourceUri", "uri"), (f"{entity.word}Type", "type")):
        if member in request and facet == ALL:
            facet = (heading, request[member])
    listing = Listing(
        operation=call.operation,
        request=request,
        facet=facet,
        order="Descending",
        page_size=call.settings.page_size,
    )
    shelf: Shelf[Any] = settled(call.registry).entities[entity.kind]
    page, token = page_of(shelf, listing, lambda one: one)
    return {f"{entity.word}Summaries": [_summary(one) for one in page], "NextToken": token}


def updated(call: Call, entity: LineageEntity, address: str, request: Members) -> Reply:
    """Change what is given: Properties as a whole, of which those to remove are then taken away.

    The member `address` says which entity, and changes nothing.
    """
    changes = {name: value for name, value in _kept(request).items() if name != address}
    gone = request.get("PropertiesToRemove", ())
    properties = changes.get("Properties", entity.properties)
    changes["Properties"] = {key: value for key, value in properties.items() if key not in gone}
    settled(call.registry).entities[entity.kind].put(entity.revised(changes, call.now))
    return {f"{entity.word}Arn": entity.arn}


def deleted(call: Call, entity: LineageEntity) -> Reply:
    """Delete an entity that is not associated with anything.

    Raises:
        LineageEntityInUse: it is.

    """
    lineage = settled(call.registry)
    if any(True for end in ("source", "destination") for _ in lineage.associations.walk((end, entity.arn))):
        raise LineageEntityInUse(entity.word, entity.arn)
    lineage.entities[entity.kind].drop(entity)
    return {f"{entity.word}Arn": entity.arn}


def _kept(request: Members) -> dict[str, Any]:
    return {name: value for name, value in request.items() if name not in _APART}


def _summary(entity: LineageEntity) -> dict[str, Any]:
    return {
        **entity.members,
        f"{entity.word}Arn": entity.arn,
        "CreationTime": entity.created,
        "LastModifiedTime": entity.modified,
    }
