"""The content of a model card: an object with names like ModelOverview in a template, JSON like model_overview beyond.

The names follow one rule; the keys of a user's own maps are kept as they are.
"""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator

#: The members whose keys are the user's.
_USERS = frozenset({"CustomDetails", "Metadata"})

#: A capital letter that begins a word: also the second of XAxisName.
_WORD = re.compile(r"(?<!^)(?=[A-Z])")


def document(content: dict[str, Any]) -> str:
    """Return the Content property of a card as the JSON text that the API takes."""
    return json.dumps(_renamed(content), default=str)


def _renamed(value: Any) -> Any:
    if isinstance(value, list):
        return [_renamed(one) for one in value]
    if not isinstance(value, dict):
        return value
    return {_snake(name): member if name in _USERS else _renamed(member) for name, member in value.items()}


def misnamed(value: Any, path: str) -> Iterator[str]:
    """Yield a sentence for every name in a card's content that is not written as CloudFormation writes names.

    Whether the card's schema has a name is for the API to say.
    """
    if isinstance(value, list):
        for position, one in enumerate(value):
            yield from misnamed(one, f"{path}/{position}")
    elif isinstance(value, dict):
        for name, member in value.items():
            if _camel(_snake(name)) != name:
                yield f"{path}: extraneous key [{name}] is not permitted"
            elif name not in _USERS:
                yield from misnamed(member, f"{path}/{name}")


def _snake(name: str) -> str:
    return _WORD.sub("_", name).lower()


def _camel(name: str) -> str:
    return "".join(word[:1].upper() + word[1:] for word in name.split("_"))
