"""The sentences of broken constraints, keyword by keyword, and the path of the value."""

from __future__ import annotations

from typing import Any

import pytest
from protocol.building import list_of, map_of, shape_of, structure

from sagemaker_registry_mock.errors import ConstraintsViolated
from sagemaker_registry_mock.protocol.constraints import compiled_check

SHAPES: dict[str, dict[str, Any]] = {
    "Input": structure(
        "ModelName",
        ModelName="Name",
        Status="Status",
        MaxResults="Count",
        Weight="Weight",
        Tags="Tags",
        TagKeys="Keys",
        Properties="Properties",
        Environment="Environment",
        Ready="Truth",
        Since="Time",
    ),
    "Name": {"type": "string", "min": 2, "max": 5, "pattern": "[a-z]*"},
    "Status": {"type": "string", "enum": ["Approved", "Rejected"]},
    "Count": {"type": "integer", "min": 1, "max": 100},
    "Weight": {"type": "float", "min": 0.25, "max": 1},
    "Tags": list_of("Tag", min=1, max=3),
    "Tag": structure("Key", Key="Name", Value="Text"),
    "Keys": list_of("Name"),
    "Properties": map_of("Name", "Text", min=1, max=2),
    "Environment": map_of("Text", "Tag"),
    "Text": {"type": "string"},
    "Truth": {"type": "boolean"},
    "Time": {"type": "timestamp"},
}
check = compiled_check(shape_of(**SHAPES))


def _texts(**members: Any) -> list[str]:
    return [one.text for one in check({"ModelName": "name", **members}, "")]


def _told(value: str, path: str, words: str) -> str:
    return f"Value {value} at '{path}' failed to satisfy constraint: Member must {words}"


@pytest.mark.parametrize(
    ("member", "value", "shown", "words"),
    [
        ("ModelName", "a_b", "'a_b'", "satisfy regular expression pattern: [a-z]*"),
        ("ModelName", "a", "'a'", "have length greater than or equal to 2"),
        ("ModelName", "abcdef", "'abcdef'", "have length less than or equal to 5"),
        ("Status", "approved", "'approved'", "satisfy enum value set: [Approved, Rejected]"),
        ("MaxResults", 0, "'0'", "have value greater than or equal to 1"),
        ("MaxResults", 101, "'101'", "have value less than or equal to 100"),
        ("Weight", 0.1, "'0.1'", "have value greater than or equal to 0.25"),
        ("Weight", 1.5, "'1.5'", "have value less than or equal to 1"),
        ("Tags", [], "'[]'", "have length greater than or equal to 1"),
        ("TagKeys", ["ab", None], None, ""),
        ("Properties", {}, "'{}'", "have length greater than or equal to 1"),
        (
            "Properties",
            {"aa": "1", "bb": "2", "cc": "3"},
            "'{aa=1, bb=2, cc=3}'",
            "have length less than or equal to 2",
        ),
    ],
)
def test_each_keyword_has_its_sentence(member: str, value: Any, shown: str | None, words: str) -> None:
    """A broken constraint is told with the value, its place and the rule."""
    path = member[0].lower() + member[1:]
    wanted = _told(shown, path, words) if shown else _told("null", f"{path}.2.member", "not be null")

    assert _texts(**{member: value}) == [wanted]


def test_a_missing_member_is_null() -> None:
    """A required member that is absent is told as null, without quotes."""
    assert [one.text for one in check({}, "")] == [_told("null", "modelName", "not be null")]
    assert _texts(Tags=[{"Key": "aa"}, {}]) == [_told("null", "tags.2.member.key", "not be null")]


@pytest.mark.parametrize(
    ("members", "path"),
    [
        ({"Tags": [{"Key": "aa"}, {"Key": "A1"}]}, "tags.2.member.key"),
        ({"TagKeys": ["A1"]}, "tagKeys.1.member"),
        ({"Environment": {"Some.Key": {"Key": "A1"}}}, "environment.Some.Key.member.key"),
    ],
)
def test_the_path_leads_to_the_value(members: dict[str, Any], path: str) -> None:
    """Members begin with a small letter, elements of lists are counted from one, keys of maps stand as they are."""
    assert _texts(**members) == [_told("'A1'", path, "satisfy regular expression pattern: [a-z]*")]


