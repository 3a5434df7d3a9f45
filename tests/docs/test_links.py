"""Every link of README.md and docs/ leads somewhere, and every page can be found."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

import pytest
from reference.markdown import anchor

PROJECT = Path(__file__).parents[2]
PAGES = [PROJECT / "README.md", PROJECT / "CHANGELOG.md", *sorted((PROJECT / "docs").rglob("*.md"))]
ROOTS = [PROJECT / "README.md", PROJECT / "docs" / "index.md"]

each_page = pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(PROJECT)))


@cache
def prose(page: Path) -> str:
    """Return a page without its blocks of code."""
    return re.sub(r"^```.*?^```$", "", page.read_text(encoding="utf-8"), flags=re.DOTALL | re.MULTILINE)


@cache
def anchors(page: Path) -> set[str]:
    """Return the anchors of a page's headings; those that come again get numbers, as GitHub gives them."""
    found: dict[str, int] = {}
    named = set()
    for heading in re.findall(r"^#{1,6} (.+)$", prose(page), re.MULTILINE):
        name = anchor(heading.replace("`", ""))
        seen = found[name] = found.get(name, -1) + 1
        named.add(f"{name}-{seen}" if seen else name)
    return named


def links(page: Path) -> list[str]:
    """Return where the links of a page lead that stay in this project."""
    plain = re.sub(r"`[^`\n]*`", "", prose(page))
    return [to for to in re.findall(r"\[[^]]*\]\(([^)\s]+)\)", plain) if not re.match(r"[a-z]+:", to)]


@each_page
def test_links_lead_somewhere(page: Path) -> None:
    """A link names a file that is there, and a heading that it has."""
    for link in links(page):
        path, _, wanted = link.partition("#")
        target = (page.parent / path).resolve() if path else page
        assert target.exists(), link
        assert not wanted or wanted in anchors(target), link


@each_page
def test_a_page_is_in_one_of_the_maps(page: Path) -> None:
    """README.md and docs/index.md together lead to every page."""
    reached = {(root.parent / link.partition("#")[0]).resolve() for root in ROOTS for link in links(root)}
    assert page in {*reached, ROOTS[0]}


def test_headings_get_the_anchors_of_github() -> None:
    """An anchor is the heading in lower case, without signs, with hyphens for blanks."""
    assert anchor("What was sent, and what did not arrive") == "what-was-sent-and-what-did-not-arrive"
    assert anchor("`fail_next`: once") == "fail_next-once"
    assert anchor("Its [guide](guide.md)") == "its-guide"


def test_pages_say_nothing_of_the_machine_they_were_written_on() -> None:
    """No page names a path of a development machine."""
    for page in PAGES:
        assert not re.search(r"/(work|tmp|home|root)/", page.read_text(encoding="utf-8")), page
