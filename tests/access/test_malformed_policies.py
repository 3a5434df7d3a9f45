"""Documents that are no policies: none of them is trouble, and none of them allows anything."""

from __future__ import annotations

import json
from bisect import bisect_left
from typing import Any

import pytest
from access.building import allow, asked, says
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sagemaker_registry_mock.access.policy import compiled_policy

quick = settings(deadline=None, max_examples=150, suppress_health_check=list(HealthCheck))

ANY_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.sampled_from(["*", "Allow", "Deny", "a", "${a}"]),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(["AWS", "Null", "a"]), inner),
    max_leaves=6,
)
ELEMENTS = [
    "Effect", "Sid", "Action", "NotAction", "Resource", "NotResource", "Principal", "NotPrincipal", "Condition",
]  # fmt: skip
STATEMENT = st.dictionaries(st.sampled_from(ELEMENTS), ANY_JSON)
DOCUMENT = st.fixed_dictionaries(
    {"Statement": STATEMENT | st.lists(STATEMENT | ANY_JSON, max_size=3) | ANY_JSON},
    optional={"Version": st.just("2012-10-17") | ANY_JSON},
)


def effects(text: str) -> str:
    """Return the effects of the statements of a text, taken as a policy, that speak of a question."""
    return says(compiled_policy("mine", text), asked())


@quick
@given(text=st.text() | (ANY_JSON | DOCUMENT).map(json.dumps))
def test_no_text_is_trouble(text: str) -> None:
    """Every text can be compiled, and asked, and asked why it does not allow."""
    compiled = compiled_policy("mine", text)

    says(compiled, asked())
    assert all(isinstance(one, str) for one in compiled.near_misses(asked()))
    assert all(isinstance(key, str) for statement in compiled.statements for key in statement.condition_keys)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "{",
        "null",
        "[]",
        "7",
        '"Allow"',
        "{}",
        "[" * 100_000,
        json.dumps([allow()]),
        json.dumps(allow()),
        json.dumps({"Statement": None}),
        json.dumps({"Statement": "Allow"}),
        json.dumps({"Statement": []}),
        json.dumps({"Statement": ["Allow", None, [allow()]]}),
        json.dumps({"statement": [allow()]}),
    ],
)
def test_what_has_no_statement_says_nothing(text: str) -> None:
    """A text that is no JSON, no object, or has no statement in it neither allows nor denies."""
    assert effects(text) == ""


@pytest.mark.parametrize(("opening", "closing"), [("[", "]"), ('{"a":', "}")])
def test_no_depth_is_trouble(opening: str, closing: str) -> None:
    """A value may be nested as deeply as JSON can be read, and more deeply: it matches no action."""

    def nested(depth: int) -> str:
        value = f"[{opening * depth}1{closing * depth}]"
        return f'{{"Statement": {{"Effect": "Allow", "Resource": "*", "Action": {value}}}}}'

    deepest = bisect_left(range(100_000), x=True, key=lambda depth: not _can_be_read(nested(depth)))
    for depth in range(deepest - 20, deepest + 5):
        assert effects(nested(depth)) == ""


def _can_be_read(text: str) -> bool:
    try:
        json.loads(text)
    except RecursionError:
        return False
    return True


@pytest.mark.parametrize("effect", ["allow", "ALLOW", "", None, True, ["Allow"], {"Allow": True}])
def test_only_the_word_allow_allows(effect: object) -> None:
    """An Effect that is not exactly Allow does not allow."""
    assert "Allow" not in effects(json.dumps({"Statement": {**allow(), "Effect": effect}}))


@pytest.mark.parametrize("missing", ["Effect", "Action", "Resource"])
def test_a_statement_that_lacks_an_element_allows_nothing(missing: str) -> None:
    """A statement needs an effect, actions and resources to allow anything."""
    statement = {name: value for name, value in allow().items() if name != missing}

    assert "Allow" not in effects(json.dumps({"Statement": statement}))


@pytest.mark.parametrize(
    "condition",
    [
        None,
        7,
        "StringEquals",
        ["StringEquals"],
        [],
        {"StringEquals": None},
        {"StringEquals": 7},
        {"StringEquals": "Dev"},
        {"StringEquals": ["Dev"]},
        {"StringEquals": {"aws:key": {"a": 1}}},
        {"StringLike": {"aws:key": [None]}},
    ],
)
def test_a_condition_that_is_none_allows_nothing(condition: object) -> None:
    """A statement whose condition nobody can read is not a statement without conditions."""
    assert effects(json.dumps({"Statement": allow(Condition=condition)})) == ""


@quick
@given(document=ANY_JSON | DOCUMENT)
def test_what_is_no_policy_allows_nothing(document: Any) -> None:
    """A document allows only by a statement that says Allow, of which actions, and of which resources."""
    if effects(json.dumps(document)).startswith("Allow"):
        statements = document["Statement"]
        listed = statements if isinstance(statements, list) else [statements]
        assert any(_could_allow(one) for one in listed if isinstance(one, dict)), document


def _could_allow(statement: dict[str, Any]) -> bool:
    whole = all(name in statement or f"Not{name}" in statement for name in ("Action", "Resource"))
    return whole and statement.get("Effect") == "Allow" and isinstance(statement.get("Condition", {}), dict)
