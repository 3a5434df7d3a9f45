"""Changes of a version that is deployed which are no decision: they send events, and redeploy nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from boto.deployment.looking import told, version_behind
from support.examples import CONTAINER, SPECIFICATION

from sagemaker_registry_mock.testing import sent_events

if TYPE_CHECKING:
    from collections.abc import Callable

    from types_boto3_sagemaker import SageMakerClient

    from sagemaker_registry_mock.deployment import Deployment

CHANGES = [
    {"CustomerMetadataProperties": {"team": "a"}},
    {"CustomerMetadataPropertiesToRemove": ["team"]},
    {"ApprovalDescription": "as agreed"},
    {"ModelApprovalStatus": "Approved"},
    {"ModelApprovalStatus": "Approved", "ApprovalDescription": "once more", "CustomerMetadataProperties": {"a": "b"}},
    {"ModelLifeCycle": {"Stage": "Production", "StageStatus": "Approved"}},
    {"ModelLifeCycle": {"Stage": "Production", "StageStatus": "Rejected"}},
    {"InferenceSpecification": SPECIFICATION},
    {"AdditionalInferenceSpecificationsToAdd": [{"Name": "gpu", "Containers": [CONTAINER]}]},
    {"SourceUri": "somewhere"},
    {"ModelCard": {"ModelCardContent": "{}", "ModelCardStatus": "Approved"}},
    {},
]


@pytest.fixture
def deployed(deployment: Deployment, approve: Callable[[], str]) -> str:  # noqa: ARG001 - it deploys
    """The ARN of a version that is approved and deployed."""
    return approve()


@pytest.mark.parametrize("change", CHANGES, ids=lambda change: "+".join(change) or "nothing")
def test_what_is_no_decision(
    client: SageMakerClient, deployment: Deployment, deployed: str, change: dict[str, Any]
) -> None:
    """The version stays approved; its event reaches the deployment, which leaves the endpoint as it is."""
    before = client.describe_endpoint(EndpointName="churn-prod")
    sent = len(sent_events())

    client.update_model_package(ModelPackageArn=deployed, **change)

    assert told(deployment) == [("PendingManualApproval → Approved", "prod", 1, "Deployed")]
    after = client.describe_endpoint(EndpointName="churn-prod")
    names = ("EndpointConfigName", "LastModifiedTime")
    assert [after[name] for name in names] == [before[name] for name in names]  # type: ignore[literal-required]
    assert len(client.list_models()["Models"]) == 1
    announced = [(one.detail["ModelApprovalStatus"], one.undelivered) for one in sent_events()[sent:]]
    assert announced == [("Approved", ())] * bool(change)


def test_a_decision_among_other_changes(client: SageMakerClient, deployment: Deployment, version: str) -> None:
    """An update that approves and tells more in the same call is one deployment."""
    client.update_model_package(
        ModelPackageArn=version,
        ModelApprovalStatus="Approved",
        ApprovalDescription="good",
        CustomerMetadataProperties={"accuracy": "0.95"},
    )

    assert told(deployment) == [("PendingManualApproval → Approved", "prod", 1, "Deployed")]


def test_a_decision_that_is_taken_back_and_made_again(
    client: SageMakerClient, deployment: Deployment, deployed: str, decide: Callable[[int, str], None]
) -> None:
    """To let it pend again deploys nothing; to approve it then deploys it anew, with a model of its own."""
    decide(1, "PendingManualApproval")
    assert told(deployment) == [("PendingManualApproval → Approved", "prod", 1, "Deployed")]
    client.update_model_package(ModelPackageArn=deployed, CustomerMetadataProperties={"team": "a"})

    decide(1, "Approved")

    assert told(deployment) == [("PendingManualApproval → Approved", "prod", 1, "Deployed")] * 2
    assert client.describe_endpoint(EndpointName="churn-prod")["EndpointConfigName"] == "churn-v1-prod-2"
    assert len(client.list_models()["Models"]) == 2


def test_a_decision_that_is_taken_back_and_then_turned(
    client: SageMakerClient, deployment: Deployment, approve: Callable[[], str], decide: Callable[[int, str], None]
) -> None:
    """What pends again and is rejected then was not approved: there is no rollback."""
    approve()
    approve()

    for status in ("PendingManualApproval", "Rejected"):
        decide(2, status)

    assert len(deployment.history) == 2
    assert version_behind(client) == 2


def test_the_last_status_is_that_of_the_last_event(
    client: SageMakerClient, deployment: Deployment, approve: Callable[[], str], decide: Callable[[int, str], None]
) -> None:
    """Events of other versions and of the same version's metadata in between do not hide what it was before."""
    first = approve()
    approve()
    client.update_model_package(ModelPackageArn=first, ApprovalDescription="still good")
    decide(2, "Rejected")
    client.update_model_package(ModelPackageArn=first, CustomerMetadataProperties={"team": "a"})

    decide(1, "Rejected")

    assert [outcome for *_, outcome in told(deployment)] == ["Deployed", "Deployed", "Deployed", "NothingApproved"]
    assert str(deployment.history[-1].cause) == "Approved → Rejected"
    decide(2, "Approved")
    assert told(deployment)[-1] == ("Rejected → Approved", "prod", 2, "Deployed")


@pytest.mark.usefixtures("deployed")
def test_other_resources_deploy_nothing(client: SageMakerClient, deployment: Deployment) -> None:
    """Neither an unversioned package of the group's name, nor a card, nor another group begins a run."""
    client.create_model_package(ModelPackageName="churn", InferenceSpecification=SPECIFICATION)
    client.create_model_card(ModelCardName="churn", Content="{}", ModelCardStatus="Approved")
    client.create_model_package_group(ModelPackageGroupName="churn-eu")
    client.create_model_package(ModelPackageGroupName="churn-eu", ModelApprovalStatus="Approved")
    client.delete_model_package(ModelPackageName="churn/1")

    assert len(deployment.history) == 1
