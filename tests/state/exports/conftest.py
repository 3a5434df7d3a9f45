"""What the tests of exports share."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from support.exporting import write

from sagemaker_registry_mock.state.exports import document_from_exports
from sagemaker_registry_mock.state.refusals import StateError

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


@pytest.fixture
def refusal(tmp_path: Path) -> Callable[[dict[str, Any]], str]:
    """Return the sentence that refuses these files."""

    def refusal(files: dict[str, Any]) -> str:
        with pytest.raises(StateError) as refused:
            document_from_exports(write(tmp_path, files))
        return str(refused.value)

    return refusal
