"""Values and constraints drawn together: what keeps its constraints passes, what breaks one does not."""

from __future__ import annotations

from typing import Any

from botocore.model import DenormalizedStructureBuilder
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from support.shapes import faults

from sagemaker_registry_mock.protocol.accepting import compiled_acceptance
from sagemaker_registry_mock.protocol.constraints import compiled_check
from sagemaker_registry_mock.protocol.parse import compiled_reader

Model = dict[str, Any]

#: A pattern and the letters that match it. Where Java's patterns differ from Python's is no matter here.
PATTERNS = {"[ab]*": "ab", "[^a]+|": "bc", "[a_1]*": "a_1", r"[\p{L}]*": "aé", ".*": "a -"}
NUMBERS = st.integers(-3, 3)


@st.composite
def _limits(draw: st.DrawFn, sizes: st.SearchStrategy[int]) -> Model:
    """Draw a minimum, a maximum, both or none."""
    low, high = sorted([draw(sizes), draw(sizes)])
    return draw(st.sampled_from([{}, {"min": low}, {"max": high}, {"min": low, "max": high}]))


def _limited(kind: str, sizes: st.SearchStrategy[int], **members: Any) -> st.SearchStrategy[Model]:
    return st.builds(
        lambda limits, fixed: {"type": kind, **limits, **fixed}, _limits(sizes), st.fixed_dictionaries(members)
    )


def _scalars() -> st.SearchStrategy[Model]:
    sizes = st.integers(0, 3)
    return st.one_of(
        _limited("string", sizes),
        _limited("string", sizes, pattern=st.sampled_from(list(PATTERNS))),
        st.builds(
            lambda words: {"type": "string", "enum": sorted(words)}, st.sets(st.text("ab"), min_size=1, max_size=3)
        ),
        *[_limited(kind, NUMBERS) for kind in ("integer", "long", "float", "double")],
        st.just({"type": "boolean"}),
    )


def _compounds(inner: st.SearchStrategy[Model]) -> st.SearchStrategy[Model]:
    sizes = st.integers(0, 3)
    keys = _limited("string", sizes, pattern=st.sampled_from(list(PATTERNS)))
    return st.one_of(
        _limited("list", sizes, member=inner),
        _limited("map", sizes, key=keys, value=inner),
        _structures(inner),
    )


@st.composite
def _structures(draw: st.DrawFn, inner: st.SearchStrategy[Model]) -> Model:
    members = draw(st.dictionaries(st.sampled_from(["A", "B", "C"]), inner, min_size=1))
    return {
        "type": "structure",
        "members": members,
        "required": sorted(draw(st.sets(st.sampled_from(sorted(members))))),
    }


MODELS = _structures(st.recursive(_scalars(), _compounds, max_leaves=5))


def _values(model: Model, *, valid: bool) -> st.SearchStrategy[Any]:
    """Draw JSON values of the model's types; where `valid`, such that keep its constraints."""
    kind, low, high = model["type"], model.get("min", 0), model.get("max", 4)
    if kind in ("string", "list", "map") and not valid:
        low, high = 0, 4
    if kind == "structure":
        members = {name: _values(member, valid=valid) for name, member in model["members"].items()}
        required = {name: one for name, one in members.items() if valid and name in model["required"]}
        return st.fixed_dictionaries(
            required, optional={name: members[name] for name in members.keys() - required.keys()}
        )
    if kind == "list":
        return st.lists(
            _values(model["member"], valid=valid) | (st.nothing() if valid else st.none()), min_size=low, max_size=high
        )
    if kind == "map":
        values = _values(model["value"], valid=valid) | (st.nothing() if valid else st.none())
        return st.dictionaries(_values(model["key"], valid=valid), values, min_size=low, max_size=high)
    return _scalar_values(model, low, high, valid=valid)


def _scalar_values(model: Model, low: int, high: int, *, valid: bool) -> st.SearchStrategy[Any]:
    if model["type"] == "boolean":
        return st.booleans()
    if model["type"] == "string":
        if valid and "enum" in model:
            return st.sampled_from(model["enum"])
        return st.text(
            PATTERNS[model["pattern"]] if valid and "pattern" in model else "abcé1_ -", min_size=low, max_size=high
        )
    low, high = (model.get("min", -4), model.get("max", 4)) if valid else (-4, 4)
    return st.integers(low, high) if model["type"] in ("integer", "long") else st.floats(low, high)


def _fits(model: Model) -> bool:
    """Tell whether a map can have as many different keys as it must."""
    if model["type"] == "map":
        few = model["key"].get("max", 4) < 2
        return not (few and model.get("min", 0) > 1) and _fits(model["value"])
    inner = (
        model.get("members", {}).values()
        if model["type"] == "structure"
        else [model["member"]]
        if "member" in model
        else []
    )
    return all(_fits(one) for one in inner)


def _built(model: Model) -> Any:
    return DenormalizedStructureBuilder().with_members({"Root": model}).build_model().members["Root"]


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(data=st.data())
def test_values_that_keep_their_constraints_pass(data: st.DataObject) -> None:
    """Of any shape, a value made to its constraints is read as it is and breaks none."""
    model = data.draw(MODELS.filter(_fits), "model")
    value, shape = data.draw(_values(model, valid=True), "value"), _built(model)

    members = compiled_reader(shape)(value, "")

    assert members == value
    assert list(compiled_check(shape)(members, "")) == []
    assert compiled_acceptance(shape)(value) == members


@settings(deadline=None, max_examples=120, suppress_health_check=[HealthCheck.too_slow])
@given(data=st.data())
def test_a_value_passes_just_where_another_judge_lets_it_pass(data: st.DataObject) -> None:
    """Of any shape and any value of its types, the verdict is that of a check that shares no code with this one."""
    model = data.draw(MODELS, "model")
    value, shape = data.draw(_values(model, valid=False), "value"), _built(model)

    members = compiled_reader(shape)(value, "")
    violations = list(compiled_check(shape)(members, ""))

    assert (not violations) == (not list(faults(shape, value)))
    assert compiled_acceptance(shape)(value) == (None if violations else members)
