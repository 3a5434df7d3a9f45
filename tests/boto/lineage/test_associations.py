"""Associations lead from one entity to another, which may be an experiment's."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from boto.lineage.entities import ACTIONS, ARTIFACTS, CONTEXTS
from freezegun import freeze_time
from support.errors import refused
from support.examples import HERE, THERE, told

if TYPE_CHECKING:
    from collections.abc import Callable

    from types_boto3_sagemaker import SageMakerClient

EXPERIMENT = f"{HERE}:experiment/study"
#: The three entities that there are.
DATA, RELEASE, TUNING = ARTIFACTS.arn("data"), CONTEXTS.arn("release"), ACTIONS.arn("tuning")


@pytest.fixture(autouse=True)
def _world(client: SageMakerClient) -> None:
    """One entity of each kind."""
    client.create_artifact(Source={"SourceUri": "data"}, ArtifactType="DataSet")
    CONTEXTS.create(client, "release", ContextType="Release")
    ACTIONS.create(client, "tuning", ActionType="Tuning")


def added(client: SageMakerClient, source: str, destination: str, kind: Any = None) -> dict[str, Any]:
    """Add an association, and return the reply."""
    given = {} if kind is None else {"AssociationType": kind}
    return told(client.add_association(SourceArn=source, DestinationArn=destination, **given))


def listed(client: SageMakerClient, **request: Any) -> list[tuple[str, str]]:
    """Return the ends of all associations of one page."""
    summaries = client.list_associations(**request)["AssociationSummaries"]
    return [(one["SourceArn"], one["DestinationArn"]) for one in summaries]


def test_an_association_tells_its_ends(client: SageMakerClient) -> None:
    """ARN, type and name of both ends, where they have one, as they are called by now; and its own type, if any."""
    assert added(client, DATA, TUNING, "ContributedTo") == {"SourceArn": DATA, "DestinationArn": TUNING}
    added(client, TUNING, RELEASE)

    second, first = client.list_associations()["AssociationSummaries"]
    assert (first["CreatedBy"], first["CreationTime"] <= second["CreationTime"]) == ({}, True)
    assert {name: value for name, value in first.items() if name not in {"CreatedBy", "CreationTime"}} == {
        "SourceArn": DATA,
        "SourceType": "DataSet",
        "DestinationArn": TUNING,
        "DestinationType": "Tuning",
        "DestinationName": "tuning",
        "AssociationType": "ContributedTo",
    }
    assert "AssociationType" not in second
    ARTIFACTS.update(client, "data", ArtifactName="train")
    assert client.list_associations(SourceArn=DATA)["AssociationSummaries"][0]["SourceName"] == "train"


def test_two_entities_are_associated_once(client: SageMakerClient) -> None:
    """A second association of any type is refused; the other way round is another one, and one may lead to itself."""
    added(client, DATA, TUNING, "ContributedTo")

    with refused(
        "ValidationException", f"The association from {DATA} to {TUNING} already exists: associations must be unique."
    ):
        added(client, DATA, TUNING, "Produced")
    added(client, TUNING, DATA)
    added(client, DATA, DATA)
    assert listed(client, SourceArn=DATA) == [(DATA, DATA), (DATA, TUNING)]


def test_both_ends_must_exist(client: SageMakerClient) -> None:
    """The ARN of an entity that is not there is refused, at either end."""
    for word, arn in (
        ("Artifact", ARTIFACTS.arn("missing")),
        ("Context", CONTEXTS.arn("missing")),
        ("Action", ACTIONS.arn("missing")),
        ("Experiment", EXPERIMENT),
        ("TrialComponent", f"{HERE}:experiment-trial-component/missing"),
    ):
        for ends in ((arn, DATA), (DATA, arn)):
            with refused("ResourceNotFound", f"{word} {arn} does not exist."):
                added(client, *ends)
    assert listed(client) == []


def test_an_end_elsewhere(client: SageMakerClient) -> None:
    """An ARN of another region is refused as such; another account shares nothing."""
    with refused("ValidationException", "ARN should be scoped to correct region: us-east-1"):
        added(client, DATA, RELEASE.replace("us-east-1", "us-east-2"))
    there = f"{THERE}:context/release"
    for act in (client.add_association, client.delete_association):
        with pytest.raises(client.exceptions.ClientError, match="no resource-based policy"):
            act(SourceArn=DATA, DestinationArn=there)


def test_what_is_no_entity_cannot_be_associated(client_with: Callable[..., Any]) -> None:
    """The pattern bars other ARNs; where it is not enforced, they name nothing."""
    group = f"{HERE}:model-package-group/churn"
    with client_with(validation="warn") as client:
        client.create_model_package_group(ModelPackageGroupName="churn")
        with pytest.warns(UserWarning, match="pattern"), refused("ResourceNotFound", f"Entity {group} does not exist."):
            client.add_association(SourceArn=group, DestinationArn=group)
        with pytest.warns(UserWarning, match="pattern"), refused("ResourceNotFound", "Entity nonsense does not exist."):
            client.add_association(SourceArn="nonsense", DestinationArn=group)


def test_an_association_is_deleted_by_its_ends(client: SageMakerClient) -> None:
    """What is not there, in this direction, is refused; in another letter case another context is meant."""
    upper = CONTEXTS.create(client, "RELEASE")
    added(client, DATA, RELEASE)
    for ends in ((RELEASE, DATA), (DATA, upper), (DATA, CONTEXTS.arn("missing"))):
        with refused("ResourceNotFound", f"The association from {ends[0]} to {ends[1]} does not exist."):
            client.delete_association(SourceArn=ends[0], DestinationArn=ends[1])

    reply = client.delete_association(SourceArn=DATA, DestinationArn=RELEASE)
    assert told(reply) == {"SourceArn": DATA, "DestinationArn": RELEASE}
    assert listed(client) == []


def test_a_list_filters_and_sorts(client: SageMakerClient) -> None:
    """Ends, their types, the association's own type and the time filter; five things can be sorted by."""
    with freeze_time("2026-01-31 12:00:00") as clock:
        for ends in ((DATA, TUNING, "ContributedTo"), (TUNING, RELEASE, "Produced"), (DATA, RELEASE, None)):
            added(client, *ends)
            clock.tick(60)
    first, second, third = (DATA, TUNING), (TUNING, RELEASE), (DATA, RELEASE)

    assert listed(client) == [third, second, first]
    assert listed(client, SourceArn=DATA) == [third, first]
    assert listed(client, DestinationArn=RELEASE, SortOrder="Ascending") == [second, third]
    assert listed(client, SourceArn=DATA.replace("artifact", "action"), DestinationArn=RELEASE) == []
    assert listed(client, SourceArn=DATA, DestinationArn=RELEASE) == [third]
    assert listed(client, SourceType="Tuning") == listed(client, AssociationType="Produced") == [second]
    assert listed(client, DestinationType="Release") == [third, second]
    assert listed(client, CreatedAfter="2026-01-31T12:01:00Z", CreatedBefore="2026-01-31T12:01:00Z") == [second]
    for by in ("SourceArn", "SourceType", "DestinationArn", "DestinationType", "CreationTime"):
        summaries = client.list_associations(SortBy=by, SortOrder="Ascending")["AssociationSummaries"]
        assert [one[by] for one in summaries] == sorted(one[by] for one in summaries)
    page = client.list_associations(MaxResults=2)
    assert listed(client, MaxResults=2, NextToken=page["NextToken"]) == [first]


