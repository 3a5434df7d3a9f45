"""What botocore works out of names and of signatures, worked out once.

Every session and every client asks a table of a hundred old names for each event that it sees for the first time, and
`inspect` for each handler that it registers; and every call looks at each letter of a user agent, twice. The first
depends on the name and the table alone, the second stands in the code of a function, and the third depends on the text.
"""

from __future__ import annotations

from functools import lru_cache
from inspect import CO_VARKEYWORDS
from types import FunctionType, MethodType
from typing import TYPE_CHECKING, Any

from botocore import hooks, useragent

from sagemaker_registry_mock.moto_plugin.swapping import takes

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

#: How many parts of user agents are remembered.
_TEXTS = 512


def swaps() -> Iterator[tuple[Any, str, Any]]:
    """Yield what has botocore remember the names, and read the signatures."""
    if vars(hooks.EventAliaser(None)).keys() == {"_event_aliases", "_alias_name_cache", "_emitter"}:
        yield hooks.EventAliaser, "__init__", _remembering(hooks.EventAliaser.__init__, dict(hooks.EVENT_ALIASES))
    if takes(hooks.accepts_kwargs, "func"):
        yield hooks, "accepts_kwargs", _reading(hooks.accepts_kwargs)
    clean = useragent.sanitize_user_agent_string_component
    if takes(clean, "raw_str", "allow_hash"):
        yield useragent, "sanitize_user_agent_string_component", lru_cache(_TEXTS)(clean)


def _remembering(stock: Any, table: dict[str, str]) -> Callable[..., None]:
    names: dict[str, str] = {}

    def __init__(aliaser: Any, *given: Any, **named: Any) -> None:  # noqa: N807 - it is one
        stock(aliaser, *given, **named)
        if aliaser._event_aliases == table:  # noqa: SLF001 - see `swaps`
            aliaser._alias_name_cache = names  # noqa: SLF001 - as above

    return __init__


def _reading(stock: Any) -> Callable[[Any], Any]:
    def accepts_kwargs(func: Any) -> Any:
        function = func.__func__ if type(func) is MethodType else func
        if type(function) is FunctionType and not hasattr(function, "__signature__"):
            return bool(function.__code__.co_flags & CO_VARKEYWORDS)
        return stock(func)

    return accepts_kwargs
