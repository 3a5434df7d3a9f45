"""Associations of lineage: the edges from one entity to another."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sagemaker_registry_mock.errors import (
    AssociationAlreadyExists,
    AssociationDoesNotExist,
    AssociationOfExperiments,
)
from sagemaker_registry_mock.lineage.automatic import settled
from sagemaker_registry_mock.operations._lineage_ends import arn_named, end_named, is_of_experiments, title_of
from sagemaker_registry_mock.operations._table import Call, Members, Reply, operation
from sagemaker_registry_mock.operations.model_package_groups import check_quota
from sagemaker_registry_mock.registry.lineage import association, association_key
from sagemaker_registry_mock.registry.listing import Listing, page_of
from sagemaker_registry_mock.registry.records import ALL

if TYPE_CHECKING:
    from sagemaker_registry_mock.registry.lineage import Association, End

_ENDS = ("SourceArn", "DestinationArn")


@operation("AddAssociation")
def add_association(call: Call, request: Members) -> Reply:
    """Associate one entity with another.

    Raises:
        LineageEntityDoesNotExist: one of the two.
        AccessDeniedException: the caller may not associate one of the two.
        AssociationOfExperiments: both belong to experiments.
        AssociationAlreadyExists: of whatever type.
        ResourceLimitExceeded: the test has set a quota and it is used up.

    """
    ends = (_end(call, request["SourceArn"]), _end(call, request["DestinationArn"]))
    source, destination = (end.arn for end in ends)
    associations = settled(call.registry).associations
    if is_of_experiments(source) and is_of_experiments(destination):
        raise AssociationOfExperiments(source, destination)
    if association_key(source, destination) in associations:
        raise AssociationAlreadyExists(source, destination)
    check_quota(call, "Associations", associations, lambda one: not one.automatic)
    order = call.registry.next_order()
    associations.put(association(ends, request.get("AssociationType"), order=order, created=call.now))
    return {"SourceArn": source, "DestinationArn": destination}


@operation("ListAssociations")
def list_associations(call: Call, request: Members) -> Reply:
    """Tell a page of associations, newest first unless the request says otherwise.

    Raises:
        InvalidNextToken: the token is corrupt or of another list.

    """
    given = {name: arn_named(call, request[name]) for name in _ENDS if name in request}
    headings: list[Any] = [(name.removesuffix("Arn").lower(), arn) for name, arn in given.items()]
    listing = Listing(
        operation=call.operation,
        request={**request, **given},
        facet=headings[0] if headings else ALL,
        order="Descending",
        page_size=call.settings.page_size,
    )
    page, token = page_of(settled(call.registry).associations, listing, lambda one: one)
    return {"AssociationSummaries": [_told(call, one) for one in page], "NextToken": token}


@operation("DeleteAssociation")
def delete_association(call: Call, request: Members) -> Reply:
    """Delete the association from one entity to another.

    Raises:
        AccessDeniedException: the caller may not dissociate one of the two.
        AssociationDoesNotExist: there is none.

    """
    source, destination = (arn_named(call.about({"EntityArn": request[name]}), request[name]) for name in _ENDS)
    associations = settled(call.registry).associations
    key = association_key(source, destination)
    found = associations.find(key) if key in associations else None
    if found is None:
        raise AssociationDoesNotExist(source, destination)
    associations.drop(found)
    return {"SourceArn": source, "DestinationArn": destination}


def _end(call: Call, arn: str) -> End:
    return end_named(call.about({"EntityArn": arn}), arn)


def _told(call: Call, one: Association) -> dict[str, Any]:
    return {
        **one.members,
        "SourceArn": one.source,
        "DestinationArn": one.destination,
        "SourceType": one.source_type,
        "DestinationType": one.destination_type,
        "SourceName": title_of(call, one.source),
        "DestinationName": title_of(call, one.destination),
        "CreationTime": one.created,
        "CreatedBy": one.created_by,
    }
