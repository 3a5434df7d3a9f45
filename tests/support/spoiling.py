"""Documents with something wrong in them, and what is said of that."""

from __future__ import annotations

import copy
from typing import Any

import pytest

from sagemaker_registry_mock.state.document import registries_of
from sagemaker_registry_mock.state.refusals import StateError


def refusal(document: Any) -> str:
    """Return why a document is refused."""
    with pytest.raises(StateError) as error:
        registries_of(document)
    return str(error.value)


def spoiled(document: Any, path: str, value: Any) -> Any:
    """Return a document with another value at a path such as `groups[0].name`; with none there where it is `...`."""
    changed = copy.deepcopy(document)
    at: Any = changed["registries"][2]
    steps: list[Any] = [
        int(one) if one.isdigit() else one for one in path.replace("[", ".").replace("]", "").split(".")
    ]
    for step in steps[:-1]:
        at = at[step]
    if value is ...:
        del at[steps[-1]]
    else:
        at[steps[-1]] = value
    return changed
