"""Whether a value is what a shape describes, compiled once: its types, its members, and which of these must be there.

Other constraints are about requests and are not looked at. Nothing here names a SageMaker field.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from botocore.model import Shape

#: Raises a `Misfit` where a value is not what the shape describes.
Fit = Callable[[Any], None]


class Misfit(Exception):
    """A value is not what a shape describes.

    Attributes:
        value: what does not fit.
        words: what it must be.
        steps: the way to it from where the check began, the last step first.

    """

    def __init__(self, value: Any, words: str, *steps: str) -> None:
        super().__init__(words)
        self.value = value
        self.words = words
        self.steps = list(steps)

    @property
    def path(self) -> str:
        """The way to the value, such as `.Containers[0].Image`; empty where it is the whole."""
        return "".join(reversed(self.steps))


def compiled_fit(shape: Shape | None) -> Fit:
    """Return the check of `shape`; where there is no shape, any object fits."""
    return _compiled(shape, {}) if shape is not None else _whole_object


def _whole_object(value: Any) -> None:
    if not isinstance(value, dict):
        raise Misfit(value, "an object")


def _compiled(shape: Shape, known: dict[str, Fit]) -> Fit:
    """Compile `shape`; `known` holds the shapes under way, so that a shape may contain itself."""
    if shape.name not in known:
        known[shape.name] = lambda value: known[shape.name](value)  # noqa: PLW0108 - looked up when called, not now
        compiler = _COMPILERS.get(shape.type_name)
        known[shape.name] = compiler(shape, known) if compiler else _leaf(*_LEAVES[shape.type_name])
    return known[shape.name]


def _structure(shape: Shape, known: dict[str, Fit]) -> Fit:
    fits = {name: _compiled(member, known) for name, member in shape.members.items()}
    required, union = tuple(shape.required_members), bool(getattr(shape, "is_tagged_union", False))

    def fit(value: Any) -> None:
        _whole_object(value)
        for name in required:
            if name not in value:
                raise Misfit(None, "there", f".{name}")
        if union and len(value) != 1:
            raise Misfit(value, "an object with exactly one member")
        for name, member in value.items():
            if name not in fits:
                raise Misfit(name, "given members that the installed botocore knows")
            _inside(fits[name], member, f".{name}")

    return fit


def _inside(fit: Fit, value: Any, step: str) -> None:
    try:
        fit(value)
    except Misfit as misfit:
        misfit.steps.append(step)
        raise


def _list(shape: Shape, known: dict[str, Fit]) -> Fit:
    element = _compiled(shape.member, known)

    def fit(value: Any) -> None:
        if not isinstance(value, (list, tuple)):
            raise Misfit(value, "an array")
        for position, one in enumerate(value):
            _inside(element, one, f"[{position}]")

    return fit


def _map(shape: Shape, known: dict[str, Fit]) -> Fit:
    of = _compiled(shape.value, known)

    def fit(value: Any) -> None:
        _whole_object(value)
        for name, one in value.items():
            _inside(of, one, f".{name}")

    return fit


_COMPILERS: dict[str, Callable[[Shape, dict[str, Fit]], Fit]] = {
    "structure": _structure,
    "list": _list,
    "map": _map,
}


def _leaf(kinds: tuple[type, ...], words: str) -> Fit:
    """Check a value that holds no others; a boolean, which Python takes for a number, is none."""
    boolean = bool in kinds

    def fit(value: Any) -> None:
        if not isinstance(value, kinds) or (isinstance(value, bool) and not boolean):
            raise Misfit(value, words)

    return fit


_TEXT, _NUMBER = ((str,), "a text"), ((int, float), "a number")
_LEAVES: dict[str, tuple[tuple[type, ...], str]] = {
    "string": _TEXT,
    "blob": _TEXT,  # in base64, and so kept
    "boolean": ((bool,), "true or false"),
    "integer": _NUMBER,
    "long": _NUMBER,
    "float": _NUMBER,
    "double": _NUMBER,
    "timestamp": ((datetime,), "a time"),
}
