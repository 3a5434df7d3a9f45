"""The examples in README.md and docs/ are executed or read; `tests/support/documents.py` tells how."""

from __future__ import annotations

from support.documents import blocks
from sybil import Sybil

pytest_collect_file = Sybil(parsers=[blocks], patterns=["*.md"]).pytest()
