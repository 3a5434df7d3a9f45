"""The condition operators: what each compares, its opposite, and what a missing key means."""

from __future__ import annotations

import pytest

from sagemaker_registry_mock.access.operators import NEGATED, POSITIVE, Operator, operator_named

FIRST, NOON, LATER = "2026-01-01T00:00:00Z", "2026-01-31T12:00:00Z", "2026-01-31T12:00:01Z"
CARD, OTHER_CARD = (f"arn:aws:sagemaker:us-east-1:123456789012:model-card/{name}" for name in ("churn", "fraud"))

#: For every operator: a value of the request, a value of the policy, and whether they are alike. The first two rows of
#: each have the same value of the policy, and only the first is alike.
COMPARISONS: dict[str, list[tuple[str, str, bool]]] = {
    "StringEquals": [
        ("Dev", "Dev", True),
        ("dev", "Dev", False),
        ("Dev", "De", False),
        ("Dev", "De*", False),
        ("Dev", "D?v", False),
        ("De*", "De*", True),
        ("", "", True),
        ("", "Dev", False),
    ],
    "StringEqualsIgnoreCase": [("Dev", "dEV", True), ("De", "dEV", False), ("dEV", "dEV", True), ("Dev", "d*", False)],
    "StringLike": [
        ("Development", "Dev*", True),
        ("development", "Dev*", False),
        ("PreDevelopment", "Dev*", False),
        ("Development", "Dev", False),
        ("Dev", "Dev", True),
        ("Dev", "D?v", True),
        ("", "", True),
    ],
    "NumericEquals": [("7.0", "7", True), ("8", "7", False), ("07", "7", True), ("7", "7", True), ("-7", "7", False)],
    "NumericLessThan": [("6.5", "7", True), ("7", "7", False), ("10", "7", False), ("-10", "7", True)],
    "NumericLessThanEquals": [("7.0", "7", True), ("10", "7", False), ("6.5", "7", True)],
    "NumericGreaterThan": [("10", "7", True), ("7", "7", False), ("6.5", "7", False)],
    "NumericGreaterThanEquals": [("7.0", "7", True), ("6.5", "7", False), ("10", "7", True)],
    "DateEquals": [(NOON, NOON, True), (LATER, NOON, False), (FIRST, "2026-01", True)],
    "DateLessThan": [(FIRST, NOON, True), (NOON, NOON, False), (LATER, NOON, False)],
    "DateLessThanEquals": [(NOON, NOON, True), (LATER, NOON, False), (FIRST, NOON, True)],
    "DateGreaterThan": [(LATER, NOON, True), (NOON, NOON, False), (FIRST, NOON, False)],
    "DateGreaterThanEquals": [(NOON, NOON, True), (FIRST, NOON, False), (LATER, NOON, True)],
    "Bool": [("true", "True", True), ("false", "True", False), ("false", "false", True), ("true", "false", False)],
    "BinaryEquals": [("Y2h1cm4=", "Y2h1cm4=", True), ("ZnJhdWQ=", "Y2h1cm4=", False), ("y2h1cm4=", "Y2h1cm4=", False)],
    "IpAddress": [
        ("203.0.113.7", "203.0.113.0/24", True),
        ("203.0.114.7", "203.0.113.0/24", False),
        ("203.0.113.7", "203.0.113.7", True),
    ],
    "ArnEquals": [(CARD, f"{CARD}*", True), (OTHER_CARD, f"{CARD}*", False), (CARD, CARD, True)],
    "ArnLike": [(CARD, f"{CARD}*", True), (OTHER_CARD, f"{CARD}*", False), (CARD, CARD, True)],
}

#: For every operator a value of the policy, one of the request that is like it, and one that is not.
EXAMPLES = {name: (rows[0][1], rows[0][0], rows[1][0]) for name, rows in COMPARISONS.items()}

ROWS = [(name, *row) for name, rows in COMPARISONS.items() for row in rows]
each_negated = pytest.mark.parametrize(("negated", "positive"), NEGATED.items())


def named(text: str) -> Operator:
    """Return the operator of a name, which there is."""
    found = operator_named(text)
    assert found is not None, text
    return found


def test_every_documented_operator_is_there() -> None:
    """There are six operators for texts, six each for numbers and dates, four for ARNs, and four of other types."""
    order = ("Equals", "NotEquals", "LessThan", "LessThanEquals", "GreaterThan", "GreaterThanEquals")
    texts = ("Equals", "NotEquals", "EqualsIgnoreCase", "NotEqualsIgnoreCase", "Like", "NotLike")
    documented = {f"String{one}" for one in texts} | {f"{kind}{one}" for kind in ("Numeric", "Date") for one in order}
    documented |= {f"Arn{one}" for one in ("Equals", "NotEquals", "Like", "NotLike")}
    documented |= {"Bool", "BinaryEquals", "IpAddress", "NotIpAddress"}

    assert {*POSITIVE, *NEGATED} == documented
    assert set(COMPARISONS) == set(POSITIVE)