def test_one_value_may_break_several_constraints() -> None:
    """Every broken constraint of a value is told: the pattern before the length."""
    assert _texts(ModelName="A") == [
        _told("'A'", "modelName", "satisfy regular expression pattern: [a-z]*"),
        _told("'A'", "modelName", "have length greater than or equal to 2"),
    ]


def test_all_violations_are_collected_into_one_sentence() -> None:
    """The violations of all members make one message: counted, joined by semicolons."""
    violations = [one.text for one in check({"Status": "x", "MaxResults": 0}, "")]

    assert str(ConstraintsViolated(violations)) == (
        "3 validation errors detected: "
        "Value null at 'modelName' failed to satisfy constraint: Member must not be null; "
        "Value 'x' at 'status' failed to satisfy constraint: Member must satisfy enum value set: [Approved, Rejected]; "
        "Value '0' at 'maxResults' failed to satisfy constraint: Member must have value greater than or equal to 1"
    )


def test_one_violation_is_told_in_the_singular() -> None:
    """A single violation is one validation error, not one errors."""
    assert str(ConstraintsViolated(_texts(MaxResults=101))) == (
        "1 validation error detected: Value '101' at 'maxResults' failed to satisfy constraint: "
        "Member must have value less than or equal to 100"
    )


def test_each_violation_knows_its_keyword() -> None:
    """Whoever tolerates a pattern, an enum or a maximum can tell them from the rest."""
    members = {"ModelName": "TOOLONG", "Status": "x", "MaxResults": 0, "Tags": [{}]}

    assert [one.keyword for one in check(members, "")] == ["pattern", "max", "enum", "min", "required"]


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        ([{"Key": "aa"}] * 4, "[{Key=aa}, {Key=aa}, {Key=aa}, {Key=aa}]"),
        ([{"Key": "aa", "Value": ""}, *[{"Key": "bb"}] * 3], "[{Key=aa, Value=}, {Key=bb}, {Key=bb}, {Key=bb}]"),
    ],
)
def test_a_list_is_shown_as_java_prints_it(value: list[Any], shown: str) -> None:
    """Lists stand in brackets, structures and maps in braces with equals signs, texts without quotes."""
    assert _texts(Tags=value) == [_told(f"'{shown}'", "tags", "have length less than or equal to 3")]


@pytest.mark.parametrize(("value", "shown"), [(True, "true"), (False, "false"), (None, "null"), (1.5, "1.5"), (7, "7")])
def test_a_scalar_is_shown_as_java_prints_it(value: Any, shown: str) -> None:
    """Truth values are in lower case, and nothing at all is null."""
    tight = compiled_check(shape_of(Few=list_of("Any", max=1), Any={"type": "string"}))

    texts = [one.text for one in tight([value, value], "few")]

    assert texts[0] == _told(f"'[{shown}, {shown}]'", "few", "have length less than or equal to 1")


def test_a_very_long_value_is_cut() -> None:
    """A value of more than 2048 characters is not repeated as a whole; one of 2048 is."""
    (just, over) = ("x" * 2048, "x" * 2049)

    assert _texts(ModelName=just)[0].startswith(f"Value '{just}' at 'modelName'")
    assert _texts(ModelName=over)[0].startswith(f"Value '{just}...' at 'modelName'")


@pytest.mark.parametrize(("length", "keywords"), [(4096, ["pattern", "max"]), (4097, ["max"])])
def test_a_value_that_is_far_too_long_is_only_that(length: int, keywords: list[str]) -> None:
    """A value beyond its maximum and beyond 4096 characters is not searched for a pattern; it is refused anyway."""
    assert [one.keyword for one in check({"ModelName": "A" * length}, "")] == keywords


def test_what_has_no_constraint_is_accepted() -> None:
    """Truth values, times and free texts are never refused."""
    assert _texts(Ready=False, Since="any", Environment={"": {"Key": "aa", "Value": "x" * 5000}}) == []
