"""What no registry can hold is not loaded; one sentence says what is wrong, and where."""

from __future__ import annotations

from typing import Any

import pytest
from support.spoiling import refusal, spoiled

from sagemaker_registry_mock.state.document import registries_of

TIME = {"$time": "2026-01-31T08:30:00.000000+00:00"}
ZONED = "must be a time such as 2026-01-31T08:30:00.000000+00:00"


@pytest.mark.parametrize(
    ("document", "message"),
    [
        ([], "The document must be an object, not an array."),
        (None, "The document must be an object, not null."),
        ({}, "format: must be 'sagemaker-registry-mock', not null"),
        ({"format": "terraform"}, "format: must be 'sagemaker-registry-mock', not 'terraform'"),
        ({"version": None}, "version: must be a whole number, 1 or more, not null"),
        ({"version": True}, "version: must be a whole number, 1 or more, not true"),
        ({"version": 0}, "version: must be a whole number, 1 or more, not 0"),
        ({"version": 3}, "version: 3 is of a newer version of this package; this one reads up to 2"),
        ({"version": 2}, "registries: is missing"),
        ({"version": 2, "registries": {}}, "registries: must be an array, not an object"),
        ({"version": 2, "registries": [1]}, "registries[0]: must be an object, not 1"),
        ({"version": 2, "registries": [{1: 2}]}, "registries[0]: must have texts for names, not 1"),
        ({"version": 2, "registries": [], "x": 1}, "has no field 'x'; its fields are format, version, registries"),
        ({"version": 1, "tokens": []}, "tokens: is not a field of version 1"),
    ],
)
def test_what_is_no_document(document: Any, message: str) -> None:
    """A document is an object of this format, of a version that is known, with registries in it."""
    if document and "format" not in document:
        document = {"format": "sagemaker-registry-mock", **document}
    assert refusal(document) == message


@pytest.mark.parametrize(
    ("path", "value", "message"),
    [
        ("orders", ..., "orders: is missing"),
        ("orders", "1", "orders: must be a whole number, 0 or more, not '1'"),
        ("orders", -1, "orders: must be a whole number, 0 or more, not -1"),
        ("orders", 10**4000, "orders: must be a whole number, 0 or more, not a number of many digits"),
        ("groups[0].order", True, "groups[0].order: must be a whole number, 0 or more, not true"),
        ("groups[0].name", 1.5, "groups[0].name: must be a text, not 1.5"),
        ("groups[0].tags", {"team": 1}, "groups[0].tags.team: must be a text, not 1"),
        ("groups[0].progress", {}, "groups[0].progress.status: is missing"),
        ("groups[0].created", 1, f"groups[0].created: {ZONED}, not 1"),
        ("groups[0].created", "today", f"groups[0].created: {ZONED}, not 'today'"),
        ("groups[0].created", "2026-02-30T00:00:00Z", "groups[0].created: '2026-02-30T00:00:00Z' is no time: day "),
        (
            "groups[0].created",
            "2026-01-31T08:30:00",
            "groups[0].created: '2026-01-31T08:30:00' does not tell its zone: write +00:00 behind it",
        ),
        ("groups[0].members", [], "groups[0].members: must be an object, not an array"),
        ("groups[0].members", TIME, "groups[0].members: must be an object, not a mark"),
        (
            "groups[0].members.X",
            b"",
            "groups[0].members.X: must be a value of JSON, not a bytes, which is no value of JSON",
        ),
        ("groups[0].members.X", {1: 2, 3: 4}, "groups[0].members.X: must have texts for names, not 1"),
        (
            "groups[0].members.X",
            {"$x": 1},
            "groups[0].members.X: has the mark '$x'; the marks are $time, $number, $value",
        ),
        (
            "groups[0].members.X",
            {"$number": "1"},
            "groups[0].members.X.$number: must be one of -inf, inf, nan, or of 19 digits or more, not '1'",
        ),
        ("groups[0].members.X", {"$value": 1}, "groups[0].members.X.$value: must be an object, not 1"),
        ("groups[0].members.X", float("nan"), "groups[0].members.X: must be a value of JSON, not nan"),
        ("groups[0].members.X", -(2**63), "groups[0].members.X: must be marked, since it has more than 64 bits"),
        ("executions[0].selected", [1], "executions[0].selected[0]: must be a text, not 1"),
        ("lineage.happened[0].type", "Other", "must be one of GroupMade, PackageSet, not 'Other'"),
        ("lineage.happened[0].type", ..., "must be one of GroupMade, PackageSet, not null"),
    ],
)
def test_a_field_of_another_type(rich: Any, path: str, value: Any, message: str) -> None:
    """Every field is of its type, and its path is named."""
    assert message in refusal(spoiled(rich, path, value))


