"""What a test pays for a mock and a client, paid once per process: everything of it is switched on and off here.

moto starts every mock from nothing and makes boto3 forget its session, so that nothing outlives a test. botocore then
reads, registers and makes again what never changes. Each module that is named here keeps one such thing, or puts it
off until somebody asks for it, and says why nobody can tell the difference but by the clock. Where botocore, moto or
`responses` is built in another way than such a module knows, it keeps nothing, and all goes at its own speed.
"""

from __future__ import annotations

from contextlib import suppress
from importlib import import_module
from typing import TYPE_CHECKING

from sagemaker_registry_mock.moto_plugin.swapping import swapped

if TYPE_CHECKING:
    from collections.abc import Callable

#: The modules, in this package. Each has a function `swaps`, which yields what is to be swapped.
KEEPERS = ("kept_models", "kept_handlers", "kept_names", "kept_methods", "late_responses")

_UNDO: list[Callable[[], None]] = []


def keep() -> None:
    """Have mocks, sessions and clients of this process begin with what is kept."""
    for keeper in () if _UNDO else KEEPERS:
        # A module names what it knows: where that is not there, the module cannot be imported, or not say its swaps.
        with suppress(ImportError, AttributeError, TypeError):
            swaps = import_module(f"{__package__}.{keeper}").swaps
            _UNDO.extend([swapped(*swap) for swap in [*swaps()]])


def let_go() -> None:
    """Undo `keep`, and forget what has been kept."""
    while _UNDO:
        _UNDO.pop()()
