"""Reading and checking in one go comes to what reading and then checking comes to."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from support.valid_requests import VALID

from sagemaker_registry_mock.errors import WrongType
from sagemaker_registry_mock.operations import OPERATIONS
from sagemaker_registry_mock.protocol.accepting import compiled_acceptance
from sagemaker_registry_mock.protocol.service import default_service

#: What stands for a value that is not of its type, or not within its constraints.
ODD: list[Any] = [None, "", "no such word", 0, -1, 0.5, True, [], [None], {}, {"Unknown": 1}, "x" * 300]


def as_told_apart(operation: str, document: Any) -> Any:
    """Return the members of a document where nothing is wrong with it; else None: found out in two steps."""
    compiled = default_service().operation(operation)
    try:
        members = compiled.read(document, "")
    except WrongType:
        return None
    return None if list(compiled.check(members, "")) else members


@pytest.mark.parametrize("operation", sorted(VALID))
def test_a_valid_request_is_accepted_as_it_is_read(operation: str) -> None:
    """Of every operation."""
    accepted = default_service().operation(operation).accept(VALID[operation])
    assert accepted is not None
    assert accepted == as_told_apart(operation, VALID[operation])


@settings(max_examples=300, deadline=None)
@given(data=st.data())
def test_a_spoiled_request_is_accepted_just_where_nothing_is_wrong(data: st.DataObject) -> None:
    """Some value anywhere in a request is another one."""
    operation = data.draw(st.sampled_from(sorted(VALID)), "operation")
    document = _spoiled(data, VALID[operation])
    assert default_service().operation(operation).accept(document) == as_told_apart(operation, document)


def _spoiled(data: st.DataObject, value: Any) -> Any:
    """Return a value with one of its parts replaced."""
    if isinstance(value, dict) and value and data.draw(st.booleans()):
        name = data.draw(st.sampled_from(sorted(value)))
        return {**value, name: _spoiled(data, value[name])}
    if isinstance(value, list) and value and data.draw(st.booleans()):
        return [_spoiled(data, value[0]), *value[1:]]
    return data.draw(st.sampled_from(ODD))


@pytest.mark.parametrize("document", [[], "text", 1, None])
def test_what_is_no_object_is_not_accepted(document: Any) -> None:
    """Of an operation with members."""
    assert default_service().operation("ListModelPackages").accept(document) is None


def test_an_operation_without_input_accepts_anything() -> None:
    """There is nothing to read."""
    assert compiled_acceptance(None)({"A": 1}) == {}


def test_every_operation_of_the_registry_has_its_acceptance() -> None:
    """Each is compiled without a fault."""
    assert all(callable(default_service().operation(name).accept) for name in OPERATIONS)
