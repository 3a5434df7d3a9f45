"""The URLs that moto has `responses` listen to, put there when somebody looks.

Every mock makes some 1,300 callbacks, one for each HTTP method and each pattern of moto's services, so that `requests`
is answered too: about 3 ms. boto3 does not go that way. Here the first mock makes them as ever, and those after it only
note what they owe: whoever looks into moto's register of responses, to find, list, add or remove one, finds them there.
"""

from __future__ import annotations

from threading import RLock
from typing import TYPE_CHECKING, Any

from moto import backend_index
from moto.core import models
from moto.core.custom_responses_mock import CallbackResponse
from moto.core.responses_custom_registry import CustomRegistry

from sagemaker_registry_mock.moto_plugin.swapping import takes

if TYPE_CHECKING:
    from collections import defaultdict
    from collections.abc import Callable, Iterator, Sequence

    #: The method, the URL and the callback of a response.
    _Recipe = Sequence[tuple[Any, Any, Any]]

#: moto's list of the HTTP methods for which it makes callbacks.
_METHODS = "RESPONSES_METHODS"


def swaps() -> Iterator[tuple[Any, str, Any]]:
    """Yield what has mocks note what they owe."""
    start = models.MockAWS._enable_patching  # noqa: SLF001 - there is no public way
    if (
        takes(start, "self", "reset")
        and type(getattr(models, _METHODS)) is list
        and type(backend_index.backend_url_patterns) is list
        and vars(CustomRegistry()).keys() == {"_registered"}
        and models.responses_mock._registry is models.responses_mock.get_registry()  # noqa: SLF001 - as above
        and _made_of()
    ):
        yield models.MockAWS, "_enable_patching", _owing(start)


class LateRegistry(CustomRegistry):
    """moto's register of responses, which makes what it owes when it is looked into for the first time."""

    def __init__(self) -> None:
        self._owed: list[_Recipe] = []
        self._making = RLock()
        super().__init__()

    def owe(self, recipe: _Recipe) -> None:
        """Make these responses later, behind those that are there or owed already."""
        self._owed.append(recipe)

    @property  # type: ignore[override]
    def _registered(self) -> defaultdict[str, list[Any]]:
        with self._making:
            while self._owed:
                for method, url, callback in self._owed.pop(0):
                    made = CallbackResponse(method=method, url=url, callback=callback)
                    self._made[method].append(made)
        return self._made

    @_registered.setter
    def _registered(self, made: defaultdict[str, list[Any]]) -> None:
        self._made = made


def _owing(start: Callable[..., None]) -> Callable[..., None]:
    #: What callbacks were made of, and what was made.
    known: list[tuple[Any, _Recipe]] = []

    def enable_patching(mock: Any, reset: bool = True) -> None:  # noqa: FBT001, FBT002 - it is moto's
        made_of = _made_of()
        if known and known[0][0] == made_of and (reset or type(_registry()) is LateRegistry):
            _without_callbacks(start, mock, reset=reset)
            _late_registry().owe(known[0][1])
            return
        start(mock, reset=reset)
        made = _registry().registered
        if reset and all(type(one) is CallbackResponse for one in made):
            known[:] = [(made_of, [(one.method, one.url, one.callback) for one in made])]

    return enable_patching


def _made_of() -> list[Any]:
    """Return all that moto makes callbacks of, as it is now: a test may have swapped any of it."""
    source: Any = models
    hook = source.botocore_stubber
    answering = (source.CallbackResponse, source.not_implemented_callback, {**vars(type(hook)), **vars(hook)})
    return [list(getattr(models, _METHODS)), list(backend_index.backend_url_patterns), *answering]


def _without_callbacks(start: Callable[..., None], mock: Any, *, reset: bool) -> None:
    """Start a mock that makes callbacks for no method. moto holds the lock of its mocks meanwhile."""
    methods = getattr(models, _METHODS)
    setattr(models, _METHODS, [])
    try:
        start(mock, reset=reset)
    finally:
        setattr(models, _METHODS, methods)


def _registry() -> Any:
    return models.responses_mock.get_registry()


def _late_registry() -> LateRegistry:
    """Return moto's register of responses; where it is of moto's own kind, ours takes its place."""
    if type(_registry()) is not LateRegistry:
        models.responses_mock._registry = LateRegistry()  # noqa: SLF001 - `responses` takes a class, and has it reset all
    registry: LateRegistry = _registry()
    return registry
