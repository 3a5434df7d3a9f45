"""Documents of older versions of the format are read."""

from __future__ import annotations

from typing import Any

from support.examples import HERE

from sagemaker_registry_mock.state.document import document_of, registries_of
from sagemaker_registry_mock.state.upgrades import _STEPS, FORMAT, VERSION

IDENTITY: dict[str, Any] = {
    "created": "2026-01-31T12:00:00.000000+00:00",
    "created_by": {},
    "progress": {"status": "Completed", "since": "2026-01-31T12:00:00.000000+00:00", "reads": 0},
    "tags": {},
}
GROUP = {"ModelPackageGroupName": "churn"}
#: The one registry that a document of version 1 tells.
FIRST: dict[str, Any] = {
    "partition": "aws",
    "account": "123456789012",
    "region": "us-east-1",
    "orders": 2,
    "groups": [
        {
            "name": "churn",
            "arn": f"{HERE}:model-package-group/churn",
            "order": 1,
            **IDENTITY,
            "members": GROUP,
            "policy": None,
            "issued": 1,
        }
    ],
    "packages": [
        {
            "name": "churn",
            "arn": f"{HERE}:model-package/churn/1",
            "order": 2,
            **IDENTITY,
            "members": {},
            "version": 1,
            "modified": None,
            "modified_by": None,
            "status_details": None,
        }
    ],
    "cards": [],
    "card_versions": [],
    "card_exports": [],
}


def test_version_1_is_read() -> None:
    """A document of version 1 is one registry without lineage, executions and tokens; the next dump is of version 2."""
    (registry,) = registries_of({"format": FORMAT, "version": 1, **FIRST})
    told = document_of([registry])

    assert registry.packages.find("churn/1") is not None
    assert told["version"] == 2
    (one,) = told["registries"]
    for name, value in FIRST.items():
        records = (
            zip(one[name], value, strict=True) if isinstance(value, list) else [({name: one[name]}, {name: value})]
        )
        for now, then in records:
            assert {field: now[field] for field in then} == then
    assert (one["executions"], one["tokens"], one["lineage"]["happened"]) == ([], [], [])


def test_there_is_a_step_from_every_older_version() -> None:
    """Every version that there has been can be read."""
    assert list(_STEPS) == list(range(1, VERSION))
