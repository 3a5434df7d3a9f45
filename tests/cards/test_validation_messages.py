"""What a refusal says, and contents that are hardly JSON: each is refused or accepted on purpose."""

from __future__ import annotations

import json
from typing import Any

import pytest
from cards.contents import told

from sagemaker_registry_mock.cards.validation import check_card_content, check_package_content
from sagemaker_registry_mock.errors import InvalidModelCardContent

BIG = "9" * 5000


def briefly(value: object) -> str:
    """Return the name of a parameter, which may be long."""
    return ascii(value)[:40]


def creator(value: str) -> str:
    """Return a content as text, with this JSON as the model's creator."""
    return f'{{"model_overview": {{"model_creator": {value}}}}}'


def detail(name: str, value: str = "5") -> str:
    """Return a content as text, with this name (without its quotes) and JSON as a custom detail."""
    return f'{{"additional_information": {{"custom_details": {{"{name}": {value}}}}}}}'


def version(value: str) -> str:
    """Return a content of a stand-alone card as text, with this JSON as the model's version."""
    return f'{{"model_overview": {{"model_version": {value}}}}}'


def test_the_error_is_a_validation_exception() -> None:
    """Code, status and the whole sentence, as they go over the wire."""
    with pytest.raises(InvalidModelCardContent) as caught:
        check_package_content('{"intended_uses": {"risk_rating": "Extreme"}}')

    assert (caught.value.code, caught.value.status) == ("ValidationException", 400)
    assert str(caught.value) == (
        "The content of the model card is not valid at $.intended_uses.risk_rating: "
        '"Extreme" is not one of "High", "Medium", "Low", "Unknown".'
    )


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        ("", "Expecting value (line 1, column 1)"),
        ("no JSON", "Expecting value (line 1, column 1)"),
        ("{", "Expecting property name enclosed in double quotes (line 1, column 2)"),
        ("{'model_overview': {}}", "Expecting property name enclosed in double quotes (line 1, column 2)"),
        ('{\n  "model_overview": }', "Expecting value (line 2, column 21)"),
        ("{} {}", "Extra data (line 1, column 4)"),
        (creator('"a\nb"'), "Invalid control character at (line 1, column 40)"),
        (creator('"a\\x"'), "Invalid \\escape (line 1, column 40)"),
        ("\ufeff{}", "Unexpected UTF-8 BOM (decode using utf-8-sig) (line 1, column 1)"),
        ("NaN", "NaN is no JSON value"),
        (version("Infinity"), "Infinity is no JSON value"),
        (version("-Infinity"), "-Infinity is no JSON value"),
    ],
    ids=briefly,
)
def test_what_is_not_json(content: str, reason: str) -> None:
    """The refusal tells the fault and its position."""
    assert told(check_card_content, content) == f"$: it is not JSON: {reason}"


@pytest.mark.parametrize(
    ("content", "kind"),
    [("[]", "an array"), ("null", "null"), ("true", "true"), ("1.50", "1.5"), ('"{}"', '"{}"')],
)
def test_what_is_no_object(content: str, kind: str) -> None:
    """Other JSON than an object is no content."""
    assert told(check_package_content, content) == f"$: {kind} is not an object"


@pytest.mark.parametrize("content", ["[" * 100_000, '{"a":' * 20_000 + "{}" + "}" * 20_000], ids=briefly)
def test_what_is_nested_too_deeply(content: str) -> None:
    """Python does not read any depth: such a content is refused in a sentence."""
    assert told(check_package_content, content) == "$: it is nested too deeply"


def test_depth_alone_is_no_fault() -> None:
    """A hundred levels are read, where the schema says nothing of what is there."""
    deep = "[" * 100 + "]" * 100

    check_package_content(f'{{"training_details": {{"objective_function": {deep}}}}}')
    assert told(check_package_content, creator(deep)) == "$.model_overview.model_creator: an array is not a string"


def test_of_a_key_that_comes_twice_the_last_counts() -> None:
    """JSON leaves it open, and as with most readers of JSON only the last value is looked at."""
    check_package_content('{"model_overview": 5, "model_overview": {}}')

    assert told(check_package_content, '{"model_overview": {}, "model_overview": 5}') == (
        "$.model_overview: 5 is not an object"
    )


@pytest.mark.parametrize("number", ["1", "1.5", "1e0", BIG, "1e999", f"1.{BIG}"], ids=briefly)
def test_numbers_of_any_size(number: str) -> None:
    """Digits without end are a number as any other."""
    check_card_content(version(number))


