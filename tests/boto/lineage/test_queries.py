"""QueryLineage: where a query goes, and what it tells."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, Any

import pytest
from boto.lineage.entities import ACTIONS, ARTIFACTS, CONTEXTS
from freezegun import freeze_time
from support.errors import refused
from support.examples import told

from sagemaker_registry_mock.lineage.graph import walked
from sagemaker_registry_mock.operations import lineage_queries

if TYPE_CHECKING:
    from types_boto3_sagemaker import SageMakerClient

#: data → tuning → model → endpoint, a minute after each other, and one that is alone.
DATA, MODEL, ALONE = (ARTIFACTS.arn(name) for name in ("data", "model", "alone"))
TUNING, ENDPOINT = ACTIONS.arn("tuning"), CONTEXTS.arn("endpoint")
NAMES = {DATA: "data", TUNING: "tuning", MODEL: "model", ENDPOINT: "endpoint", ALONE: "alone"}


@pytest.fixture(autouse=True)
def _chain(client: SageMakerClient) -> None:
    """The chain, with a property each."""
    with freeze_time("2026-01-31 12:00:00") as clock:
        for kind, name, own in (
            (ARTIFACTS, "data", "DataSet"),
            (ACTIONS, "tuning", "Tuning"),
            (ARTIFACTS, "model", "Model"),
            (CONTEXTS, "endpoint", "Endpoint"),
            (ARTIFACTS, "alone", "DataSet"),
        ):
            kind.create(client, name, Properties={"name": name}, **{f"{kind.word}Type": own})
            clock.tick(60)
        client.update_context(ContextName="endpoint", Description="late")
    for source, destination in ((DATA, TUNING), (TUNING, MODEL), (MODEL, ENDPOINT)):
        client.add_association(SourceArn=source, DestinationArn=destination, AssociationType="ContributedTo")


def query(client: SageMakerClient, start: str | None = None, **request: Any) -> list[str]:
    """Return the names of the entities that a query tells, in its order."""
    starts: Any = {} if start is None else {"StartArns": [start]}
    return [NAMES[one["Arn"]] for one in client.query_lineage(**starts, **request)["Vertices"]]


def test_a_query_tells_entities_and_associations(client: SageMakerClient) -> None:
    """The start, what is around it, breadth first, and what leads from one to the other."""
    assert told(client.query_lineage(StartArns=[ENDPOINT], MaxDepth=1)) == {
        "Vertices": [
            {"Arn": ENDPOINT, "Type": "Endpoint", "LineageType": "Context"},
            {"Arn": MODEL, "Type": "Model", "LineageType": "Artifact"},
        ],
        "Edges": [{"SourceArn": MODEL, "DestinationArn": ENDPOINT, "AssociationType": "ContributedTo"}],
    }


def test_a_query_goes_both_ways_unless_it_says_otherwise(client: SageMakerClient) -> None:
    """Ascendants led to the start, descendants came of it."""
    assert sorted(query(client, TUNING)) == ["data", "endpoint", "model", "tuning"]
    assert query(client, MODEL, Direction="Ascendants") == ["model", "tuning", "data"]
    assert query(client, TUNING, Direction="Descendants") == ["tuning", "model", "endpoint"]
    assert query(client, DATA, MaxDepth=2) == ["data", "tuning", "model"]
    assert query(client, ALONE) == ["alone"]


def test_a_query_goes_ten_associations_far(client: SageMakerClient) -> None:
    """A chain of ten associations is told as a whole, and what lies behind it is not."""
    chain = [CONTEXTS.create(client, f"c{number}") for number in range(12)]
    for source, destination in pairwise(chain):
        client.add_association(SourceArn=source, DestinationArn=destination)

    reply = client.query_lineage(StartArns=[chain[0]], Direction="Descendants")
    assert [one["Arn"] for one in reply["Vertices"]] == chain[:11]
    assert len(reply["Edges"]) == 10
    assert "AssociationType" not in reply["Edges"][0]


def test_without_edges_only_matches_are_told(client: SageMakerClient) -> None:
    """Then the start is not told, though it may match, and there are no associations."""
    reply = client.query_lineage(StartArns=[MODEL], IncludeEdges=False, Filters={"LineageTypes": ["Artifact"]})

    assert told(reply) == {"Vertices": [{"Arn": DATA, "Type": "DataSet", "LineageType": "Artifact"}], "Edges": []}
    assert query(client, MODEL, IncludeEdges=False, Direction="Ascendants") == ["tuning", "data"]


def test_with_edges_the_way_to_matches_is_told(client: SageMakerClient) -> None:
    """What does not match is told where it lies on the way to something that does."""
    reply = client.query_lineage(StartArns=[MODEL], Filters={"Types": ["DataSet"]})

    assert [NAMES[one["Arn"]] for one in reply["Vertices"]] == ["model", "tuning", "data"]
    assert [(one["SourceArn"], one["DestinationArn"]) for one in reply["Edges"]] == [(TUNING, MODEL), (DATA, TUNING)]
    assert query(client, MODEL, Filters={"Types": ["Nothing"]}) == []


@pytest.mark.parametrize(
    ("filters", "expected"),
    [
        ({}, ["tuning", "data", "endpoint"]),
        ({"Types": [], "LineageTypes": [], "Properties": {}}, ["tuning", "data", "endpoint"]),
        ({"Types": ["DataSet", "Endpoint"]}, ["data", "endpoint"]),
        ({"LineageTypes": ["Action", "Context"]}, ["tuning", "endpoint"]),
        ({"Types": ["DataSet", "Endpoint"], "LineageTypes": ["Artifact"]}, ["data"]),
        ({"Properties": {"name": "data", "nothing": "x"}}, ["data"]),
        ({"Properties": {"name": "Data"}}, []),
        ({"CreatedBefore": "2026-01-31T12:01:00Z"}, ["tuning", "data"]),
        ({"CreatedAfter": "2026-01-31T12:01:00Z"}, ["tuning", "endpoint"]),
        ({"ModifiedBefore": "2026-01-31T12:03:00Z"}, ["tuning", "data"]),
        ({"ModifiedAfter": "2026-01-31T12:04:00Z"}, ["endpoint"]),
    ],
)
def test_filters_all_hold(client: SageMakerClient, filters: dict[str, Any], expected: list[str]) -> None:
    """An entity matches all filters, and of the words or pairs in one filter any."""
    found = query(client, MODEL, IncludeEdges=False, Filters=filters)

    assert sorted(found) == sorted(expected)


def test_a_query_without_a_start_looks_at_everything(client: SageMakerClient) -> None:
    """All entities are told, or those that match, whether or not anything is associated with them."""
    assert sorted(query(client)) == sorted(NAMES.values())
    assert sorted(query(client, StartArns=[])) == sorted(NAMES.values())
    assert sorted(query(client, IncludeEdges=False, Filters={"Types": ["DataSet"]})) == ["alone", "data"]


def test_a_query_comes_in_pages(client: SageMakerClient) -> None:
    """Every entity is told once, and every association with its farther end; a token is good for its query only."""
    whole = client.query_lineage(StartArns=[DATA])
    pages = list[Any]()
    token: Any = {}
    while not pages or token:
        page = client.query_lineage(StartArns=[DATA], MaxResults=1, **token)
        pages.append(page)
        token = {"NextToken": page["NextToken"]} if "NextToken" in page else {}

    assert [one["Vertices"] for one in pages] == [[one] for one in whole["Vertices"]]
    assert [one["Edges"] for one in pages] == [[], *([one] for one in whole["Edges"])]
    for other in ({"StartArns": [MODEL]}, {"StartArns": [DATA], "MaxDepth": 3}):
        with refused("ValidationException", "Invalid NextToken."):
            client.query_lineage(NextToken=pages[0]["NextToken"], **other)


def test_pages_tell_what_has_changed(client: SageMakerClient, monkeypatch: pytest.MonkeyPatch) -> None:
    """A query is walked once for all of its pages, and again when something has changed, or another query came."""
    walks = list[Any]()

    def counted(*given: Any) -> Any:
        walks.append(given)
        return walked(*given)

    monkeypatch.setattr(lineage_queries, "walked", counted)

    def page(token: str = "", start: str = DATA) -> tuple[list[str], str]:
        reply = client.query_lineage(StartArns=[start], MaxResults=1, NextToken=token)
        return [NAMES.get(one["Arn"], one["Arn"]) for one in reply["Vertices"]], reply.get("NextToken", "")

    first, token = page()
    second, token = page(token)
    assert (first, second, len(walks)) == (["data"], ["tuning"], 1)
    client.delete_association(SourceArn=MODEL, DestinationArn=ENDPOINT)
    assert page(token) == (["model"], "")
    assert len(walks) == 2

    _, token = page()
    page(start=MODEL)
    assert page(token)[0] == ["tuning"]
    assert len(walks) == 5


def test_a_page_has_an_entity_at_least(client: SageMakerClient) -> None:
    """The service model has no least number: what is less than one counts as one."""
    reply = client.query_lineage(StartArns=[DATA], MaxResults=0)

    assert (len(reply["Vertices"]), "NextToken" in reply) == (1, True)


def test_a_start_that_is_missing_is_refused(client: SageMakerClient) -> None:
    """A query starts at an entity that exists, whose ARN is checked against the pattern first."""
    with refused("ResourceNotFound", f"Artifact {ARTIFACTS.arn('missing')} does not exist."):
        query(client, ARTIFACTS.arn("missing"))
    with pytest.raises(
        client.exceptions.ClientError, match="failed to satisfy constraint: Member must satisfy regular"
    ):
        query(client, MODEL.replace("artifact", "model-package"))


def test_trial_components_take_part(client: SageMakerClient) -> None:
    """A query tells moto's trial components by the type of their job, also after moto has forgotten them."""
    job = client.create_trial_component(TrialComponentName="train-aws-training-job")["TrialComponentArn"]
    study = client.create_experiment(ExperimentName="study")["ExperimentArn"]
    for arn in (job, study):
        client.add_association(SourceArn=arn, DestinationArn=DATA, AssociationType="ContributedTo")
    vertex = {"Arn": job, "Type": "TrainingJob", "LineageType": "TrialComponent"}
    filters: Any = {"Types": ["TrainingJob"], "LineageTypes": ["TrialComponent"]}

    def found(**more: Any) -> list[Any]:
        both: Any = {**filters, **more}
        return client.query_lineage(StartArns=[MODEL], IncludeEdges=False, Filters=both)["Vertices"]

    assert found() == found(CreatedAfter="2026-02-01") == found(ModifiedAfter="2026-02-01") == [vertex]
    assert found(CreatedAfter="2999-01-01") == found(Properties={"name": "data"}) == []
    assert client.query_lineage(StartArns=[job], MaxDepth=0)["Vertices"] == [vertex]
    assert client.query_lineage(StartArns=[study], MaxDepth=0)["Vertices"][0]["Type"] == "Experiment"
    client.delete_trial_component(TrialComponentName="train-aws-training-job")
    assert found() == [vertex]
    assert found(CreatedAfter="2026-02-01") == found(ModifiedBefore="2999-01-01") == []
