"""Whatever JSON there is: it is refused with a sentence, or loaded and then as good as any."""

from __future__ import annotations

import copy
import json
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from moto import mock_aws
from support.worlds import answers

from sagemaker_registry_mock.state.document import document_of, registries_of
from sagemaker_registry_mock.state.refusals import StateError
from sagemaker_registry_mock.testing.state import dump, load

SCALARS = st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8)
NAMES = st.sampled_from(["format", "version", "registries", "groups", "members", "$time", "$value"]) | st.text(
    max_size=4
)
JSON = st.recursive(SCALARS, lambda inside: st.lists(inside, max_size=3) | st.dictionaries(NAMES, inside, max_size=3))


def reloaded(document: Any) -> Any:
    """Return what is dumped after a document was loaded; None where it is refused."""
    try:
        registries = registries_of(document)
    except StateError:
        return None
    return document_of(registries)


@settings(deadline=None, max_examples=100)
@given(JSON)
def test_any_json_is_refused_or_loaded(document: Any) -> None:
    """No JSON, however wrong, raises anything else than a StateError."""
    framed = {"format": "sagemaker-registry-mock", "version": 2, "registries": document}

    assert reloaded(document) is None
    assert reloaded(framed) in (None, {**framed, "registries": []})


def places(value: Any) -> list[tuple[Any, Any]]:
    """Return every object and array in a value, with each of its keys."""
    keys = list(value) if isinstance(value, dict) else range(len(value)) if isinstance(value, list) else ()
    return [(value, key) for key in keys] + [place for key in keys for place in places(value[key])]


@st.composite
def changes(draw: st.DrawFn) -> tuple[float, float | None, Any]:
    """Draw where in a document to change something, where in it to take something else from, and what else to put."""
    return draw(SHARES), draw(st.none() | SHARES | st.just(GONE)), draw(JSON)


SHARES = st.floats(0, 1, exclude_max=True)
#: Nothing is put where something was.
GONE = 2.0


def changed(rich: Any, change: tuple[float, float | None, Any]) -> Any:
    """Return a document in which one value is another, which may stand elsewhere in it, or is gone."""
    document, (where, whence, value) = copy.deepcopy(rich), change
    found = places(document)
    at, key = found[int(where * len(found))]
    if whence is None:
        at[key] = value
    elif whence == GONE:
        del at[key]
    else:
        other, its = found[int(whence * len(found))]
        at[key] = copy.deepcopy(other[its])
    return document


@settings(deadline=None, max_examples=60, suppress_health_check=list(HealthCheck))
@given(change=changes())
def test_a_document_with_anything_in_it_is_refused_or_loads_for_good(
    rich: Any, change: tuple[float, float | None, Any]
) -> None:
    """Where a value of a document is another, or gone, and it still loads, what is dumped then loads as itself."""
    again = reloaded(changed(rich, change))

    assert again is None or reloaded(json.loads(json.dumps(again))) == again


@settings(deadline=None, max_examples=15, suppress_health_check=list(HealthCheck))
@given(change=changes())
def test_what_is_loaded_can_be_asked(rich: Any, change: tuple[float, float | None, Any]) -> None:
    """Where a document with another value in it loads, every question about it has an answer."""
    document = changed(rich, change)
    if reloaded(document) is None:
        return
    with mock_aws():
        try:
            load(document)
        except StateError:
            assert dump()["registries"] == []  # a region that moto does not know
        else:
            assert len(answers()) <= 3
