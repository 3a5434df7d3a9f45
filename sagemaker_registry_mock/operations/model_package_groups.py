"""Model package groups: what collects the versions trained for one problem."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any, TypeVar

from sagemaker_registry_mock.errors import (
    ModelPackageGroupAlreadyExists,
    ModelPackageGroupDoesNotExist,
    ModelPackageGroupNotEmpty,
    ResourceLimitExceeded,
)
from sagemaker_registry_mock.operations._finding import (
    deleted,
    described,
    group_arn,
    group_named,
    looked_up,
    seen_now,
    shared_groups,
)
from sagemaker_registry_mock.operations._table import Call, Members, Reply, operation
from sagemaker_registry_mock.operations._tagging import merged_tags
from sagemaker_registry_mock.registry.lineage import GroupMade
from sagemaker_registry_mock.registry.listing import Listing, page_of
from sagemaker_registry_mock.registry.records import ALL, ModelPackageGroup, Record
from sagemaker_registry_mock.registry.settings import QUOTAS
from sagemaker_registry_mock.registry.store import Shelf
from sagemaker_registry_mock.registry.transitions import begun

if TYPE_CHECKING:
    from collections.abc import Callable

R = TypeVar("R", bound=Record)

#: Members of CreateModelPackageGroup that are not kept among the group's members.
_APART = frozenset({"Tags"})


@operation("CreateModelPackageGroup")
def create_model_package_group(call: Call, request: Members) -> Reply:
    """Create a group.

    Raises:
        ModelPackageGroupAlreadyExists: the name is taken.
        DuplicateTagKey, ReservedTagKey, TooManyTags: the tags are not acceptable.
        ResourceLimitExceeded: the test has set a quota and it is used up.

    """
    name = request["ModelPackageGroupName"]
    groups = call.registry.groups
    if name in groups and looked_up(call, groups, name):
        raise ModelPackageGroupAlreadyExists(group_arn(call, name))
    tags = merged_tags({}, request.get("Tags", ()))
    check_quota(call, "ModelPackageGroups", groups)
    group = ModelPackageGroup(
        name=name,
        arn=group_arn(call, name),
        order=call.registry.next_order(),
        created=call.now,
        created_by=call.user(),
        progress=begun("Pending", call.context.transition(ModelPackageGroup.machine), call.now),
        members={member: value for member, value in request.items() if member not in _APART},
        tags=tags,
    )
    groups.put(group)
    call.registry.lineage.happened.append(GroupMade(group))
    return {"ModelPackageGroupArn": group.arn}


@operation("DescribeModelPackageGroup")
def describe_model_package_group(call: Call, request: Members) -> Reply:
    """Tell all of one group.

    Raises:
        ModelPackageGroupDoesNotExist: no such group.

    """
    group = group_named(call, request["ModelPackageGroupName"])
    seen = described(call, call.registry.groups, group)
    if seen is None:
        raise ModelPackageGroupDoesNotExist(group.arn)
    return group_members(seen)


@operation("ListModelPackageGroups")
def list_model_package_groups(call: Call, request: Members) -> Reply:
    """Tell a page of the account's groups, or of those shared with it; oldest first unless the request says otherwise.

    Raises:
        InvalidNextToken: the token is corrupt or of another list.

    """
    listing = Listing(operation=call.operation, request=request, facet=ALL, page_size=call.settings.page_size)
    groups = call.registry.groups
    if request.get("CrossAccountFilterOption") == "CrossAccount":
        groups = Shelf()
        groups.fill(group for _, group in shared_groups(call))
    page, token = page_of(groups, listing, partial(seen_now, call))
    return {"ModelPackageGroupSummaryList": [group_members(group) for group in page], "NextToken": token}


@operation("DeleteModelPackageGroup")
def delete_model_package_group(call: Call, request: Members) -> Reply:
    """Delete an empty group, its policy and its tags.

    Raises:
        ModelPackageGroupDoesNotExist: no such group.
        ModelPackageGroupNotEmpty: it still has versions.

    """
    group = group_named(call, request["ModelPackageGroupName"])
    packages = call.registry.packages.walk(("group", group.name))
    if any(seen_now(call, package) for _, package in packages):
        raise ModelPackageGroupNotEmpty(group.arn)
    deleted(call, call.registry.groups, group)
    return {}


def group_members(group: ModelPackageGroup) -> dict[str, Any]:
    """Return all that the API can tell of a group; the output shape chooses among it."""
    return {
        **group.members,
        "ModelPackageGroupArn": group.arn,
        "CreationTime": group.created,
        "CreatedBy": group.created_by,
        "ModelPackageGroupStatus": group.progress.status,
    }


def check_quota(call: Call, unit: str, records: Shelf[R], counts: Callable[[R], bool] = lambda _record: True) -> None:
    """Refuse one more of `unit` where the test has set a quota and it is used up by those `records` that count.

    Raises:
        ResourceLimitExceeded: with the sentence of Service Quotas.

    """
    limit = call.settings.quotas.get(unit)
    if limit is None or len(records) < limit:
        return
    used = sum(counts(record) and seen_now(call, record) is not None for record in records)
    if used >= limit:
        raise ResourceLimitExceeded(QUOTAS[unit], unit, limit=limit, used=used)
