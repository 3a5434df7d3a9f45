"""botocore's own event handlers, registered once per process; each session has its own copy of the register.

A session registers some 130 handlers one by one, and looks at the signature of each: about 8 ms. Every client then
copies the whole register, of some 400 nodes, to add its own dozen. Here a new session gets a copy of what the first one
has registered, and a copy shares its nodes with the original: whoever registers or unregisters copies the few nodes on
the way to the place, so that no other session or client notices.
"""

from __future__ import annotations

import copy
from typing import TYPE_CHECKING, Any

from botocore import handlers, hooks, session

from sagemaker_registry_mock.moto_plugin.swapping import takes

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

_Trie: Any = hooks._PrefixTrie  # noqa: SLF001 - there is no public way
#: A node of botocore's register. None of those that are shared is ever changed.
_Node = dict[str, Any]
_EMPTY: _Node = {"chunk": None, "children": {}, "values": None}
_SECTIONS = ("first", "middle", "last")


def swaps() -> Iterator[tuple[Any, str, Any]]:
    """Yield what has sessions and clients begin with copies that share."""
    register: Any = session.Session._register_builtin_handlers  # noqa: SLF001 - as above
    if takes(register, "self", "events") and _is_known():
        yield _Trie, "__copy__", _copying(_Trie.__copy__)
        yield session.Session, "_register_builtin_handlers", _keeping(register)


def _is_known() -> bool:
    """Tell whether botocore registers handlers as this module knows it."""
    return (
        vars(_Trie()) == {"_root": _EMPTY}
        and takes(_Trie.append_item, "self", "key", "value", "section")
        and takes(_Trie.remove_item, "self", "key", "value")
        and hooks.NodeList._fields == _SECTIONS
        and vars(hooks.HierarchicalEmitter()).keys() == {"_lookup_cache", "_handlers", "_unique_id_handlers"}
    )


def _keeping(stock: Callable[..., None]) -> Callable[..., None]:
    #: The handlers, and an emitter in which they have been registered.
    kept: list[tuple[Sequence[Any], Any]] = []

    def register(own: Any, events: Any) -> None:
        emitter = getattr(events, "_emitter", None)
        if type(own) is not session.Session or not _is_new(emitter):
            stock(own, events)
        elif kept and kept[0][0] == handlers.BUILTIN_HANDLERS:
            vars(emitter).update(vars(copy.copy(kept[0][1])))
        else:
            stock(own, events)
            kept[:] = [(list(handlers.BUILTIN_HANDLERS), copy.copy(emitter))]

    return register


def _is_new(emitter: Any) -> bool:
    """Tell whether an emitter is of botocore's own kind, and nothing has been registered in it."""
    return type(emitter) is hooks.HierarchicalEmitter and not emitter._handlers._root["children"]  # noqa: SLF001 - see `_is_known`


def _copying(stock: Callable[..., Any]) -> Callable[..., Any]:
    def _copy(trie: Any) -> Any:
        if type(trie) not in (_Trie, SharingTrie):
            return stock(trie)
        trie.__class__ = SharingTrie  # its nodes are shared from now on, also after `uninstall`
        copied: Any = SharingTrie()
        copied.__dict__ = vars(trie).copy()
        return copied

    return _copy


class SharingTrie(_Trie):  # type: ignore[misc]
    """A register of handlers that shares its nodes with others, and changes none of them."""

    _root: _Node

    def append_item(self, key: str, value: Any, section: int = _SECTIONS.index("middle")) -> None:
        """Add a handler to an event."""
        self._root = _with(self._root, key.split("."), value, section)

    def remove_item(self, key: str, value: Any) -> None:
        """Remove a handler from an event, as botocore does it, but from nodes of its own."""
        self._root = _own(self._root)
        super().remove_item(key, value)


def _with(node: _Node, parts: Sequence[str], value: Any, section: int) -> _Node:
    """Return a node that has one more handler under it: itself new, and what is on the way."""
    if not parts:
        values = _own_values(node["values"] or ([], [], []))
        values[section].append(value)
        return {**node, "values": values}
    part, *rest = parts
    # In botocore's order: moto, where it patches a client, takes the second of a node for its handlers.
    child = node["children"].get(part) or {"chunk": part, "values": None, "children": {}}
    return {**node, "children": {**node["children"], part: _with(child, rest, value, section)}}


def _own(node: _Node) -> _Node:
    """Return a copy of a node and all that is under it."""
    children = {part: _own(child) for part, child in node["children"].items()}
    return {**node, "children": children, "values": node["values"] and _own_values(node["values"])}


def _own_values(values: Any) -> Any:
    return hooks.NodeList(*map(list, values))
