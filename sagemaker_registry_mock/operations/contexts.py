"""Contexts of lineage: what groups other entities, such as a model package group or an endpoint."""

from __future__ import annotations

from sagemaker_registry_mock.operations._lineage import created, deleted, described, entity_named, listed, updated
from sagemaker_registry_mock.operations._table import Call, Members, Reply, operation
from sagemaker_registry_mock.registry.lineage import Context


@operation("CreateContext")
def create_context(call: Call, request: Members) -> Reply:
    """Create a context.

    Raises:
        LineageEntityAlreadyExists: the name is taken.
        DuplicateTagKey, ReservedTagKey, TooManyTags: the tags are not acceptable.
        ResourceLimitExceeded: the test has set a quota and it is used up.

    """
    return created(call, Context, request["ContextName"], request)


@operation("DescribeContext")
def describe_context(call: Call, request: Members) -> Reply:
    """Tell all of one context.

    Raises:
        LineageEntityDoesNotExist: no such context.

    """
    return described(call, entity_named(call, Context, request["ContextName"]))


@operation("ListContexts")
def list_contexts(call: Call, request: Members) -> Reply:
    """Tell a page of contexts, newest first unless the request says otherwise.

    Raises:
        InvalidNextToken: the token is corrupt or of another list.

    """
    return listed(call, Context, request)


@operation("UpdateContext")
def update_context(call: Call, request: Members) -> Reply:
    """Change description or properties of a context.

    Raises:
        LineageEntityDoesNotExist: no such context.

    """
    return updated(call, entity_named(call, Context, request["ContextName"]), "ContextName", request)


@operation("DeleteContext")
def delete_context(call: Call, request: Members) -> Reply:
    """Delete a context that is not associated with anything.

    Raises:
        LineageEntityDoesNotExist: no such context.
        LineageEntityInUse: it is associated with something.

    """
    return deleted(call, entity_named(call, Context, request["ContextName"]))
