"""The arguments of a step that calls an operation, held against the operation's input before anything runs.

Source: refusals of the service quoted in issues of the SageMaker Python SDK.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sagemaker_registry_mock.errors import CannotAssign, UnknownArgument
from sagemaker_registry_mock.pipelines.definition import call_in
from sagemaker_registry_mock.registry.trees import ListOf, MapOf

#: The types of parameters by their names.
Types = Mapping[str, str]


def check_arguments(written: Any, tree: Any, types: Types) -> None:
    """Refuse members that the operation does not have, and a parameter of another type where it takes a text.

    Args:
        written: the arguments, or a part of them; functions are not called yet.
        tree: the type tree of what they are for (see registry.trees).
        types: of the definition's parameters.

    Raises:
        UnknownArgument, CannotAssign: naming the first that does not fit.

    """
    called = call_in(written)
    if called:
        _check_call(called, tree, types)
    elif isinstance(written, dict):
        _check_members(written, tree, types)
    elif isinstance(written, list) and isinstance(tree, ListOf):
        for one in written:
            check_arguments(one, tree.of, types)


def _check_members(written: dict[str, Any], tree: Any, types: Types) -> None:
    for name, value in written.items():
        if isinstance(tree, MapOf):
            check_arguments(value, tree.of, types)
        elif isinstance(tree, dict):
            if name not in tree:
                raise UnknownArgument(name)
            check_arguments(value, tree[name], types)


def _check_call(called: tuple[str, Any], tree: Any, types: Types) -> None:
    name, given = called
    root, _, parameter = given.partition(".") if name == "Get" else ("", "", "")
    if root == "Parameters" and tree == "text" and types.get(parameter, "String") != "String":
        raise CannotAssign(given, "String")
