"""The operations, with what IAM calls them and looks at; the condition keys; the resources of stacks."""

from __future__ import annotations

import ast
import inspect
import sys
from datetime import datetime, timezone
from itertools import chain
from typing import TYPE_CHECKING, Any

from sagemaker_registry_mock.access import actions, authorization
from sagemaker_registry_mock.access.keys import Target
from sagemaker_registry_mock.moto_plugin import context, iam_simulation, identity, principals
from sagemaker_registry_mock.moto_plugin.cloudformation import schemas
from sagemaker_registry_mock.operations import OPERATIONS
from sagemaker_registry_mock.protocol.service import default_service
from sagemaker_registry_mock.registry.arns import Scope
from sagemaker_registry_mock.registry.lineage import artifact_id
from sagemaker_registry_mock.registry.records import ModelPackage
from sagemaker_registry_mock.registry.store import Registry
from sagemaker_registry_mock.registry.transitions import COMPLETED, Progress

from .markdown import code, doc_of, table

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from sagemaker_registry_mock.access.keys import KeyFamily

_EPOCH = datetime.fromtimestamp(0, timezone.utc)
_MEMBERS = {
    "ModelLifeCycle": {"Stage": "", "StageStatus": ""},
    "CustomerMetadataProperties": {"<key>": ""},
    "ModelApprovalStatus": "",
}
#: A request and its target that have all that condition keys look at; what names take from them is in angle brackets.
_REQUEST: dict[str, Any] = {
    **_MEMBERS,
    "Tags": [{"Key": "<tag>", "Value": ""}],
    "TagKeys": [""],
    "CustomerMetadataPropertiesToRemove": [""],
    "VisibilityConditions": [{"Key": "<key>", "Value": ""}],
}
_RECORD = ModelPackage(
    name="",
    arn="",
    order=0,
    created=_EPOCH,
    created_by={},
    progress=Progress(COMPLETED, _EPOCH),
    members=_MEMBERS,
    tags={"<tag>": ""},
)
_REGISTRY = Registry(Scope("aws", "us-east-1", "123456789012"))
_PREFIX = "arn:aws:sagemaker:us-east-1:123456789012:"
_SOURCE = {"SourceUri": "<uri>"}
#: ARNs of what may be of any type, or of no record.
_TAKEN_WHOLE = {"ResourceArn", "EntityArn", "PipelineExecutionArn"}


def operations() -> str:
    """Return a table of the operations for each module that has some."""
    modules = dict.fromkeys(row.run.__module__ for row in OPERATIONS.values())
    return "\n\n".join(_of_module(module) for module in sorted(modules, key=_place))


def _place(module: str) -> int:
    """Sort the modules as the table of actions has their operations."""
    names = list(actions.TABLE)
    return min(names.index(name) for name, row in OPERATIONS.items() if row.run.__module__ == module)


def _of_module(module: str) -> str:
    rows = [
        (code(name), doc_of(row.run).summary, resource(name), _named(keys_of(name)))
        for name, row in sorted(OPERATIONS.items(), key=lambda one: list(actions.TABLE).index(one[0]))
        if row.run.__module__ == module
    ]
    told = doc_of(sys.modules[module])
    return f"**{told.summary}**\n\n" + table(("operation", "what it does", "resource", "condition keys"), rows)


def _named(keys: Iterable[str]) -> str:
    return ", ".join(f"`{key}`" for key in keys) or "none"


def resource(operation: str) -> str:
    """Return the ARNs that an action is on, as its row of the table finds them for a request of placeholders."""
    shape = default_service().model.operation_model(operation).input_shape
    request = {name: _placeholder(name) for name in (*shape.members, actions.TABLE[operation].member)}
    if "ModelPackageGroupName" in request:
        request.pop("ModelPackageName", None)  # it registers a version
    found = actions.TABLE[operation].target(_REGISTRY, request)
    return code(*(_shown(arn) for arn in found.arns))


def _placeholder(member: str) -> Any:
    if member == "Source":
        return _SOURCE
    return f"arn:<{member}>" if member in _TAKEN_WHOLE else "NAME"


def _shown(arn: str) -> str:
    for text, shown in {_PREFIX: "", "arn:<": "<", "NAME": "<name>", artifact_id(_SOURCE): "<id>"}.items():
        arn = arn.replace(text, shown)
    return arn


def keys_of(operation: str) -> list[str]:
    """Return the condition keys that come with an action."""
    return list(dict.fromkeys(chain.from_iterable(keys_of_family(family) for family in actions.TABLE[operation].keys)))


def keys_of_family(family: KeyFamily) -> list[str]:
    """Return the condition keys of a family, as it yields them for a request that has all they look at."""
    return [name for name, _ in family(_REQUEST, Target(arns=("*",), record=_RECORD))]


def condition_keys() -> str:
    """Return a table of SageMaker's condition keys, and one of those that come with every request."""
    rows = [(code(key), _actions_with(key)) for key in sorted(own_keys())]
    everywhere = ", ".join(f"`{key}`" for key in global_keys())
    return (
        table(("condition key", "actions"), rows)
        + f"\n\nWith every request, as far as the caller has them: {everywhere}."
    )


def own_keys() -> set[str]:
    """Return the condition keys that come with some actions."""
    return set(chain.from_iterable(keys_of(operation) for operation in actions.TABLE))


def _actions_with(key: str) -> str:
    found = [name for name in actions.TABLE if key in keys_of(name)]
    most = 6
    return code(*found) if len(found) <= most else f"{len(found)} of them: see the operations"


def global_keys() -> list[str]:
    """Return the condition keys of every request: the names in the modules that yield them."""
    names = chain.from_iterable(_names_in(module) for module in (authorization, context, identity, principals))
    return sorted(set(names), key=str.lower)


def _names_in(module: Any) -> Iterator[str]:
    for node in ast.walk(ast.parse(inspect.getsource(module))):
        if isinstance(node, ast.JoinedStr) and isinstance(node.values[0], ast.Constant):
            first = str(node.values[0].value)
            if first.startswith("aws:"):
                yield f"{first}<tag>"
        elif isinstance(node, ast.Constant) and str(node.value).startswith("aws:") and str(node.value)[-1] != "/":
            yield str(node.value)


def others() -> str:
    """Return what is answered besides SageMaker's operations: of IAM, and the resource types of stacks."""
    added = [
        (code("iam:" + name.title().replace("_", "")), doc_of(function).summary)
        for name, function in iam_simulation._ADDED.items()  # noqa: SLF001 - the one table of them
    ]
    types = [
        (code(one.kind), code(one.identifier), code(*sorted(one.attributes)), code(*sorted(one.create_only)))
        for one in (schemas.GROUP, schemas.PACKAGE, schemas.CARD)
    ]
    return "\n\n".join(
        [
            table(("operation", "what it does"), added),
            table(("resource type", "`Ref`", "`Fn::GetAtt`", "a change makes a new resource"), types),
        ]
    )
