"""Lists of artifacts, contexts and actions, and of their tags."""

from __future__ import annotations

from datetime import datetime, timezone
from typing import TYPE_CHECKING

import pytest
from boto.lineage.entities import ACTIONS, ARTIFACTS, CONTEXTS, KINDS, Kind, source
from freezegun import freeze_time
from support.errors import refused
from support.examples import tags

if TYPE_CHECKING:
    from types_boto3_sagemaker import SageMakerClient

each_kind = pytest.mark.parametrize("kind", KINDS, ids=str)


@pytest.fixture(autouse=True)
def _three(client: SageMakerClient) -> None:
    """Have three of each kind, made at noon and each a minute after the one before."""
    for kind in KINDS:
        with freeze_time("2026-01-31 12:00:00") as clock:
            for name, uri, own in (("b", "uri:1", "Mine"), ("c", "uri:2", "Yours"), ("a", "uri:1", "Yours")):
                types = (name,) if kind is ARTIFACTS else ()
                kind.create(client, name, Source=source(uri, *types), **{f"{kind.word}Type": own})
                clock.tick(60)


def noon(minutes: int) -> datetime:
    """Return a time after noon."""
    return datetime(2026, 1, 31, 12, minutes, tzinfo=timezone.utc)


@each_kind
def test_the_newest_comes_first(client: SageMakerClient, kind: Kind) -> None:
    """The order is that of creation, the newest first unless the request says otherwise."""
    assert kind.page(client)[0] == ["a", "c", "b"]
    assert kind.page(client, SortOrder="Ascending")[0] == ["b", "c", "a"]


@pytest.mark.parametrize("kind", [CONTEXTS, ACTIONS], ids=str)
def test_names_are_sorted(client: SageMakerClient, kind: Kind) -> None:
    """Contexts and actions, whose names do not change, are sorted by them, too."""
    assert kind.page(client, SortBy="Name")[0] == ["c", "b", "a"]
    assert kind.page(client, SortBy="Name", SortOrder="Ascending")[0] == ["a", "b", "c"]


@each_kind
def test_filters_all_hold(client: SageMakerClient, kind: Kind) -> None:
    """Source, type and times filter, also together; the time itself is let through."""
    own = f"{kind.word}Type"

    assert kind.page(client, SourceUri="uri:1")[0] == ["a", "b"]
    assert kind.page(client, **{own: "Yours"})[0] == ["a", "c"]
    assert kind.page(client, SourceUri="uri:1", **{own: "Yours"})[0] == ["a"]
    assert kind.page(client, SourceUri="uri")[0] == kind.page(client, **{own: "yours"})[0] == []
    assert kind.page(client, CreatedAfter=noon(1))[0] == ["a", "c"]
    assert kind.page(client, CreatedBefore=noon(1))[0] == ["c", "b"]
    assert kind.page(client, CreatedAfter=noon(3))[0] == []


@each_kind
def test_a_list_comes_in_pages(client: SageMakerClient, kind: Kind) -> None:
    """A page goes on behind the last one, whatever was deleted meanwhile; a token is good for its filters only."""
    names, token = kind.page(client, MaxResults=2)
    assert names == ["a", "c"]
    if kind is not ARTIFACTS:
        kind.delete(client, "c")

    assert kind.page(client, MaxResults=2, NextToken=token) == (["b"], None)
    with refused("ValidationException", "Invalid NextToken."):
        kind.page(client, MaxResults=2, NextToken=token, SourceUri="uri:1")


def test_a_summary_tells_less_than_describe(client: SageMakerClient) -> None:
    """A summary has name, ARN, source, type and times, and of an action the status."""
    client.update_action(ActionName="a", Status="Failed", Properties={"a": "1"}, Description="long")

    (summary,) = client.list_actions(SourceUri="uri:1", ActionType="Yours")["ActionSummaries"]
    modified = summary.pop("LastModifiedTime")
    assert summary == {
        "ActionArn": ACTIONS.arn("a"),
        "ActionName": "a",
        "ActionType": "Yours",
        "Source": {"SourceUri": "uri:1"},
        "Status": "Failed",
        "CreationTime": noon(2),
    }
    assert modified > noon(2)


@each_kind
def test_entities_are_tagged(client: SageMakerClient, kind: Kind) -> None:
    """Tags are added, listed and taken away by the entity's ARN, and go with it."""
    arn = kind.create(client, "tagged", Tags=tags(team="a"))

    assert client.add_tags(ResourceArn=arn, Tags=tags(cost="1"))["Tags"] == tags(team="a", cost="1")
    client.delete_tags(ResourceArn=arn, TagKeys=["team"])
    assert client.list_tags(ResourceArn=arn)["Tags"] == tags(cost="1")
    kind.delete(client, "tagged")

    with refused("ResourceNotFound", f"{kind.word} {arn} does not exist."):
        client.list_tags(ResourceArn=arn)
    with refused("ValidationException", "Tag keys beginning with aws: are reserved for system use: aws:x"):
        kind.create(client, "tagged", Tags=[{"Key": "aws:x", "Value": ""}])
    assert "tagged" not in kind.page(client)[0]
