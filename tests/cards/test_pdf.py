"""The document of a card: its facts, its pages, and that it is the same for the same card."""

from __future__ import annotations

import json
import subprocess
import sys
from dataclasses import replace
from datetime import datetime, timezone
from typing import Any

import pytest
from cards.contents import in_job
from cards.printed import FACTS, printed, squeezed, text_of

from sagemaker_registry_mock.cards.pdf import is_available, render

MANY: Any = in_job(hyper_parameters=[{"name": f"parameter-{number}", "value": "1"} for number in range(200)])


def test_the_facts_stand_above_the_content() -> None:
    """A document begins with the card's name, what it is, and the facts about it."""
    text = text_of(printed({"model_overview": {"model_creator": "Ada"}}))

    assert text.startswith(
        "churn-card Model card, version 7 Status PendingReview Version 7 "
        "ARN arn:aws:sagemaker:eu-central-1:123456789012:model-card/churn-card "
        "Account 123456789012 Region eu-central-1 Created 2024-05-02 09:30:00 UTC Model overview"
    )


def test_a_card_that_was_changed_tells_when() -> None:
    """The time of the last change is told where there is one."""
    changed = replace(FACTS, modified=datetime(2024, 6, 1, 8, 0, 5, tzinfo=timezone.utc))

    assert "Last modified 2024-06-01 08:00:05 UTC" in text_of(printed({}, changed))
    assert "Last modified" not in text_of(printed({}))


def test_other_names_than_arns_tell_no_account() -> None:
    """What is no ARN is shown, but no account is read out of it."""
    text = text_of(printed({}, replace(FACTS, arn="somewhere")))

    assert "ARN somewhere Created" in text


def test_a_time_without_a_zone_is_told_without_one() -> None:
    """A time is told as it was given."""
    local = replace(FACTS, created=FACTS.created.replace(tzinfo=None))

    assert "Created 2024-05-02 09:30:00 This" in text_of(printed({}, local))


def test_the_properties_of_the_file() -> None:
    """A reader's window shows the card's name and what made the document."""
    about = printed({}).metadata

    assert about is not None
    assert (about.title, about.subject) == ("churn-card", "Model card, version 7")
    assert (about.author, about.creator) == ("sagemaker-registry-mock", "sagemaker-registry-mock")


def test_the_sections_are_bookmarks() -> None:
    """A reader's table of contents lists the sections, those that are longer than a page once."""
    document = printed({"business_details": {"line_of_business": "b"}, **MANY, "x" * 100: "\n" * 300})

    assert [str(entry["/Title"]) for entry in document.outline if isinstance(entry, dict)] == [
        "Business details",
        "Training details",
        "x" * 80,
    ]


@pytest.mark.parametrize("content", [{}, MANY])
def test_every_page_is_numbered(content: Any) -> None:
    """Each page tells its number, how many there are, and the card's name."""
    pages = printed(content).pages

    for number, page in enumerate(pages, 1):
        assert " ".join(page.extract_text().split()).endswith(f"Page {number} of {len(pages)} churn-card")
    assert len(pages) == (1 if content == {} else 6)


def test_a_long_name_is_cut_in_the_footer() -> None:
    """The footer has one line: a name that does not fit ends in an ellipsis; the title has all of it."""
    text = printed({}, replace(FACTS, name="churn" * 30)).pages[0].extract_text()

    assert squeezed(text).startswith("churn" * 30)
    assert text.splitlines()[-1].endswith("…")
    assert text.splitlines()[-1].startswith("churnchurn")


def test_the_same_card_is_the_same_bytes() -> None:
    """A document depends on nothing but the card."""
    content = json.dumps({**MANY, "model_overview": {"model_name": "模型 é 😀", "model_artifact": ["a", "b"]}})

    assert render(FACTS, content) == render(FACTS, content)
    assert render(FACTS, content) != render(replace(FACTS, version=8), content)
    assert render(FACTS, content) != render(FACTS, content.replace("é", "è").replace("\\u00e9", "\\u00e8"))


def test_the_file_is_a_pdf() -> None:
    """What is returned begins and ends as a PDF does."""
    file = render(FACTS, "{}")

    assert file.startswith(b"%PDF-")
    assert file.rstrip().endswith(b"%%EOF")


def test_without_reportlab_no_document_is_made() -> None:
    """The library is an extra: without it the package is imported all the same, and says that it is missing."""
    assert is_available()
    program = """
import sys
sys.modules["reportlab"] = None
from sagemaker_registry_mock.cards.pdf import is_available, render
assert not is_available()
try:
    render(None, "{}")
except ImportError as error:
    print(error.name)
"""
    run = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)  # noqa: S603

    assert run.stdout.startswith("reportlab")


def test_reportlab_is_loaded_only_for_a_document() -> None:
    """Importing the package leaves reportlab alone, which takes its time to load."""
    program = "import sys, sagemaker_registry_mock.cards.pdf; print('reportlab' in sys.modules)"
    run = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)  # noqa: S603

    assert run.stdout == "False\n"
