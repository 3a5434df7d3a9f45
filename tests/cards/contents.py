"""Contents of model cards: the schemas as data, contents that keep to them, and ways to break such a content."""

from __future__ import annotations

import json
from functools import cache, reduce
from importlib import resources
from operator import getitem
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import strategies as st

from sagemaker_registry_mock import cards
from sagemaker_registry_mock.errors import InvalidModelCardContent

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    Check = Callable[[str], None]
    Path = tuple[str | int, ...]

PREFIX = "The content of the model card is not valid at "
ANY_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=5,
)


def loaded(name: str) -> Any:
    """Return a file of the package's cards."""
    return json.loads(resources.files(cards).joinpath(name).read_text(encoding="utf-8"))


@cache
def package_schema() -> Any:
    """Return the schema of a package's card."""
    return loaded("content.schema.json")


@cache
def card_schema() -> Any:
    """Return the schema of a stand-alone card."""
    schema = loaded("content.schema.json")
    for row in loaded("card_additions.json")["additions"]:
        reduce(getitem, row["at"], schema).update(row["set"])
    return schema


def metric(**members: Any) -> Any:
    """Return a content with one metric, at `AT_METRIC`."""
    groups = [{"name": "group", "metric_data": [members]}]
    return {"evaluation_details": [{"name": "evaluation", "metric_groups": groups}]}


def in_job(**members: Any) -> Any:
    """Return a content with these details of a training job."""
    return {"training_details": {"training_job_details": members}}


def in_evaluation(**members: Any) -> Any:
    """Return a content with one evaluation."""
    return {"evaluation_details": [{"name": "first", **members}]}


AT_METRIC = "$.evaluation_details[0].metric_groups[0].metric_data[0]"


def told(check: Check, content: Any) -> str:
    """Return what the check says of a content that it refuses: the path and the reason."""
    text = content if isinstance(content, str) else json.dumps(content)
    with pytest.raises(InvalidModelCardContent) as caught:
        check(text)
    message = str(caught.value)
    assert message.startswith(PREFIX)
    assert message.endswith(".")
    return message[len(PREFIX) : -1]


def resolved(schema: Any, root: Any) -> Any:
    """Return a schema, or what it refers to."""
    return root["definitions"][schema["$ref"].rpartition("/")[2]] if "$ref" in schema else schema


def valid(schema: Any, root: Any) -> st.SearchStrategy[Any]:
    """Make values that keep to the schema."""
    schema = resolved(schema, root)
    if "anyOf" in schema:
        return st.one_of([valid(form, root) for form in schema["anyOf"]])
    if "enum" in schema:
        return st.sampled_from(schema["enum"])
    return _MAKERS[schema["type"]](schema, root) if "type" in schema else ANY_JSON


def _strings(schema: Any, _: Any) -> st.SearchStrategy[str]:
    least = 1 if schema.get("pattern", "").startswith(".{1,") else schema.get("minLength", 0)
    letters = st.characters(exclude_categories=["Cs", "Cc"])
    longest = st.just("x" * schema["maxLength"]) if "maxLength" in schema else st.nothing()
    return st.text(letters, min_size=least, max_size=8) | longest


def _numbers(schema: Any, _: Any) -> st.SearchStrategy[float]:
    least = schema.get("minimum")
    return st.integers(least) | st.floats(least, allow_nan=False, allow_infinity=False)


def _arrays(schema: Any, root: Any) -> st.SearchStrategy[Any]:
    least = schema.get("minItems", 0)
    return st.lists(valid(schema["items"], root), min_size=least, max_size=min(schema.get("maxItems", 2), least + 2))


def _objects(schema: Any, root: Any) -> st.SearchStrategy[Any]:
    if "properties" not in schema:
        names = st.sampled_from(["one", "two"])
        return st.dictionaries(names, valid(schema.get("additionalProperties", {}), root))
    members = {name: valid(member, root) for name, member in schema["properties"].items()}
    needed = {name: members.pop(name) for name in schema.get("required", ())}
    return st.fixed_dictionaries(needed, optional=members)


_MAKERS = {
    "string": _strings,
    "number": _numbers,
    "boolean": lambda _, __: st.booleans(),
    "array": _arrays,
    "object": _objects,
}
_OF_ANOTHER_TYPE = {"string": 5, "number": "x", "boolean": 1, "array": {}, "object": []}


def breaks(schema: Any, value: Any, root: Any, path: Path = ()) -> Iterator[tuple[Path, Any]]:
    """Yield each place at which a valid value can be broken, and what it is broken with.

    The forms of an `anyOf` are left alone: what breaks one may be another.
    """
    schema = resolved(schema, root)
    if "type" in schema:
        yield path, _OF_ANOTHER_TYPE[schema["type"]]
    if "enum" in schema:
        yield path, "none of these"
    if "maxLength" in schema:
        yield path, "x" * (schema["maxLength"] + 1)
    if schema.get("pattern", "").startswith(".{1,") or "minLength" in schema:
        yield path, ""
    if "minimum" in schema:
        yield path, schema["minimum"] - 1
    if schema.get("type") == "object":
        yield from _broken_object(schema, value, root, path)
    if schema.get("type") == "array":
        if "maxItems" in schema:
            yield path, ["x"] * (schema["maxItems"] + 1)
        for index, item in enumerate(value):
            yield from breaks(schema["items"], item, root, (*path, index))


def _broken_object(schema: Any, value: Any, root: Any, path: Path) -> Iterator[tuple[Path, Any]]:
    others = schema.get("additionalProperties", {})
    if others is False:
        yield path, {**value, "unknown member": 1}
    for name in schema.get("required", ()):
        yield path, {each: member for each, member in value.items() if each != name}
    for name, member in value.items():
        yield from breaks(schema.get("properties", {}).get(name, others), member, root, (*path, name))


def placed(document: Any, path: Path, value: Any) -> Any:
    """Return a copy of the document with another value at the path."""
    if not path:
        return value
    copy = document.copy()
    copy[path[0]] = placed(document[path[0]], path[1:], value)
    return copy