@pytest.mark.parametrize(
    ("number", "shown"),
    [("0", "0"), ("0.5", "0.5"), ("-1e0", "-1.0"), (f"-{BIG}", "-Infinity"), ("-1e999", "-Infinity")],
    ids=briefly,
)
def test_numbers_below_the_least(number: str, shown: str) -> None:
    """Whatever its size, a number is compared with the least that is allowed."""
    assert told(check_card_content, version(number)) == f"$.model_overview.model_version: {shown} is less than 1"


@pytest.mark.parametrize("surrogate", ["\\ud800", "\udfff"])
def test_a_surrogate_alone_is_text(surrogate: str) -> None:
    """Escaped or not, it is accepted where text is; a refusal shows it escaped, so that it can be sent."""
    check_package_content(creator(f'"{surrogate}"'))
    check_package_content(detail(surrogate, '""'))

    escaped = "\\ud800" if surrogate == "\\ud800" else "\\udfff"
    assert told(check_package_content, f'{{"intended_uses": {{"risk_rating": "{surrogate}"}}}}') == (
        f'$.intended_uses.risk_rating: "{escaped}" is not one of "High", "Medium", "Low", "Unknown"'
    )
    assert told(check_package_content, detail(surrogate)).startswith(
        f"$.additional_information.custom_details['{escaped}']: "
    )


@pytest.mark.parametrize(
    ("name", "step"),
    [
        ("owner", ".owner"),
        ("_1", "._1"),
        ("größe", ".größe"),
        ("x" * 64, "." + "x" * 64),
        ("my key", "['my key']"),
        ("1st", "['1st']"),
        ("a.b", "['a.b']"),
        ("", "['']"),
        ("it's", "['it\\'s']"),
        ('\\"so\\"', "['\"so\"']"),
        ("a\\nb", "['a\\nb']"),
        ("\\\\", "['\\\\']"),
        ("x" * 65, "['" + "x" * 61 + "...']"),
        ("x" * 50_000, "['" + "x" * 61 + "...']"),
    ],
    ids=briefly,
)
def test_names_in_a_path(name: str, step: str) -> None:
    """A name that is an identifier follows a dot; any other stands in brackets and quotes, escaped, and is cut."""
    assert (
        told(check_package_content, detail(name)) == f"$.additional_information.custom_details{step}: 5 is not a string"
    )


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        ("Extreme", '"Extreme"'),
        ('"\n', '"\\"\\n"'),
        ("größer", '"größer"'),
        ("x" * 98, '"' + "x" * 98 + '"'),
        ("x" * 99, '"' + "x" * 96 + "..."),
        ("\ud800" * 50_000, '"' + "\\ud800" * 16 + "..."),
    ],
    ids=briefly,
)
def test_values_are_cut(value: str, shown: str) -> None:
    """A value is shown as JSON, a hundred characters of it at most."""
    refusal = told(check_package_content, {"intended_uses": {"risk_rating": value}})

    assert refusal == f'$.intended_uses.risk_rating: {shown} is not one of "High", "Medium", "Low", "Unknown"'


@pytest.mark.parametrize(
    ("names", "listed"),
    [
        (["b", "a"], '"b", "a"'),
        (["a", "b", "c", "d", "e"], '"a", "b", "c", "d", "e"'),
        (["a", "b", "c", "d", "e", "f"], '"a", "b", "c", "d", "e" and more'),
        (["x" * 50_000], '"' + "x" * 60 + "..."),
    ],
    ids=briefly,
)
def test_names_that_are_not_allowed(names: list[str], listed: str) -> None:
    """They are told in the order of the content, five of them at most."""
    assert told(check_package_content, dict.fromkeys(names)) == f"$: not allowed here: {listed}"


@pytest.mark.parametrize(
    ("content", "path"),
    [
        ({"model_overview": {"model_creator": 5}, "business_details": 5}, "$.business_details"),
        ({"business_details": 5, "intended_uses": 5}, "$.intended_uses"),
        ({"evaluation_details": [5, {}, 5]}, "$.evaluation_details[0]"),
        ({"intended_uses": {"risk_rating": 5}, "other": 5}, "$"),
    ],
)
def test_of_many_faults_one_is_told(content: Any, path: str) -> None:
    """It is the one nearest to the root, and of equals the one that the schema comes to first."""
    assert told(check_package_content, content).startswith(f"{path}: ")


def test_a_thousand_faults_make_one_sentence() -> None:
    """However many items are wrong, the refusal is about the first."""
    refusal = told(check_package_content, json.dumps({"evaluation_details": [{}] * 10_000}))

    assert refusal == '$.evaluation_details[0]: required but missing: "name"'
