"""NestedFilters: one single object of a list must satisfy every filter."""

from __future__ import annotations

from typing import Any

import pytest

from sagemaker_registry_mock.errors import BadFilterValue, OperatorNotSupported, UnknownProperty
from sagemaker_registry_mock.registry.trees import ListOf, MapOf
from sagemaker_registry_mock.search.expression import compiled

TREE: dict[str, Any] = {
    "Name": "text",
    "Tags": MapOf("text"),
    "Stage": {"Name": "text", "Status": "text"},
    "Containers": ListOf(
        {
            "Image": "text",
            "Port": "number",
            "Environment": MapOf("text"),
            "Types": ListOf("text"),
            "Source": {"Uri": "text", "Parts": ListOf({"Name": "text", "Size": "number"})},
        }
    ),
    "Specifications": ListOf({"Containers": ListOf({"Image": "text", "Port": "number"})}),
}
RECORD: dict[str, Any] = {
    "Name": "churn",
    "Tags": {"team": "a"},
    "Stage": {"Name": "Dev", "Status": "Approved"},
    "Containers": [
        {
            "Image": "xgboost:1",
            "Port": 80,
            "Environment": {"A": "1"},
            "Types": ["csv", "json"],
            "Source": {"Uri": "s3://a", "Parts": [{"Name": "x", "Size": 1}, {"Name": "y", "Size": 2}]},
        },
        {"Image": "sklearn:2", "Port": 8080, "Environment": {"B": "2"}, "Types": ["xml"]},
    ],
    "Specifications": [
        {"Containers": [{"Image": "one", "Port": 1}]},
        {"Containers": [{"Image": "two", "Port": 2}, {"Image": "three", "Port": 3}]},
    ],
}


def _nested(root: str, *filters: tuple[str, str, str | None]) -> bool:
    """Tell whether the record satisfies these filters (name, operator, value) below `root`."""
    members = [
        {"Name": name, "Operator": operator, **({} if value is None else {"Value": value})}
        for name, operator, value in filters
    ]
    return compiled(TREE, {"NestedFilters": [{"NestedPropertyName": root, "Filters": members}]})(RECORD)


@pytest.mark.parametrize("prefix", ["Containers.", ""])
@pytest.mark.parametrize(
    ("image", "port", "found"),
    [
        ("xgboost:1", "80", True),
        ("sklearn:2", "8080", True),
        ("xgboost:1", "8080", False),
        ("sklearn:2", "80", False),
        ("other", "80", False),
    ],
)
def test_one_element_must_satisfy_every_filter(prefix: str, image: str, port: str, found: bool) -> None:  # noqa: FBT001 - the expected answer
    """Two filters meet in one element, under full names as in the reference and under names that go on from there."""
    assert _nested("Containers", (f"{prefix}Image", "Equals", image), (f"{prefix}Port", "Equals", port)) is found


def test_plain_filters_need_no_common_element() -> None:
    """Outside NestedFilters each filter may be satisfied by another element."""
    filters = [{"Name": "Containers.Image", "Value": "xgboost:1"}, {"Name": "Containers.Port", "Value": "8080"}]

    assert compiled(TREE, {"Filters": filters})(RECORD)


@pytest.mark.parametrize(
    ("filters", "found"),
    [
        ([("Image", "Contains", "boost"), ("Port", "LessThan", "100")], True),
        ([("Image", "Contains", "boost"), ("Port", "GreaterThan", "100")], False),
        ([("Image", "NotEquals", "xgboost:1"), ("Port", "Equals", "8080")], True),
        ([("Image", "NotEquals", "xgboost:1"), ("Port", "Equals", "80")], False),
        ([("Source", "Exists", None), ("Port", "Equals", "80")], True),
        ([("Source", "Exists", None), ("Port", "Equals", "8080")], False),
        ([("Source", "NotExists", None), ("Port", "Equals", "8080")], True),
        ([("Source.Uri", "Equals", "s3://a"), ("Types", "Equals", "json")], True),
        ([("Source.Uri", "Equals", "s3://a"), ("Types", "Equals", "xml")], False),
        ([("Environment.A", "Equals", "1"), ("Port", "Equals", "80")], True),
        ([("Environment.A", "Equals", "1"), ("Port", "Equals", "8080")], False),
        ([("Image", "In", "sklearn:2,other")], True),
    ],
)
def test_every_operator_works_on_an_element(filters: list[tuple[str, str, str | None]], found: bool) -> None:  # noqa: FBT001 - the expected answer
    """Inside an element the operators mean what they mean on a record."""
    assert _nested("Containers", *filters) is found


