"""Which files are read, and in which forms."""

from __future__ import annotations

import codecs
import json
from typing import TYPE_CHECKING, Any

import pytest
from support.exported_answers import CARD, GROUP, card, group, version
from support.exporting import printed, write

from sagemaker_registry_mock.state.exports import document_from_exports
from sagemaker_registry_mock.state.refusals import StateError

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    Refusal = Callable[[dict[str, Any]], str]


def arns_in(folder: Path) -> list[str]:
    """Return the ARNs of all groups, packages and versions of cards that a folder tells of."""
    (registry,) = document_from_exports(folder)["registries"]
    return [one["arn"] for kind in ("groups", "packages", "card_versions") for one in registry[kind]]


ALL = [f"{GROUP}/churn", version(1)["ModelPackageArn"], version(2)["ModelPackageArn"], f"{CARD}/card"]
ANSWERS = [group(), version(1), version(2), card()]


@pytest.mark.parametrize(
    "files",
    [
        {"a.json": ANSWERS[0], "b/c/d.txt": ANSWERS[1], "b/e": ANSWERS[2], "Z.JSON": ANSWERS[3]},
        {"all.json": ANSWERS},
        {"all.json": "\n".join(printed(answer) for answer in ANSWERS)},
        {"all.json": "".join(printed(answer) for answer in ANSWERS) + "\n\n"},
        {"all.json": f"  {json.dumps(ANSWERS[:2])} {json.dumps(ANSWERS[2:])}"},
        {"all.json": ANSWERS, ".hidden": "not JSON", ".git/config": "not JSON"},
        {"all.json": [{**one, "ResponseMetadata": {"HTTPStatusCode": 200}} for one in ANSWERS]},
    ],
)
def test_any_names_and_folders(tmp_path: Path, files: dict[str, Any]) -> None:
    """Files have any names in any folders, and hold one answer, several one behind the other, or a list of them."""
    assert arns_in(write(tmp_path, files)) == ALL


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-32"])
def test_encodings(tmp_path: Path, encoding: str) -> None:
    """A file is in any of JSON's encodings, with or without a byte order mark, as a shell of Windows writes it."""
    told = printed([group(ModelPackageGroupDescription="größer"), *ANSWERS[1:]]).encode(encoding)
    (tmp_path / "all.json").write_bytes(told)

    assert arns_in(tmp_path) == ALL


def test_members_of_the_future(tmp_path: Path) -> None:
    """A member that the installed botocore does not know is passed over: nobody could ask for it."""
    assert arns_in(write(tmp_path, {"a.json": [group(Invented=1), *ANSWERS[1:]]})) == ALL


@pytest.mark.parametrize(
    ("content", "told"),
    [
        ("", "a/b.json is not JSON: Expecting value: line 1 column 1 (char 0)."),
        ("\n\n", "a/b.json is not JSON: Expecting value: line 1 column 1 (char 0)."),
        ("An error occurred", "a/b.json is not JSON: Expecting value: line 1 column 1 (char 0)."),
        (printed(group()) + "}", "a/b.json is not JSON: Expecting value: line 7 column 2 (char 237)."),
        ("[" * 5000, "a/b.json is nested too deeply."),
    ],
)
def test_what_is_not_json(refusal: Refusal, content: str, told: str) -> None:
    """A file that is not JSON is named, with the place in it."""
    assert refusal({"a/b.json": content, "group.json": group()}) == told


def test_what_is_no_text(tmp_path: Path) -> None:
    """A file that is no text is named, and so is one that cannot be read."""
    (tmp_path / "model.tar.gz").write_bytes(codecs.BOM_UTF8 + b"\xff\xff")
    with pytest.raises(StateError, match=r"^model\.tar\.gz is not JSON: it is no text\.$"):
        document_from_exports(tmp_path)


def test_what_cannot_be_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file that cannot be read is named, with the reason."""
    write(tmp_path, {"group.json": group()})

    def refuse(_file: Path) -> bytes:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr("pathlib.Path.read_bytes", refuse)
    with pytest.raises(StateError, match=r"^group\.json cannot be read: Permission denied\.$"):
        document_from_exports(tmp_path)


def test_folders_without_anything(tmp_path: Path) -> None:
    """A folder that is none, and one without a file, are refused by name."""
    with pytest.raises(StateError) as refused:
        document_from_exports(tmp_path / "missing")
    assert str(refused.value) == f"{tmp_path / 'missing'} is no folder."

    with pytest.raises(StateError) as refused:
        document_from_exports(str(tmp_path))
    assert str(refused.value) == f"There is no file in {tmp_path}."


KNOWN = "DescribeModelPackageGroup, DescribeModelPackage, DescribeModelCard, BatchDescribeModelPackage, "
KNOWN += "ListModelPackageGroups, ListModelPackages, ListModelCardVersions, ListModelCards, ListTags, "
KNOWN += "GetModelPackageGroupPolicy"


@pytest.mark.parametrize(
    "value",
    [
        {},
        5,
        "text",
        None,
        [[]],
        {"NextToken": "a"},
        {"ModelName": "model", "ModelArn": "arn"},
        {"ModelPackageArn": version()["ModelPackageArn"]},
        {"ResponseMetadata": {}},
    ],
)
def test_what_is_no_known_answer(refusal: Refusal, value: Any) -> None:
    """JSON that is not the answer of an operation that tells of the registry is refused, with those that do."""
    assert refusal({"a.json": json.dumps(value)}) == f"a.json holds no answer of {KNOWN}."


@pytest.mark.parametrize(
    ("answer", "told"),
    [
        (
            group(CreationTime="yesterday"),
            (
                "a.json is no answer of DescribeModelPackageGroup: STRING_VALUE can not be converted to a Timestamp at "
                "'creationTime'."
            ),
        ),
        (
            version(CustomerMetadataProperties=[]),
            (
                "a.json is no answer of DescribeModelPackage: START_ARRAY can not be converted to a Map at "
                "'customerMetadataProperties'."
            ),
        ),
        (
            version(ModelPackageArn="churn"),
            "a.json: ModelPackageArn must be the ARN of a model-package, not 'churn'.",
        ),
        (
            version(ModelPackageArn=f"{GROUP}/churn"),
            f"a.json: ModelPackageArn must be the ARN of a model-package, not '{GROUP}/churn'.",
        ),
        (
            version(ModelPackageArn=f"{version()['ModelPackageArn']}/a"),
            f"a.json: {version()['ModelPackageArn']}/a is the ARN of no version.",
        ),
        (group(CreationTime=None), f"a.json does not tell the CreationTime of {GROUP}/churn."),
        (
            group(CreationTime="0001-01-01T00:00:00+01:00"),
            "a.json is no answer of DescribeModelPackageGroup: date value out of range.",
        ),
        ({"ModelPackageSummaryList": [None]}, "a.json: ModelPackageArn must be the ARN of a model-package, not ''."),
        (
            {"ModelPackageSummaries": {"a": None}},
            "a.json: ModelPackageArn must be the ARN of a model-package, not ''.",
        ),
    ],
)
def test_answers_that_are_none(refusal: Refusal, answer: Any, told: str) -> None:
    """An answer whose members cannot be what they are is refused, with the file."""
    assert refusal({"a.json": answer}) == told
