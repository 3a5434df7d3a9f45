"""A table of operations of which a part is imported when it is looked for."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import pytest

from sagemaker_registry_mock.operations._late import LateTable

if TYPE_CHECKING:
    from pathlib import Path

MODULE = "rows_that_come_late"


@pytest.fixture
def table(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> LateTable[int]:
    """A table with one row, and another one that a module enters when it is imported."""
    text = "import sys\nsys.the_table['late'] = 2\n"
    (tmp_path / f"{MODULE}.py").write_text(text, encoding="utf-8")
    monkeypatch.syspath_prepend(tmp_path)
    monkeypatch.delitem(sys.modules, MODULE, raising=False)
    made: LateTable[int] = LateTable()
    monkeypatch.setattr(sys, "the_table", made, raising=False)
    made["early"] = 1
    made.rare = (MODULE,)
    return made


def test_a_row_that_is_there_imports_nothing(table: LateTable[int]) -> None:
    """Who asks for what is common does not pay for what is rare."""
    assert ("early" in table, table["early"], table.get("early")) == (True, 1, 1)
    assert MODULE not in sys.modules


def test_a_row_that_is_not_there_is_looked_for(table: LateTable[int]) -> None:
    """A name that is rare is found, and one that nobody enters is missing as in every table."""
    assert table["late"] == 2
    assert "later" not in table
    with pytest.raises(KeyError, match="later"):
        table["later"]


def test_the_whole_table_has_all_rows(table: LateTable[int]) -> None:
    """Who counts or lists the rows sees all of them."""
    assert len(table) == 2
    assert dict(table) == {"early": 1, "late": 2}


def test_a_row_is_taken_out_for_good(table: LateTable[int]) -> None:
    """A rare row that has been deleted does not come back."""
    del table["late"]

    assert "late" not in table
