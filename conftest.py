"""The examples in README.md and docs/ are executed: every Python block, and every test function it defines."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sybil import Sybil
from sybil.parsers.markdown import CodeBlockParser

if TYPE_CHECKING:
    from sybil import Example


def _run(example: Example) -> None:
    """Execute a block in the document's namespace, then the test functions that it has defined."""
    before = set(example.namespace)
    exec(compile(example.parsed, example.path, "exec"), example.namespace)  # noqa: S102 - our own documents
    for name in sorted(set(example.namespace) - before):
        if name.startswith("test_"):
            example.namespace[name]()


pytest_collect_file = Sybil(
    parsers=[CodeBlockParser(language="python", evaluator=_run)],
    patterns=["*.md"],
).pytest()
