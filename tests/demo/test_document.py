"""The page about the demo."""

from __future__ import annotations

import re
from pathlib import Path

from sagemaker_registry_mock.demo.story import CHAPTERS

PAGE = Path(__file__).parents[2] / "docs" / "demo.md"


def test_the_page_has_every_chapter() -> None:
    """Its table has a row for each chapter, in their order, and says how many there are."""
    rows = re.findall(r"^\| ([^|]+?) \|", PAGE.read_text(encoding="utf-8"), re.MULTILINE)
    assert rows == ["chapter", *(title for title, _ in CHAPTERS)]
    assert len(CHAPTERS) == 12
