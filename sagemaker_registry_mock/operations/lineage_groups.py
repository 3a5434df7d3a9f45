"""Lineage groups: an account has one, by default, from its first lineage entity on. There is no way to make another."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sagemaker_registry_mock.errors import LineageEntityDoesNotExist, NoLineageGroupPolicy
from sagemaker_registry_mock.lineage.automatic import settled
from sagemaker_registry_mock.operations._finding import local_key
from sagemaker_registry_mock.operations._table import Call, Members, Reply, operation
from sagemaker_registry_mock.registry import arns
from sagemaker_registry_mock.registry.lineage import DEFAULT_GROUP
from sagemaker_registry_mock.registry.listing import Listing, page_of
from sagemaker_registry_mock.registry.records import ALL, Record
from sagemaker_registry_mock.registry.store import Shelf
from sagemaker_registry_mock.registry.transitions import COMPLETED, Progress

if TYPE_CHECKING:
    from datetime import datetime


@operation("ListLineageGroups")
def list_lineage_groups(call: Call, request: Members) -> Reply:
    """Tell the account's lineage group, if it has lineage.

    Raises:
        InvalidNextToken: the token is corrupt or of another list.

    """
    listing = Listing(operation=call.operation, request=request, facet=ALL, page_size=call.settings.page_size)
    begun, groups = settled(call.registry).begun, Shelf[Record]()
    if begun is not None:
        groups.put(_group(call, begun))
    page, token = page_of(groups, listing, lambda group: group)
    return {"LineageGroupSummaries": [_told(group) for group in page], "NextToken": token}


@operation("DescribeLineageGroup")
def describe_lineage_group(call: Call, request: Members) -> Reply:
    """Tell all of one lineage group.

    Raises:
        LineageEntityDoesNotExist: no such lineage group.

    """
    return _told(_named(call, request["LineageGroupName"]))


@operation("GetLineageGroupPolicy")
def get_lineage_group_policy(call: Call, request: Members) -> Reply:
    """Refuse: no operation gives a lineage group a policy.

    Raises:
        LineageEntityDoesNotExist: no such lineage group.
        NoLineageGroupPolicy: it has no policy.

    """
    raise NoLineageGroupPolicy(_named(call, request["LineageGroupName"]).arn)


def _named(call: Call, text: str) -> Record:
    """Find the lineage group that `text`, a name or an ARN, names.

    Raises:
        LineageEntityDoesNotExist: no such lineage group.
        OtherAccount, WrongRegion: the ARN lies elsewhere.

    """
    begun = settled(call.registry).begun
    if local_key(call, text, arns.LINEAGE_GROUP) != DEFAULT_GROUP or begun is None:
        raise LineageEntityDoesNotExist("LineageGroup", call.scope.arn_of(arns.LINEAGE_GROUP, text))
    return _group(call, begun)


def _group(call: Call, begun: datetime) -> Record:
    return Record(
        name=DEFAULT_GROUP,
        arn=call.scope.arn(arns.LINEAGE_GROUP, DEFAULT_GROUP),
        order=0,
        created=begun,
        created_by={},
        progress=Progress(COMPLETED, begun),
    )


def _told(group: Record) -> dict[str, Any]:
    return {
        "LineageGroupName": group.name,
        "LineageGroupArn": group.arn,
        "CreationTime": group.created,
        "CreatedBy": group.created_by,
        "LastModifiedTime": group.created,
        "LastModifiedBy": {},
    }
