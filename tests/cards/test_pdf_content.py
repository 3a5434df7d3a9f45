"""What a document shows of a content: all of it, in the schema's order, known names in words."""

from __future__ import annotations

import json
from typing import Any

import pytest
from cards.contents import ANY_JSON, card_schema, in_evaluation, in_job, valid
from cards.printed import FACTS, body, squeezed
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sagemaker_registry_mock.cards.pdf import render
from sagemaker_registry_mock.cards.pdf.outline import MOST, outlined

SLOW = settings(deadline=None, max_examples=15, suppress_health_check=list(HealthCheck))


@pytest.mark.parametrize(
    ("content", "text"),
    [
        ({}, "This card has no content."),
        ({"model_overview": {}}, "Model overview (empty)"),
        (
            {"model_overview": {"model_owner": "Bob", "model_id": "m-1", "model_artifact": ["s3://a", "s3://b"]}},
            "Model overview Model ID m-1 Model owner Bob Model artifact • s3://a • s3://b",
        ),
        (
            {"model_overview": {"inference_environment": {"container_image": ["image:1"]}}},
            "Model overview Inference environment: Container image • image:1",
        ),
        (
            {"model_package_details": {"created_by": {"user_profile_name": "ada"}, "model_package_arn": "arn:a"}},
            "Model package details Model package ARN arn:a Created by: User profile name ada",
        ),
        (
            {"model_package_details": {"source_algorithms": [{"model_data_url": "s3://m", "algorithm_name": "a"}]}},
            "Model package details Source algorithms Algorithm name Model data URL a s3://m",
        ),
        (
            {"training_details": {"objective_function": {"function": {"function": "Maximize"}, "notes": "n"}}},
            "Training details Objective function Function Maximize Notes n",
        ),
        (
            in_job(training_arn="arn:t", training_metrics=[{"name": "auc", "value": 0.9}, {"name": "f1", "value": 1}]),
            "Training details Training job details Training ARN arn:t Training metrics Name Value auc 0.9 f1 1",
        ),
        (
            in_evaluation(datasets=["s3://d"], metadata={"value": "b", "name": "a", "": "c"}),
            "Evaluation details first Datasets • s3://d Metadata value b name a (empty) c",
        ),
        (
            {"additional_information": {"custom_details": {"team_name": "x"}, "ethical_considerations": "none"}},
            "Additional information Ethical considerations none Custom details team_name x",
        ),
    ],
)
def test_a_section_in_words(content: Any, text: str) -> None:
    """Sections and members have titles; a list has bullets, objects alike make a table, the user's names stay."""
    assert body(content) == text


def test_sections_come_in_the_order_of_the_schema() -> None:
    """Known sections and members come in the schema's order, others behind them as they came."""
    content = {
        "zoo": {"first": 1, "model_name": "n", "another": 2},
        "business_details": {"line_of_business": "l", "business_problem": "p"},
        "Alpha": 1,
        "intended_uses": {"risk_rating": "Low"},
    }

    assert body(content) == (
        "Intended uses Risk rating Low Business details Business problem p Line of business l "
        "zoo Model name n first 1 another 2 Alpha 1"
    )


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (None, "null"),
        (True, "true"),
        (1.5, "1.5"),
        (12345678901234567890, "12345678901234567890"),
        (float("nan"), "NaN"),
        (float("-inf"), "-Infinity"),
        ("", "(empty)"),
        ([], "(empty)"),
        ([1, None, False], "1, null, false"),
        ([1, "", "a"], "• 1 • (empty) • a"),
        ([[], {}, "a", [1, [2]]], "• (empty) • (empty) • a • [1, [2]]"),
        ([1, {"a": "b"}, {}], "• 1 x 2 a b • (empty)"),
        ([{"a": 1}, {"b": [2, 3]}], "a b 1 2, 3"),
        ([{"name": 5, "a": {"b": 1}}, {"name": "n", "a": {"b": 2}}], "x 1 Name 5 a b 1 n a b 2"),
        ([{"name": "", "a": {"b": 1}}], "(empty) a b 1"),
        ([dict.fromkeys("abcdefg", 1)], "x 1 a 1 b 1 c 1 d 1 e 1 f 1 g 1"),
        ({"a": {"b": {"c": {"d": [1, {"e": 2}]}}}}, 'a b c d [1, {"e": 2}]'),
        ({"a": {"b": {"c": [{"d": [[1]]}]}}}, 'a b c • {"d": [[1]]}'),
    ],
)
def test_any_value_is_shown(value: Any, text: str) -> None:
    """A section of any name and form is shown; what is nested more than four deep as JSON."""
    assert body({"x": value}) == f"x {text}"


@pytest.mark.parametrize(
    ("content", "text"),
    [
        ("[1, 2]", "1, 2"),
        ('"words"', "words"),
        ("null", "null"),
        ("{}x", "{}x"),
        ("{broken", "{broken"),
        ("9" * 5000, "9" * 5000),
        ("[" * 20_000 + "]" * 20_000, "[" * 20_000 + "]" * 20_000),
        ('{"a":' * 12_000 + "1" + "}" * 12_000, '{"a":' * 12_000 + "1" + "}" * 12_000),
    ],
)
def test_content_that_is_no_object_is_shown_as_it_is(content: str, text: str) -> None:
    """Other JSON is shown as a value; what is no JSON, or nested too deeply, as text."""
    assert squeezed(body(content)) == squeezed(f"Content {text}")


def test_no_content_at_all() -> None:
    """A content without any text makes a document without any."""
    assert body("") == "Content"


def test_content_of_too_many_parts_is_shown_as_text() -> None:
    """A content that would fill a thousand pages with headings is shown as its JSON."""
    content = json.dumps({f"section {number}": {"a": 1} for number in range(601)})

    assert squeezed(body(content)) == squeezed(f"Content {content}")
    assert len(outlined(json.dumps(dict.fromkeys(map(str, range(600)), 1)))) == MOST
    assert len(outlined(json.dumps(dict.fromkeys(map(str, range(601)), 1)))) == 2


@SLOW
@given(content=valid(card_schema(), card_schema()))
def test_nothing_of_a_valid_content_is_left_out(content: Any) -> None:
    """Every text and number that the schema accepts stands in the document."""
    text = squeezed(body(content))

    for value in _leaves(content):
        assert squeezed(value)[:40] in text  # a longer text may go on after a page's end


def _leaves(value: Any, name: str = "") -> list[str]:
    if isinstance(value, dict):
        return [leaf for inner in value for leaf in _leaves(value[inner], inner)]
    if isinstance(value, list):
        return [leaf for item in value for leaf in _leaves(item, name)]
    text = value if isinstance(value, str) else json.dumps(value)
    return [text] if text.isascii() and text.isprintable() and name != "type" else []


@SLOW
@given(content=st.dictionaries(st.sampled_from([*card_schema()["properties"]]) | st.text(max_size=5), ANY_JSON))
def test_any_object_makes_a_document(content: Any) -> None:
    """Whatever a content holds, it can be printed."""
    assert render(FACTS, json.dumps(content)).startswith(b"%PDF-")