@pytest.mark.parametrize(("name", "size", "found"), [("x", "1", True), ("y", "2", True), ("x", "2", False)])
def test_the_list_may_lie_deeper(name: str, size: str, found: bool) -> None:  # noqa: FBT001 - the expected answer
    """The nested property may be reached through structures and other lists."""
    root = "Containers.Source.Parts"

    assert _nested(root, (f"{root}.Name", "Equals", name), ("Size", "Equals", size)) is found


@pytest.mark.parametrize(("image", "port", "found"), [("one", "1", True), ("three", "3", True), ("one", "3", False)])
def test_a_list_within_a_list_is_one_list_of_elements(image: str, port: str, found: bool) -> None:  # noqa: FBT001 - the expected answer
    """Elements of all inner lists are looked at, each by itself."""
    root = "Specifications.Containers"

    assert _nested(root, ("Image", "Equals", image), ("Port", "Equals", port)) is found


def test_a_structure_is_its_own_single_element() -> None:
    """A nested property that is no list is one object."""
    assert _nested("Stage", ("Stage.Name", "Equals", "Dev"), ("Status", "Equals", "Approved"))
    assert not _nested("Stage", ("Name", "Equals", "Dev"), ("Status", "Equals", "Rejected"))


def test_a_record_without_the_list_satisfies_nothing() -> None:
    """Where there is no element none satisfies the filters, not even one that asks for absence."""
    absent = {"NestedPropertyName": "Containers", "Filters": [{"Name": "Containers.Port", "Operator": "NotExists"}]}
    test = compiled(TREE, {"NestedFilters": [absent]})

    assert not test({})
    assert not test({"Containers": []})
    assert test({"Containers": [{"Image": "i"}]})


@pytest.mark.parametrize(("operator", "value", "found"), [("NotExists", None, True), ("Equals", "80", False)])
def test_an_element_that_is_null_has_nothing(operator: str, value: str | None, found: bool) -> None:  # noqa: FBT001 - the expected answer
    """A null in a list, which no SDK sends, is an element without properties."""
    one = {"Name": "Port", "Operator": operator, **({} if value is None else {"Value": value})}
    test = compiled(TREE, {"NestedFilters": [{"NestedPropertyName": "Containers", "Filters": [one]}]})

    assert test({"Containers": [None]}) is found


def test_each_nested_filter_may_find_another_element() -> None:
    """Two NestedFilters are two conditions: their elements need not be the same."""
    one = {"NestedPropertyName": "Containers", "Filters": [{"Name": "Image", "Value": "xgboost:1"}]}
    other = {"NestedPropertyName": "Containers", "Filters": [{"Name": "Port", "Value": "8080"}]}

    assert compiled(TREE, {"NestedFilters": [one, other]})(RECORD)


@pytest.mark.parametrize(
    ("root", "name"),
    [
        ("Container", "Container.Image"),
        ("Containers", "Containers.Img"),
        ("Containers", "Img"),
        ("Containers", "Specifications.Containers"),
        ("Containers.Image", "First"),
        ("Name", "First"),
        ("Tags.team", "First"),
        ("Tags.team", "Tags.team.First"),
    ],
)
def test_an_unknown_name_is_refused(root: str, name: str) -> None:
    """The root and every name below it must be properties; a value that is plain text has none below it."""
    with pytest.raises(UnknownProperty):
        _nested(root, (name, "Equals", "x"))


def test_the_rules_of_types_hold_below_a_list() -> None:
    """A nested filter refuses operators and values that do not go with the property, under its full name."""
    with pytest.raises(
        OperatorNotSupported, match=r"^Operator LessThan is not supported for property Containers\.Image\.$"
    ):
        _nested("Containers", ("Image", "LessThan", "x"))
    with pytest.raises(BadFilterValue, match=r"^The filter value for property Containers\.Port must be given\.$"):
        _nested("Containers", ("Port", "Equals", None))