@pytest.mark.parametrize(("operator", "given", "wanted", "alike"), ROWS)
def test_an_operator_compares_the_request_with_the_policy(operator: str, given: str, wanted: str, alike: bool) -> None:  # noqa: FBT001 - the expected answer
    """A condition holds where the request's value, on the left, is to the policy's as the operator says."""
    assert named(operator).holds((given,), (wanted,)) is alike


@each_negated
def test_a_negated_operator_is_the_opposite(negated: str, positive: str) -> None:
    """With one value, a negated operator holds just where the other does not."""
    for given, wanted, alike in COMPARISONS[positive]:
        assert named(negated).holds((given,), (wanted,)) is not alike, (given, wanted)


@pytest.mark.parametrize("operator", COMPARISONS)
def test_one_of_the_policys_values_is_enough(operator: str) -> None:
    """Several values in the policy are alternatives; no value at all is like nothing."""
    wanted, same, other = EXAMPLES[operator]

    assert named(operator).holds((same,), ("!", wanted))
    assert not named(operator).holds((other,), ("!", wanted))
    assert not named(operator).holds((same,), ())


@each_negated
def test_a_negated_operator_excludes_all_of_the_policys_values(negated: str, positive: str) -> None:
    """Several values in the policy are all excluded; no value excludes nothing."""
    wanted, same, other = EXAMPLES[positive]

    assert not named(negated).holds((same,), ("!", wanted))
    assert named(negated).holds((other,), ("!", wanted))
    assert named(negated).holds((same,), ())


@pytest.mark.parametrize("operator", COMPARISONS)
def test_a_missing_key_is_like_nothing(operator: str) -> None:
    """A condition on a key that the request does not have does not hold, unless the operator asks `IfExists`."""
    wanted, same, other = EXAMPLES[operator]

    assert not named(operator).holds(None, (wanted,))
    assert named(f"{operator}IfExists").holds(None, (wanted,))
    assert named(f"{operator}IfExists").holds((same,), (wanted,))
    assert not named(f"{operator}IfExists").holds((other,), (wanted,))


@each_negated
def test_a_missing_key_is_unlike_everything(negated: str, positive: str) -> None:
    """A negated condition on a missing key holds, with `IfExists` and without."""
    wanted, same, _ = EXAMPLES[positive]

    for operator in (named(negated), named(f"{negated}IfExists")):
        assert operator.holds(None, (wanted,))
        assert not operator.holds((same,), (wanted,))


@pytest.mark.parametrize(
    ("given", "wanted", "holds"),
    [
        (None, ("true",), True),
        (None, ("false",), False),
        (("Dev",), ("true",), False),
        (("Dev",), ("false",), True),
        (("a", "b"), ("false",), True),
        (None, ("True",), True),
        (None, ("true", "false"), True),
        (("Dev",), ("true", "false"), True),
        (None, (), False),
        (None, ("maybe",), False),
        (("Dev",), ("maybe",), False),
        ((), ("true",), True),
        ((), ("false",), False),
    ],
)
def test_null_asks_whether_the_key_is_absent(
    given: tuple[str, ...] | None,
    wanted: tuple[str, ...],
    holds: bool,  # noqa: FBT001 - the expected answer
) -> None:
    """Null holds for `true` where the request has no value of the key, for `false` where it has one."""
    for operator in ("Null", "ForAnyValue:Null", "ForAllValues:Null"):
        assert named(operator).holds(given, wanted) is holds


@pytest.mark.parametrize(
    "name",
    [
        "",
        "Equals",
        "StringEqual",
        "BinaryNotEquals",
        "BoolNotEquals",
        "StringLikeIfExist",
        "StringLikeIfExistsIfExists",
        "IfExists",
        "NullIfExists",
        "ForAnyValue:NullIfExists",
        "ForAnyValue:",
        "ForAnyValues:StringEquals",
        "ForAllValue:StringEquals",
        ":StringEquals",
        "ForAnyValue:ForAllValues:StringEquals",
        "StringEquals:ForAnyValue",
    ],
)
def test_other_names_are_no_operators(name: str) -> None:
    """What IAM does not document names no operator: Null takes no suffix, and there is one prefix at most."""
    assert operator_named(name) is None