def test_experiments_take_part(client: SageMakerClient) -> None:
    """Experiments and trial components, which are moto's, can be ends and tell their names; but not both of them."""
    client.create_experiment(ExperimentName="study")
    job = client.create_trial_component(TrialComponentName="train-aws-training-job")["TrialComponentArn"]
    plain = client.create_trial_component(TrialComponentName="plain")["TrialComponentArn"]
    for arn in (EXPERIMENT, job, plain):
        added(client, arn, DATA, "Produced")

    summaries = client.list_associations(SortOrder="Ascending")["AssociationSummaries"]
    assert [(one["SourceType"], one["SourceName"]) for one in summaries] == [
        ("SageMakerExperiment", "study"),
        ("SageMakerTrainingJob", "train-aws-training-job"),
        ("SageMakerExperimentTrialComponent", "plain"),
    ]
    invalid = f"The association from {job} to {EXPERIMENT} is invalid: both are experiment entities."
    with refused("ValidationException", invalid):
        added(client, job, EXPERIMENT)
    client.delete_trial_component(TrialComponentName="plain")
    client.delete_association(SourceArn=plain, DestinationArn=DATA)
    assert len(listed(client)) == 2


def test_a_quota_counts_what_the_account_has_associated(client_with: Callable[..., Any]) -> None:
    """What SageMaker associates by itself is not counted."""
    with client_with(quotas={"Associations": 1}) as client:
        client.create_model_package_group(ModelPackageGroupName="churn")
        client.create_model_package(ModelPackageGroupName="churn")
        one, two = CONTEXTS.create(client, "one"), CONTEXTS.create(client, "two")
        added(client, one, two)
        with pytest.raises(client.exceptions.ResourceLimitExceeded, match="Total number of associations allowed"):
            added(client, two, one)
        assert len(listed(client)) == 2
