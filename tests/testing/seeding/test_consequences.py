"""What a seed sets in motion, and what it does not."""

from __future__ import annotations

import json
from contextlib import suppress
from typing import TYPE_CHECKING, Any

from hypothesis import given, settings
from hypothesis import strategies as st
from moto import mock_aws
from support.examples import HERE

from sagemaker_registry_mock.deployment import deploy_on_approval
from sagemaker_registry_mock.testing import sent_events
from sagemaker_registry_mock.testing.seeding import SeedError, seed
from sagemaker_registry_mock.testing.state import dump

if TYPE_CHECKING:
    from boto3 import Session
    from types_boto3_sagemaker import SageMakerClient

APPROVED = {"groups": {"churn": {"versions": [{"status": "Approved"}, {"status": "Approved", "comment": "good"}]}}}


def test_no_events(client: SageMakerClient, aws_session: Session) -> None:
    """A seed is what a story begins with: nobody hears of it, and the first event is that of the first change."""
    events = aws_session.client("events")
    sqs = aws_session.client("sqs")
    queue = sqs.create_queue(QueueName="queue")["QueueUrl"]
    events.put_rule(Name="all", EventPattern=json.dumps({"source": ["aws.sagemaker"]}))
    events.put_targets(Rule="all", Targets=[{"Id": "1", "Arn": "arn:aws:sqs:us-east-1:123456789012:queue"}])

    seed({**APPROVED, "cards": ["card"]})
    assert sent_events() == []
    assert "Messages" not in sqs.receive_message(QueueUrl=queue)

    client.update_model_package(ModelPackageArn=f"{HERE}:model-package/churn/1", ModelApprovalStatus="Rejected")
    assert [event.resource for event in sent_events()] == [f"{HERE}:model-package/churn/1"]


def test_deployments_know_what_was_approved(client: SageMakerClient) -> None:
    """A seed deploys nothing; rejecting a version that it has approved rolls back to the other one that it has."""
    deployment = deploy_on_approval("churn")
    seed(APPROVED)
    assert list(deployment.history) == []

    client.update_model_package(ModelPackageArn=f"{HERE}:model-package/churn/2", ModelApprovalStatus="Rejected")
    assert [record.version for record in deployment.history] == [1]


def test_iam_is_not_asked() -> None:
    """Where IAM is enforced, a seed is made all the same, by the account itself."""
    config: Any = {"sagemaker_registry": {"iam": True}}
    with mock_aws(config=config):
        seed(APPROVED)
        registry = dump()["registries"][0]

    creators = {json.dumps(one["created_by"]["IamIdentity"]["Arn"]) for one in registry["packages"]}
    assert creators == {'"arn:aws:iam::123456789012:root"'}


def test_lineage(client: SageMakerClient) -> None:
    """Where seeded versions come from is recorded, as of any other version."""
    seed(APPROVED)

    types = [one["ArtifactType"] for one in client.list_artifacts(MaxResults=100)["ArtifactSummaries"]]
    assert sorted(types) == ["Image", "Image", "Model", "Model", "Model", "Model"]
    assert len(client.list_actions()["ActionSummaries"]) == 2


SCALARS = st.none() | st.booleans() | st.integers() | st.floats(allow_nan=True) | st.text(max_size=5)
WORDS = ["groups", "churn", "versions", "cards", "packages", "registries", "created", "count", "updates", "at", "card"]
WORDS += [
    "status",
    "stage",
    "metadata",
    "image",
    "tags",
    "policy",
    "InferenceSpecification",
    "Tags",
    "region",
    "content",
]
ANYTHING = st.recursive(
    SCALARS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(WORDS) | SCALARS, inner, max_size=3),
    max_leaves=12,
)
SEEDS = st.fixed_dictionaries(
    {
        "groups": st.dictionaries(
            st.sampled_from(["churn", "fraud"]), ANYTHING | st.fixed_dictionaries({"versions": ANYTHING})
        )
    },
    optional={"cards": ANYTHING, "packages": ANYTHING},
)


@given(ANYTHING.filter(lambda value: not isinstance(value, str)) | SEEDS)
@settings(max_examples=50, deadline=None)
def test_any_value_is_a_seed_or_is_refused(description: Any) -> None:
    """Whatever a seed says, all of it is made, or it is refused and nothing is."""
    made = list[str]()
    with mock_aws():
        with suppress(SeedError):
            made = seed(description)
        registries = dump()["registries"]

    held = [one["arn"] for registry in registries for kind in ("groups", "packages", "cards") for one in registry[kind]]
    assert sorted(held) == sorted(made)
