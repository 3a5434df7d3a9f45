"""Tags and policies: answers that do not tell whose they are."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
from support.examples import tags
from support.exported_answers import CARD, GROUP, PACKAGE, card, group, loaded, version
from support.exporting import write

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from types_boto3_sagemaker import SageMakerClient

    Refusal = Callable[[dict[str, Any]], str]

OPEN = {"Statement": {"Effect": "Allow", "Principal": "*", "Action": "*", "Resource": "*"}}
POLICY = {"ResourcePolicy": json.dumps(OPEN)}
TAGS = {"Tags": tags(team="growth")}


@pytest.mark.parametrize(
    "files",
    [
        {"churn.tags.json": TAGS, "churn.policy.json": POLICY, "churn.json": group()},
        {"a/b.json": group(), "a/b.t": TAGS, "a/b.p": POLICY},
        {"all.json": [group(), {**TAGS, "ResourceArn": f"{GROUP}/churn"}, {**POLICY, "ResourceArn": f"{GROUP}/churn"}]},
        {
            "a/churn.json": group(),
            "churn.tags.json": {**TAGS, "ResourceArn": f"{GROUP}/churn"},
            "churn.policy.json": {**POLICY, "ResourceArn": f"{GROUP}/churn"},
        },
    ],
)
def test_whose_they_are(client: SageMakerClient, tmp_path: Path, files: dict[str, Any]) -> None:
    """A file beside that of the resource, of the same name up to one more ending, or a ResourceArn in the answer."""
    if "a/b.t" in files:
        files = {name.replace("b.t", "b.tags.json").replace("b.p", "b.policy.json"): one for name, one in files.items()}
    loaded(write(tmp_path, files))

    assert client.list_tags(ResourceArn=f"{GROUP}/churn")["Tags"] == TAGS["Tags"]
    assert client.get_model_package_group_policy(ModelPackageGroupName="churn")["ResourcePolicy"] == json.dumps(OPEN)


def test_packages_and_cards(client: SageMakerClient, tmp_path: Path) -> None:
    """Unversioned packages and cards have tags, too; those of a version are told as they were."""
    market = {**version(), "ModelPackageName": "market", "ModelPackageArn": f"{PACKAGE}/market"}
    del market["ModelPackageGroupName"], market["ModelPackageVersion"]
    files = {"market.json": market, "market.tags.json": TAGS, "card.json": [card(1), card(2)], "card.tags.json": TAGS}
    loaded(
        write(
            tmp_path,
            {**files, "1.json": version(), "1.tags.json": TAGS, "2.json": version(2), "2.tags.json": {"Tags": []}},
        )
    )

    told = [
        client.list_tags(ResourceArn=arn)["Tags"] for arn in (f"{PACKAGE}/market", f"{CARD}/card", f"{PACKAGE}/churn/1")
    ]
    assert told == [TAGS["Tags"]] * 3
    assert client.list_tags(ResourceArn=f"{PACKAGE}/churn/2")["Tags"] == []


def test_pages_of_tags(client: SageMakerClient, tmp_path: Path) -> None:
    """Pages of one list belong together, and may tell a tag twice."""
    pages = [{"Tags": tags(a="1", b="2"), "NextToken": "more"}, {"Tags": tags(b="2", c="3")}]
    loaded(write(tmp_path, {"churn.json": group(), "churn.tags.json": pages}))

    assert client.list_tags(ResourceArn=f"{GROUP}/churn")["Tags"] == tags(a="1", b="2", c="3")


@pytest.mark.parametrize(
    ("files", "told"),
    [
        (
            {"tags.json": TAGS, "churn.json": group()},
            (
                "tags.json does not tell what it is about: put ResourceArn into it, or name it as tags.tags.json "
                "beside tags.json, which describes the one resource."
            ),
        ),
        (
            {"all.tags.json": TAGS, "all.json": [version(1), version(2)]},
            (
                "all.tags.json does not tell what it is about: put ResourceArn into it, or name it as all.tags.json "
                "beside all.json, which describes the one resource."
            ),
        ),
        (
            {"a.json": {**TAGS, "ResourceArn": f"{GROUP}/other"}, "churn.json": group()},
            f"a.json is about {GROUP}/other, of which no file tells anything else.",
        ),
        ({"a.json": {**TAGS, "ResourceArn": 5}}, "a.json: ResourceArn must be an ARN."),
        (
            {"churn.json": group(), "churn.a.json": TAGS, "churn.b.json": {"Tags": tags(team="other")}},
            f"churn.b.json contradicts another file: team of {GROUP}/churn is not 'growth' there.",
        ),
        (
            {"churn.json": group(), "churn.a.json": POLICY, "churn.b.json": {"ResourcePolicy": "{}"}},
            f"churn.b.json contradicts another file: ResourcePolicy of {GROUP}/churn is not '{{}}' there.",
        ),
        (
            {"churn.json": {"ModelPackageGroupSummaryList": [group()]}, "churn.tags.json": TAGS},
            (
                "churn.tags.json does not tell what it is about: put ResourceArn into it, or name it as "
                "churn.tags.json beside churn.json, which describes the one resource."
            ),
        ),
    ],
)
def test_what_is_refused(refusal: Refusal, files: dict[str, Any], told: str) -> None:
    """Nobody's tags, tags of what is not there, and two policies are refused, with the file."""
    assert refusal(files) == told.replace("is not '{}' there", f"is not {POLICY['ResourcePolicy']!r} there")
