"""The variables of the environment: the region that they name, and others for a while."""

from __future__ import annotations

import os
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping


def configured_region() -> str | None:
    """Return the region that the environment names, as the SDKs of AWS look for it; None where it names none."""
    return os.environ.get("AWS_REGION") or os.environ.get("AWS_DEFAULT_REGION") or None


@contextmanager
def variables(given: Mapping[str, str], hidden: Iterable[str] = ()) -> Iterator[None]:
    """Set variables, hide others, and put these back at the end. What becomes of all the rest meanwhile stays."""
    before = {name: os.environ.pop(name, None) for name in {*given, *hidden}}
    os.environ.update(given)
    try:
        yield
    finally:
        for name, value in before.items():
            if value is None:
                os.environ.pop(name, None)
            else:
                os.environ[name] = value
