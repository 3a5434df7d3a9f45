"""Whether a value is what a shape describes: its types, its members and what it cannot do without, no more."""

from __future__ import annotations

from datetime import datetime, timezone
from typing import Any

import pytest
from botocore.model import ServiceModel

from sagemaker_registry_mock.protocol.fitting import Misfit, compiled_fit

SHAPES: dict[str, Any] = {
    "Whole": {
        "type": "structure",
        "required": ["Name"],
        "members": {
            name: {"shape": name}
            for name in ("Name", "Count", "Share", "Flag", "Time", "Data", "Names", "Table", "Choice", "Whole")
        },
    },
    "Name": {"type": "string", "max": 3, "pattern": "[a-z]*", "enum": ["a"]},
    "Count": {"type": "integer"},
    "Share": {"type": "double"},
    "Flag": {"type": "boolean"},
    "Time": {"type": "timestamp"},
    "Data": {"type": "blob"},
    "Names": {"type": "list", "member": {"shape": "Name"}},
    "Table": {"type": "map", "key": {"shape": "Name"}, "value": {"shape": "Names"}},
    "Choice": {"type": "structure", "union": True, "members": {"One": {"shape": "Name"}, "Other": {"shape": "Name"}}},
}
FIT = compiled_fit(ServiceModel({"metadata": {}, "shapes": SHAPES}).shape_for("Whole"))
NOON = datetime(2026, 1, 31, 12, tzinfo=timezone.utc)


def test_what_fits() -> None:
    """Values of the types of a shape fit, whatever other constraints they break."""
    FIT(
        {
            "Name": "far too long",
            "Count": 1.5,
            "Share": 1,
            "Flag": True,
            "Time": NOON,
            "Data": "YQ==",
        }
    )
    FIT({"Name": "", "Names": ("a",), "Table": {"k": ["v"]}, "Choice": {"Other": "x"}, "Whole": {"Name": "inner"}})
    compiled_fit(None)({"anything": 1})


@pytest.mark.parametrize(
    ("value", "path", "words"),
    [
        ([], "", "an object"),
        ({}, ".Name", "there"),
        ({"Name": 1}, ".Name", "a text"),
        ({"Whole": {"Name": "a", "Nmae": "b"}}, ".Whole", "given members that the installed botocore knows"),
        ({"Name": NOON}, ".Name", "a text"),
        ({"Count": True}, ".Count", "a number"),
        ({"Share": "1"}, ".Share", "a number"),
        ({"Flag": 1}, ".Flag", "true or false"),
        ({"Time": "2026-01-31T12:00:00Z"}, ".Time", "a time"),
        ({"Data": b"a"}, ".Data", "a text"),
        ({"Names": {}}, ".Names", "an array"),
        ({"Names": ["a", None]}, ".Names[1]", "a text"),
        ({"Table": []}, ".Table", "an object"),
        ({"Table": {"k": ["v", 1]}}, ".Table.k[1]", "a text"),
        ({"Choice": {}}, ".Choice", "an object with exactly one member"),
        ({"Choice": {"One": "a", "Other": "b"}}, ".Choice", "an object with exactly one member"),
        ({"Whole": {"Name": "a", "Whole": {"Name": 2}}}, ".Whole.Whole.Name", "a text"),
    ],
)
def test_what_does_not_fit(value: Any, path: str, words: str) -> None:
    """The first value that does not fit is told with the way to it and what it must be."""
    with pytest.raises(Misfit) as misfit:
        FIT({"Name": "a", **value} if value and "Name" not in value else value)
    assert (misfit.value.path, misfit.value.words) == (path, words)


def test_where_there_is_no_shape_an_object_fits() -> None:
    """An operation without input takes an object and nothing else."""
    with pytest.raises(Misfit, match="an object"):
        compiled_fit(None)(1)
