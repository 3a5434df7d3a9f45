"""Actions of lineage: what was done, such as an approval or a deployment."""

from __future__ import annotations

from sagemaker_registry_mock.operations._lineage import created, deleted, described, entity_named, listed, updated
from sagemaker_registry_mock.operations._table import Call, Members, Reply, operation
from sagemaker_registry_mock.registry.lineage import Action


@operation("CreateAction")
def create_action(call: Call, request: Members) -> Reply:
    """Create an action.

    Raises:
        LineageEntityAlreadyExists: the name is taken.
        DuplicateTagKey, ReservedTagKey, TooManyTags: the tags are not acceptable.
        ResourceLimitExceeded: the test has set a quota and it is used up.

    """
    return created(call, Action, request["ActionName"], request)


@operation("DescribeAction")
def describe_action(call: Call, request: Members) -> Reply:
    """Tell all of one action.

    Raises:
        LineageEntityDoesNotExist: no such action.

    """
    return described(call, entity_named(call, Action, request["ActionName"]))


@operation("ListActions")
def list_actions(call: Call, request: Members) -> Reply:
    """Tell a page of actions, newest first unless the request says otherwise.

    Raises:
        InvalidNextToken: the token is corrupt or of another list.

    """
    return listed(call, Action, request)


@operation("UpdateAction")
def update_action(call: Call, request: Members) -> Reply:
    """Change description, status or properties of an action.

    Raises:
        LineageEntityDoesNotExist: no such action.

    """
    return updated(call, entity_named(call, Action, request["ActionName"]), "ActionName", request)


@operation("DeleteAction")
def delete_action(call: Call, request: Members) -> Reply:
    """Delete an action that is not associated with anything.

    Raises:
        LineageEntityDoesNotExist: no such action.
        LineageEntityInUse: it is associated with something.

    """
    return deleted(call, entity_named(call, Action, request["ActionName"]))
