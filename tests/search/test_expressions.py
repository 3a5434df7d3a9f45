"""Search expressions: how conditions combine, and what the service limits."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sagemaker_registry_mock.errors import (
    ContainsUsedTwice,
    EmptySearchExpression,
    OperatorNotSupported,
    TooManyConditions,
)
from sagemaker_registry_mock.registry.trees import ListOf, MapOf
from sagemaker_registry_mock.search.expression import MAX_CONDITIONS, compiled

TREE: dict[str, Any] = {"Name": "text", "Tags": MapOf("text"), "Parts": ListOf({"Name": "text"})}
EMPTY = "A SearchExpression must have at least one of Filters, NestedFilters and SubExpressions."


def _tag(key: str) -> dict[str, str]:
    """Return a filter that holds for records with this tag."""
    return {"Name": f"Tags.{key}", "Operator": "Exists"}


def _tagged(keys: str) -> dict[str, Any]:
    """Return a record that has each of these letters as a tag."""
    return {"Tags": dict.fromkeys(keys, "x")}


def _part(name: str) -> dict[str, Any]:
    """Return a nested filter that holds for records with a part of this name."""
    return {"NestedPropertyName": "Parts", "Filters": [{"Name": "Parts.Name", "Value": name}]}


@pytest.mark.parametrize(
    ("operator", "found"),
    [(None, ["ab"]), ("And", ["ab"]), ("Or", ["a", "b", "ab"])],
)
def test_filters_are_joined_by_the_operator(operator: str | None, found: list[str]) -> None:
    """All filters must hold, unless the operator is Or."""
    expression: dict[str, Any] = {"Filters": [_tag("a"), _tag("b")]} | ({"Operator": operator} if operator else {})

    assert [keys for keys in ("", "a", "b", "ab", "c") if compiled(TREE, expression)(_tagged(keys))] == [
        keys for keys in ("", "a", "b", "ab", "c") if keys in found
    ]


@pytest.mark.parametrize(("operator", "found"), [("And", ["abp"]), ("Or", ["a", "b", "p", "abp"])])
def test_the_operator_joins_all_three_kinds(operator: str, found: list[str]) -> None:
    """One operator joins Filters, NestedFilters and SubExpressions alike."""
    test = compiled(
        TREE,
        {
            "Operator": operator,
            "Filters": [_tag("a")],
            "SubExpressions": [{"Filters": [_tag("b")]}],
            "NestedFilters": [_part("p")],
        },
    )
    records = {
        "": {},
        "a": _tagged("a"),
        "b": _tagged("b"),
        "p": {"Parts": [{"Name": "p"}]},
        "abp": {**_tagged("ab"), "Parts": [{"Name": "p"}]},
    }

    assert [name for name, record in records.items() if test(record)] == found


def test_an_operator_joins_only_its_own_level() -> None:
    """A sub-expression without an operator is an And, also inside an Or."""
    test = compiled(
        TREE, {"Operator": "Or", "SubExpressions": [{"Filters": [_tag("a"), _tag("b")]}, {"Filters": [_tag("c")]}]}
    )

    assert [keys for keys in ("a", "b", "ab", "c", "") if test(_tagged(keys))] == ["ab", "c"]


def _trees() -> st.SearchStrategy[dict[str, Any]]:
    """Draw expressions over the tags a to d."""
    leaves = st.fixed_dictionaries({"Filters": st.lists(st.sampled_from("abcd").map(_tag), min_size=1, max_size=3)})
    return st.recursive(
        leaves,
        lambda inner: st.fixed_dictionaries(
            {"SubExpressions": st.lists(inner, min_size=1, max_size=3)},
            optional={"Operator": st.sampled_from(["And", "Or"]), "Filters": leaves.map(lambda one: one["Filters"])},
        ),
        max_leaves=6,
    )


def _meaning(expression: dict[str, Any], keys: str) -> bool:
    """Tell what an expression over tags means, in the plainest way."""
    answers = [one["Name"].removeprefix("Tags.") in keys for one in expression.get("Filters", [])]
    answers += [_meaning(one, keys) for one in expression.get("SubExpressions", [])]
    return (True in answers) if expression.get("Operator") == "Or" else (False not in answers)


@settings(deadline=None)
@given(expression=_trees(), keys=st.sets(st.sampled_from("abcd")).map("".join))
def test_any_nesting_means_what_it_says(expression: dict[str, Any], keys: str) -> None:
    """And and Or mean themselves at any depth."""
    assert compiled(TREE, expression)(_tagged(keys)) is _meaning(expression, keys)


@pytest.mark.parametrize(
    "expression",
    [
        {},
        {"Operator": "Or"},
        {"Filters": [], "NestedFilters": [], "SubExpressions": []},
        {"SubExpressions": [{}]},
        {"Filters": [_tag("a")], "SubExpressions": [{"Operator": "And"}]},
    ],
)
def test_an_empty_expression_is_refused(expression: dict[str, Any]) -> None:
    """An expression has at least one condition, and so has each of its sub-expressions."""
    with pytest.raises(EmptySearchExpression) as caught:
        compiled(TREE, expression)

    assert str(caught.value) == EMPTY


def _wide(filters: int) -> dict[str, Any]:
    return {"Filters": [_tag("a")] * filters}


@pytest.mark.parametrize(
    "fits",
    [
        _wide(50),
        {"Filters": [_tag("a")] * 20, "SubExpressions": [_wide(20), _wide(8)]},
        {
            "NestedFilters": [_part("p")] * 20,
            "SubExpressions": [_wide(20), {**_wide(5), "NestedFilters": [_part("p")] * 3}],
        },
        {
            "SubExpressions": [{"SubExpressions": [{"SubExpressions": [_wide(20), _wide(20)]}]}],
            "Filters": [_tag("a")] * 6,
        },
    ],
)
def test_fifty_conditions_are_the_limit(fits: dict[str, Any]) -> None:
    """Filters, nested filters and sub-expressions of all levels are fifty at most."""
    assert MAX_CONDITIONS == 50
    assert compiled(TREE, fits)({**_tagged("a"), "Parts": [{"Name": "p"}]})

    with pytest.raises(TooManyConditions) as caught:
        compiled(TREE, {**fits, "Filters": [*fits.get("Filters", []), _tag("a")]})
    assert str(caught.value) == (
        "A SearchExpression can include at most 50 recursive SubExpressions, NestedFilters and Filters."
    )


CONTAINS = {"Name": "Name", "Operator": "Contains", "Value": "x"}
NESTED_CONTAINS = {"NestedPropertyName": "Parts", "Filters": [{**CONTAINS, "Name": "Parts.Name"}]}


@pytest.mark.parametrize(
    "expression",
    [
        {"Filters": [CONTAINS, CONTAINS]},
        {"Filters": [CONTAINS], "SubExpressions": [{"Filters": [CONTAINS]}]},
        {"SubExpressions": [{"Filters": [CONTAINS]}, {"SubExpressions": [{"Filters": [CONTAINS]}]}]},
        {"Filters": [CONTAINS], "NestedFilters": [NESTED_CONTAINS]},
        {"NestedFilters": [NESTED_CONTAINS, NESTED_CONTAINS]},
    ],
)
def test_contains_may_be_used_once(expression: dict[str, Any]) -> None:
    """A second Contains anywhere in the expression is refused with the documented text."""
    with pytest.raises(ContainsUsedTwice) as caught:
        compiled(TREE, expression)

    assert str(caught.value) == "'CONTAINS' operator usage limit of 1 exceeded."


@pytest.mark.parametrize("expression", [{"Filters": [CONTAINS, _tag("a")]}, {"NestedFilters": [NESTED_CONTAINS]}])
def test_one_contains_is_no_offence(expression: dict[str, Any]) -> None:
    """One Contains is allowed, beside other operators and inside a nested filter."""
    record = {"Name": "xyz", **_tagged("a"), "Parts": [{"Name": "xyz"}]}

    assert compiled(TREE, expression)(record)


def test_the_limit_comes_before_the_meaning() -> None:
    """An expression that is too large is refused as such, whatever its conditions mean."""
    senseless = {"Name": "Name", "Operator": "LessThan", "Value": "x"}

    with pytest.raises(TooManyConditions):
        compiled(TREE, {"Filters": [senseless] * 51})
    with pytest.raises(OperatorNotSupported):
        compiled(TREE, {"Filters": [senseless]})
