"""A deployment lasts as long as its mock, in whichever form that comes."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone
from typing import TYPE_CHECKING, Any

import pytest
import requests
from boto.deployment.looking import endpoints, in_utc, told, version_behind
from freezegun import freeze_time
from moto import mock_aws

from sagemaker_registry_mock.deployment import DeploymentStage, deploy_on_approval
from sagemaker_registry_mock.testing import sent_events

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from contextlib import AbstractContextManager

    import boto3
    from types_boto3_sagemaker import SageMakerClient

    from sagemaker_registry_mock.deployment import Deployment

DEPLOYED = ("registered → Approved", "prod", 1, "Deployed")
START = datetime(2026, 3, 1, 12, tzinfo=timezone.utc)


def approved(client: SageMakerClient) -> str:
    """Make the group churn, and register a version in it as approved."""
    client.create_model_package_group(ModelPackageGroupName="churn")
    return client.create_model_package(ModelPackageGroupName="churn", ModelApprovalStatus="Approved")["ModelPackageArn"]


def test_a_new_mock_knows_nothing(sagemaker: Callable[[str], SageMakerClient], events: Any) -> None:
    """Neither rule nor deployment nor endpoint is there again; a deployment may be attached anew."""
    client = sagemaker("us-east-1")
    with mock_aws():
        first = deploy_on_approval("churn")
        approved(client)
    with mock_aws():
        approved(client)
        assert endpoints(client) == []
        assert events.list_rules()["Rules"] == []
        assert sent_events()[0].deliveries == ()
    with mock_aws():
        second = deploy_on_approval("churn")
        approved(client)

    assert told(first) == [DEPLOYED]
    assert told(second) == [DEPLOYED]


def test_an_old_deployment_does_not_disturb_a_new_one(sagemaker: Callable[[str], SageMakerClient]) -> None:
    """A fixture that detaches late, in the next mock, takes nothing away there."""
    with mock_aws():
        first = deploy_on_approval("churn")
    with mock_aws():
        second = deploy_on_approval("churn")
        first.detach()
        approved(sagemaker("us-east-1"))

    assert told(second) == [DEPLOYED]
    assert first.history == ()


def test_a_reset_is_a_new_mock(client: SageMakerClient) -> None:
    """What moto forgets when it is told to, it forgets of deployments, too."""
    deployment = deploy_on_approval("churn")

    requests.post("http://motoapi.amazonaws.com/moto-api/reset", timeout=10)
    approved(client)

    assert deployment.history == ()
    assert endpoints(client) == []


def test_the_time_of_a_record(client: SageMakerClient) -> None:
    """It is moto's time, in UTC; a record that waited has the time of what became of it."""
    with freeze_time(START) as time:
        deployment = deploy_on_approval(
            "churn", stages=[DeploymentStage("staging"), DeploymentStage("prod", needs_approval=True)]
        )
        approved(client)
        time.tick(timedelta(hours=1))
        deployment.approve("prod")

    assert [one.time for one in deployment.history] == [START, START + timedelta(hours=1)]
    assert deployment.history[0].time.tzinfo is timezone.utc
    created = client.describe_endpoint(EndpointName="churn-prod")["CreationTime"]
    assert in_utc(created) == START + timedelta(hours=1)


def test_a_clock_that_stands_still(
    client: SageMakerClient, group: str, approve: Callable[[], str], decide: Callable[[int, str], None]
) -> None:
    """Of versions that were registered in the same instant, the latest is that of the highest number."""
    with freeze_time(START):
        deploy_on_approval(group)
        for _ in range(11):
            approve()

        for version, expected in ((11, 10), (10, 9), (9, 8)):
            decide(version, "Rejected")
            assert version_behind(client) == expected


@pytest.mark.parametrize("order", ["Ascending", "Descending"])
def test_the_order_of_lists_does_not_matter(
    client_with: Callable[..., AbstractContextManager[SageMakerClient]], order: str
) -> None:
    """A mock whose ListModelPackages answers the oldest first, and one at a time, has the same rollback."""
    with client_with(model_packages_order=order, page_size=1) as client:
        deploy_on_approval("churn")
        approved(client)
        arns = [
            client.create_model_package(ModelPackageGroupName="churn", ModelApprovalStatus="Approved")[
                "ModelPackageArn"
            ]
            for _ in range(2)
        ]

        client.update_model_package(ModelPackageArn=arns[-1], ModelApprovalStatus="Rejected")

        assert version_behind(client) == 2


def test_arns_in_lower_case(client_with: Callable[..., AbstractContextManager[SageMakerClient]]) -> None:
    """Where ARNs are told in lower case, versions of a group with capitals are deployed and rolled back."""
    with client_with(arn_case="lower") as client:
        deployment = deploy_on_approval("Churn")
        client.create_model_package_group(ModelPackageGroupName="Churn")
        arns = [
            client.create_model_package(ModelPackageGroupName="Churn", ModelApprovalStatus="Approved")[
                "ModelPackageArn"
            ]
            for _ in range(2)
        ]
        client.update_model_package(ModelPackageArn=arns[1], ModelApprovalStatus="Rejected")

        assert arns[0].endswith(":model-package/churn/1")
        assert told(deployment)[-1] == ("Approved → Rejected", "prod", 1, "Deployed")
        assert version_behind(client, "Churn-prod") == 1


@pytest.fixture
def in_a_server(server: str, aws_session: boto3.Session) -> Iterator[SageMakerClient]:
    """A client of a moto server, which is empty."""
    requests.post(f"{server}/moto-api/reset", timeout=10)
    yield aws_session.client("sagemaker", endpoint_url=server)
    requests.post(f"{server}/moto-api/reset", timeout=10)


def test_in_a_server_of_the_same_process(in_a_server: SageMakerClient) -> None:
    """A server that runs in a thread of the test has the deployment that the test attaches."""
    deployment: Deployment = deploy_on_approval("churn")

    approved(in_a_server)

    assert told(deployment) == [DEPLOYED]
    assert version_behind(in_a_server) == 1


def test_a_deployment_ends_with_its_mock(sagemaker: Callable[[str], SageMakerClient]) -> None:
    """What still waited for an approval cannot be deployed into the next mock."""
    with mock_aws():
        deployment = deploy_on_approval("churn", stages=[DeploymentStage("prod", needs_approval=True)])
        approved(sagemaker("us-east-1"))
    with mock_aws():
        with pytest.raises(RuntimeError, match=r"^The mock to which this belongs is over\.$"):
            deployment.approve("prod")
        assert endpoints(sagemaker("us-east-1")) == []
