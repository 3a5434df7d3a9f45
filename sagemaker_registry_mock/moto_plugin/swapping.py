"""An attribute of somebody else's class or module, swapped for ours and put back."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable


def swapped(owner: Any, name: str, new: Any) -> Callable[[], None]:
    """Swap an attribute, and return what puts the old one back, unless another has taken its place since."""
    old = getattr(owner, name)
    setattr(owner, name, new)

    def undo() -> None:
        if getattr(owner, name) is new:
            setattr(owner, name, old)

    return undo


def takes(function: Any, *parameters: str) -> bool:
    """Tell whether a function is there and its code names exactly these parameters first, in this order."""
    code = getattr(function, "__code__", None)
    return code is not None and code.co_varnames[: code.co_argcount] == parameters
