"""Text in a document: letters, lines and pages."""

from __future__ import annotations

from typing import Any

import pytest
from cards.contents import in_job
from cards.printed import body, printed, squeezed
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st


def _notes(text: str) -> Any:
    return {"additional_information": {"caveats_and_recommendations": text}}


BEGIN = "Additional information Caveats and recommendations "


@pytest.mark.parametrize(
    "text",
    [
        "Kündigung, señor, Łukasz, “quotes” € ≤ ∞ √",
        "模型卡片的说明",
        "日本語のモデルカード",
        "모델 카드",
        "模型說明書",
        "Привет, мир",
        "λ δ Ω → ①",
        "é模é型é",
    ],
)
def test_letters_of_many_scripts(text: str) -> None:
    """Latin, Chinese, Japanese, Korean, Greek and Cyrillic letters are shown, beside each other too."""
    assert squeezed(body(_notes(text))) == squeezed(BEGIN + text)


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("smile 😀!", "smile [U+1F600]!"),
        ("\u05e9\u05dc", "[U+05E9][U+05DC]"),
        ("\ud800", "[U+D800]"),
        ("a\u0000b\u200fc\u001b", "a[U+0000]b[U+200F]c[U+001B]"),
        ("\ufffe\uffff", "[U+FFFE][U+FFFF]"),
        ("a\u00a0b\u3000c\td\u2028e\u000bf", "a b c d e f"),
    ],
)
def test_what_no_font_has_is_told_by_its_number(text: str, shown: str) -> None:
    """Letters that cannot be drawn are told as U+ and their number; spaces of any kind are spaces."""
    assert body(_notes(text)) == BEGIN + shown


def test_names_may_have_any_letters() -> None:
    """Headings, labels, tables, charts and bookmarks hold what texts do."""
    odd = "<b>é</b> 模型 &amp; \ud800 [x]"
    shown = "<b>é</b> 模型 &amp; [U+D800] [x]"
    content = {
        odd: {odd: odd, "table": [{odd: odd}]},
        "evaluation_details": [
            {
                "name": odd,
                "metric_groups": [
                    {
                        "name": odd,
                        "metric_data": [
                            {"name": odd, "type": "linear_graph", "value": [[0, 1]], "x_axis_name": odd},
                            {"name": odd, "type": "bar_chart", "value": [1], "x_axis_name": [odd], "y_axis_name": odd},
                            {"name": odd, "type": "matrix", "value": [[1]], "x_axis_name": [odd], "y_axis_name": [odd]},
                        ],
                    }
                ],
            }
        ],
    }

    assert squeezed(body(content)).count(squeezed(shown)) == 18
    assert [str(entry["/Title"]) for entry in printed(content).outline if isinstance(entry, dict)][1] == shown


def test_markup_is_no_markup() -> None:
    """Text that looks like markup is shown as it is."""
    text = "<b>bold</b> &amp; </para> <br/> <font name='x'> {{x}} %s (a\\b)"

    assert body(_notes(text)) == BEGIN + text


def test_lines_end_where_the_text_says() -> None:
    """Line breaks of any system are line breaks; an empty line stays empty."""
    text = printed(_notes("one\r\ntwo\rthree\n\nfour")).pages[0].extract_text()

    assert "one\ntwo\nthree\nfour" in "\n".join(line.strip() for line in text.splitlines() if line.strip())


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("word " * 30, ["word " * 12 + "word"] * 2 + ["word " * 3 + "word"]),
        ("s3://bucket/" + "x" * 50 + "/" + "y" * 50, ["s3://bucket/" + "x" * 50 + "/", "y" * 50]),
        ("x" * 100, ["x" * 63, "x" * 37]),
        (" " * 200 + "x", ["x"]),
    ],
)
def test_long_lines_are_broken(text: str, lines: list[str]) -> None:
    """A line ends at a space or behind a slash, and inside of a word only where nothing else is left."""
    shown = printed(_notes(text)).pages[0].extract_text()

    assert [line.strip() for line in shown.splitlines() if line.strip()][-len(lines) - 3 : -3] == lines


@settings(deadline=None, max_examples=20, suppress_health_check=[HealthCheck.too_slow])
@given(text=st.text(st.sampled_from("ab /模-é\n"), min_size=1, max_size=400))
def test_breaking_lines_loses_nothing(text: str) -> None:
    """However a text is broken into lines, all of it is there."""
    assert squeezed(body(_notes(text))) == squeezed(BEGIN) + squeezed(text)


def test_a_long_text_goes_on_over_pages() -> None:
    """A cell of a definition that is longer than a page is parted between two lines."""
    words = " ".join(f"word{number}" for number in range(3000))
    document = printed(_notes(words))

    assert body(_notes(words)) == BEGIN + words
    assert len(document.pages) > 3
    assert "word0 " in document.pages[0].extract_text()


def test_long_words_and_headings_go_on_over_pages() -> None:
    """A heading may be longer than a page, and a word longer than many."""
    name = "n" * 4000
    text = squeezed(body({name: {"a": "x" * 20_000}}))

    assert text == f"{name}a{'x' * 20_000}"


def test_a_table_over_pages_repeats_its_header() -> None:
    """Hundreds of rows are all there, in their order, with the header on each page."""
    parameters = [{"name": f"parameter-{number}", "value": f"value-{number}"} for number in range(300)]
    document = printed(in_job(hyper_parameters=parameters))
    words = " ".join(page.extract_text() for page in document.pages).split()

    assert [word for word in words if word.startswith("value-")] == [f"value-{number}" for number in range(300)]
    assert words.count("Value") == len(document.pages) > 5
    assert all(" ".join(page.extract_text().split()).startswith("Name Value param") for page in document.pages[1:])


def test_a_header_that_fills_a_page_comes_once() -> None:
    """A header too high to come again does not keep the rows from the pages."""
    text = squeezed(body({"x": [{"k" * 9000: number} for number in range(40)]}))

    assert text == "x" + "k" * 9000 + "".join(map(str, range(40)))


def test_a_short_row_is_not_parted() -> None:
    """A row of a few lines goes to the next page as a whole."""
    content = {"x": {f"label-{number}": "\n".join(f"v{number}-{line}" for line in range(8)) for number in range(30)}}

    for page in printed(content).pages:
        text = page.extract_text()
        for number in range(30):
            assert (f"label-{number}\n" in text) == (f"v{number}-0" in text) == (f"v{number}-7" in text)


@pytest.mark.parametrize("lines", range(30, 46))
def test_a_heading_stands_above_what_it_is_for(lines: int) -> None:
    """No heading is the last on its page, wherever the page ends; a chart is on the page of its heading."""
    content = {
        "business_details": {"business_problem": "\n".join("x" * lines)},
        "evaluation_details": [
            {
                "name": "evaluation",
                "metric_groups": [
                    {"name": "group", "metric_data": [{"name": "chart", "type": "bar_chart", "value": [4242]}]}
                ],
            }
        ],
    }
    pages = [page.extract_text() for page in printed(content).pages]
    holders = [number for number, page in enumerate(pages) if "chart" in page.replace("churn-card", "")]

    assert [number for number, page in enumerate(pages) if "5000" in page] == holders
    assert [number for number, page in enumerate(pages) if "Evaluation details" in page] == holders