SPECIFICATION = "packages[2].members.InferenceSpecification"


@pytest.mark.parametrize(
    ("path", "value", "message"),
    [
        (
            "packages[0].members.ModelAprovalStatus",
            "Approved",
            "'ModelAprovalStatus' in the botocore that is installed; did you mean ModelApprovalStatus?",
        ),
        (
            "packages[0].members.Zzz",
            1,
            "packages[0].members: CreateModelPackage has no member 'Zzz' in the botocore that is installed",
        ),
        (
            "packages[0].members.ModelApprovalStatus",
            1,
            "packages[0].members.ModelApprovalStatus: must be a text, not 1",
        ),
        (
            "packages[0].members.ModelApprovalStatus",
            TIME,
            'must be a text, not {"$time": "2026-01-31T08:30:00.000000+00:00"}',
        ),
        (
            "packages[0].members.ApprovalDescription",
            1,
            "packages[0].members.ApprovalDescription: must be a text, not 1",
        ),
        (
            "packages[0].members.InferenceSpecification",
            {},
            ".InferenceSpecification.Containers: must be there, not null",
        ),
        (
            "packages[0].members.InferenceSpecification",
            {"Containers": [{"Image": 1}]},
            "packages[0].members.InferenceSpecification.Containers[0].Image: must be a text, not 1",
        ),
        (
            "packages[0].members.InferenceSpecification",
            {"Containers": [{"Imgae": "a"}]},
            ".Containers[0]: must be given members that the installed botocore knows, not 'Imgae'",
        ),
        (
            "packages[0].members.CertifyForMarketplace",
            1,
            "packages[0].members.CertifyForMarketplace: must be true or false",
        ),
        ("packages[0].created_by", {"IamIdentity": 1}, "packages[0].created_by.IamIdentity: must be an object, not 1"),
        (
            "packages[2].modified_by",
            {"IamIdentity": 1},
            "packages[2].modified_by.IamIdentity: must be an object, not 1",
        ),
        ("cards[0].members.Content", ..., "cards[0].members.Content: must be there, not null"),
        ("lineage.contexts[0].members.Source", {}, "lineage.contexts[0].members.Source.SourceUri: must be there"),
        ("tokens[0].operation", "CreateHat", "tokens[0].operation: the registry has no operation 'CreateHat'"),
        ("tokens[0].request.Hat", 1, "tokens[0].request: CreateModelPackage has no member 'Hat'"),
        ("tokens[0].reply", {}, "tokens[0].reply.ModelPackageArn: must be there, not null"),
    ],
)
def test_members_that_the_service_model_does_not_know(rich: Any, path: str, value: Any, message: str) -> None:
    """Members, callers, requests and replies are held against the service model."""
    assert message in refusal(spoiled(rich, path, value))


def test_what_is_nested_too_deeply(rich: Any) -> None:
    """What Python cannot follow to its end is refused like anything else."""
    deep: Any = {}
    for _ in range(100_000):
        deep = {"a": deep}
    rich["registries"][0]["groups"][0]["members"] = deep

    assert refusal(rich) == "The document is nested too deeply."
    while deep:  # or Python's own clearing up would go as deep
        deep = deep.pop("a")


def test_what_older_settings_and_clients_have_written_is_loaded(rich: Any) -> None:
    """ARNs in lower case, values that only `validation="warn"` accepts, and times with `Z` are loaded."""
    most = rich["registries"][1]
    (package,) = most["packages"]
    assert package["name"] == "Churn"
    package["arn"] = package["arn"].lower()
    package["members"]["ModelApprovalStatus"] = "Perhaps"
    package["created"] = "2026-01-31T08:30:00.5Z"
    (loaded,) = registries_of(rich)[1].packages

    assert loaded.arn.endswith("/churn/1")
    assert loaded.created.isoformat() == "2026-01-31T08:30:00.500000+00:00"
