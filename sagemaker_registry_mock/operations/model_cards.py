"""Stand-alone model cards: one document about a model, in versions.

A new content makes a new version; a new status changes the latest version in its place. A card whose deletion has been
slowed down by a state transition can be described, and tells how far its deletion has come.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from sagemaker_registry_mock.cards.content import metadata_only, searchable
from sagemaker_registry_mock.cards.validation import check_card_content
from sagemaker_registry_mock.errors import (
    ContentBesideStatus,
    ModelCardAlreadyExists,
    ModelCardArchived,
    ModelCardBeingDeleted,
    ModelCardDoesNotExist,
    ModelCardVersionDoesNotExist,
)
from sagemaker_registry_mock.events.details import CardChanged, Telling
from sagemaker_registry_mock.operations._finding import card_named, deleted, described, looked_up, seen_now
from sagemaker_registry_mock.operations._table import Call, Members, Reply, operation
from sagemaker_registry_mock.operations._tagging import merged_tags
from sagemaker_registry_mock.registry import arns
from sagemaker_registry_mock.registry.listing import Listing, page_of
from sagemaker_registry_mock.registry.records import ALL, ModelCard, ModelCardVersion
from sagemaker_registry_mock.registry.transitions import COMPLETED, DELETE_PENDING, NEXT, Progress, is_leaving

#: Members of CreateModelCard that are not kept among the card's members.
_APART = frozenset({"Tags"})

#: The statuses of a deletion after which there is no content any more.
_WITHOUT_CONTENT = frozenset(NEXT) - {DELETE_PENDING, "DeleteInProgress"}


@operation("CreateModelCard")
def create_model_card(call: Call, request: Members) -> Reply:
    """Create a card; its first version is 1.

    Raises:
        ModelCardAlreadyExists: the name is taken.
        InvalidModelCardContent: the content is no JSON, or not of the schema.
        DuplicateTagKey, ReservedTagKey, TooManyTags: the tags are not acceptable.

    """
    name, cards = request["ModelCardName"], call.registry.cards
    arn = call.scope.arn(arns.CARD, name)
    if name in cards and looked_up(call, cards, name):
        raise ModelCardAlreadyExists(arn)
    check_card_content(request["Content"])
    card = ModelCard(
        name=name,
        arn=arn,
        order=call.registry.next_order(),
        created=call.now,
        created_by={},
        modified=call.now,
        progress=Progress(COMPLETED, call.now),
        members={member: value for member, value in request.items() if member not in _APART},
        tags=merged_tags({}, request.get("Tags", ())),
    )
    _store(call, card, order=call.registry.next_order(), created=call.now)
    _announce(call, card)
    return {"ModelCardArn": arn}


@operation("UpdateModelCard")
def update_model_card(call: Call, request: Members) -> Reply:
    """Replace the whole content, which makes a new version, or the status of the latest version.

    Raises:
        ModelCardDoesNotExist: no such card.
        ContentBesideStatus: both in one call.
        ModelCardBeingDeleted, ModelCardArchived: its content does not change any more.
        InvalidModelCardContent: the content is no JSON, or not of the schema.

    """
    card = card_to_work_on(call, request["ModelCardName"])
    if "Content" in request and "ModelCardStatus" in request:
        raise ContentBesideStatus
    changes = {name: value for name, value in request.items() if name != "ModelCardName"}
    after = replace(card, members={**card.members, **changes}, modified=call.now, modified_by={})
    if "Content" in request:
        if card.members["ModelCardStatus"] == "Archived":
            raise ModelCardArchived
        check_card_content(request["Content"])
        after = replace(after, version=card.version + 1)
        _store(call, after, order=call.registry.next_order(), created=call.now)
    else:
        latest = version_of(call, card, card.version)
        _store(call, after, order=latest.order, created=latest.created)
    if changes:
        _announce(call, after)
    return {"ModelCardArn": card.arn}


def card_to_work_on(call: Call, text: str) -> ModelCard:
    """Find a card that is not being deleted.

    Raises:
        ModelCardDoesNotExist: no such card.
        ModelCardBeingDeleted: its deletion has begun.

    """
    card = card_named(call, text)
    if is_leaving(card.progress.status):
        raise ModelCardBeingDeleted
    return card


def version_of(call: Call, card: ModelCard, number: int) -> ModelCardVersion:
    """Find one version of a card.

    Raises:
        ModelCardVersionDoesNotExist: it has no such version.

    """
    version = call.registry.card_versions.find(f"{card.name}/{number}")
    if version is None or version.name != card.name:
        raise ModelCardVersionDoesNotExist(card.arn, number)
    return version


def _store(call: Call, card: ModelCard, **identity: Any) -> None:
    """Store the card and, under `order` and `created`, its latest version."""
    version = ModelCardVersion(
        name=card.name,
        arn=card.arn,
        created_by=card.created_by,
        progress=card.progress,
        members=card.members,
        version=card.version,
        modified=card.modified,
        modified_by=card.modified_by,
        **identity,
    )
    call.registry.cards.put(card)
    call.registry.card_versions.put(version)


def _announce(call: Call, card: ModelCard) -> None:
    call.emit(
        CardChanged(
            resource=card.arn,
            told=Telling(card_members, card),
            account=call.scope.account,
            model=lambda: searchable(card.members["Content"]).get("ModelId"),
        )
    )


@operation("DescribeModelCard")
def describe_model_card(call: Call, request: Members) -> Reply:
    """Tell one version of a card, the latest unless the request names another.

    Raises:
        ModelCardDoesNotExist, ModelCardVersionDoesNotExist: no such card, or it has no such version.

    """
    card = described(call, call.registry.cards, found := card_named(call, request["ModelCardName"]))
    if card is None:
        raise ModelCardDoesNotExist(found.arn)
    version = version_of(call, card, request.get("ModelCardVersion", card.version))
    told = {**card_members(replace(version, progress=card.progress)), "CreationTime": card.created}
    if request.get("IncludedData") == "MetadataOnly":
        told["Content"] = metadata_only(told["Content"])
    return told


@operation("ListModelCards")
def list_model_cards(call: Call, request: Members) -> Reply:
    """Tell a page of cards, oldest first unless the request says otherwise.

    Raises:
        InvalidNextToken: the token is corrupt or of another list.

    """
    listing = Listing(operation=call.operation, request=request, facet=ALL, page_size=call.settings.page_size)
    page, token = page_of(call.registry.cards, listing, lambda card: seen_now(call, card))
    return {"ModelCardSummaries": [card_members(card) for card in page], "NextToken": token}


@operation("ListModelCardVersions")
def list_model_card_versions(call: Call, request: Members) -> Reply:
    """Tell a page of the versions of a card, the first version first unless the request says otherwise.

    Raises:
        ModelCardDoesNotExist: no such card.
        InvalidNextToken: the token is corrupt or of another list.

    """
    card = card_named(call, request["ModelCardName"])
    listing = Listing(
        operation=call.operation,
        request=request,
        facet=("card", card.name),
        by="Version",
        page_size=call.settings.page_size,
    )
    page, token = page_of(call.registry.card_versions, listing, lambda version: version)
    return {"ModelCardVersionSummaryList": [card_members(version) for version in page], "NextToken": token}


@operation("DeleteModelCard")
def delete_model_card(call: Call, request: Members) -> Reply:
    """Delete a card with all its versions and export jobs; the documents that they wrote stay.

    Raises:
        ModelCardDoesNotExist: no such card.

    """
    deleted(call, call.registry.cards, card_named(call, request["ModelCardName"]))
    return {}


def card_members(card: ModelCard | ModelCardVersion) -> dict[str, Any]:
    """Return all that the API can tell of a card or of one version; the output shape chooses among it.

    `CreatedBy` and `LastModifiedBy` are empty: the service tells an IamIdentity of groups and packages only, and there
    is no user profile.
    """
    leaving = card.progress.status if is_leaving(card.progress.status) else None
    return {
        **card.members,
        **({"Content": "{}"} if leaving in _WITHOUT_CONTENT else {}),
        "ModelCardProcessingStatus": leaving,
        "ModelCardArn": card.arn,
        "ModelCardVersion": card.version,
        "CreationTime": card.created,
        "CreatedBy": card.created_by,
        "LastModifiedTime": card.modified,
        "LastModifiedBy": card.modified_by,
    }
