"""What the chapters of the demo share: where its AWS is, who asks it, and what it has made there."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Any

from botocore.config import Config

if TYPE_CHECKING:
    from collections.abc import Mapping

    from boto3.session import Session

    from sagemaker_registry_mock.deployment import Deployment

REGION = "eu-central-1"
ACCOUNT = "123456789012"
GROUP = "churn"
ENDPOINT = "churn-prod"
#: Any key serves: one that moto's IAM does not know is the administrator's.
KEY = "demo"
#: Past whatever the user's environment says of proxies and endpoints.
_STRAIGHT = Config(proxies={}, use_fips_endpoint=False, use_dualstack_endpoint=False)


@dataclass
class World:
    """An AWS that is mocked, in this process or behind a URL.

    Attributes:
        session: what makes the clients.
        endpoint_url: where a server answers; None inside `mock_aws`.
        group_arn: that of the one group.
        queue_url: that of the queue of events.
        deployment: what deploys on approval.
        executions: the ARNs of the pipeline's executions, by the versions that they have registered.
        people: the clients of those who may set stages, by their roles.

    """

    session: Session
    endpoint_url: str | None = None
    group_arn: str = field(init=False)
    queue_url: str = field(init=False)
    deployment: Deployment = field(init=False)
    executions: dict[int, str] = field(default_factory=dict)
    people: dict[str, Any] = field(default_factory=dict)

    @cached_property
    def sm(self) -> Any:
        """The administrator's client of SageMaker."""
        return self.client("sagemaker")

    def client(self, service: Any, credentials: Mapping[str, str] | None = None) -> Any:
        """Return a client: the administrator's, or of whom STS has given credentials."""
        given = credentials or {"AccessKeyId": KEY, "SecretAccessKey": KEY}
        return self.session.client(
            service,
            region_name=REGION,
            endpoint_url=self.endpoint_url,
            aws_access_key_id=given["AccessKeyId"],
            aws_secret_access_key=given["SecretAccessKey"],
            aws_session_token=given.get("SessionToken"),
            config=_STRAIGHT,
        )

    def version(self, number: int) -> str:
        """Return the ARN of a version of the group."""
        return f"{self.group_arn.replace(':model-package-group/', ':model-package/')}/{number}"

    def described(self, number: int) -> dict[str, Any]:
        """Return what DescribeModelPackage tells of a version."""
        told: dict[str, Any] = self.sm.describe_model_package(ModelPackageName=self.version(number))
        return told

    def served(self) -> int:
        """Return the number of the version behind the endpoint."""
        config = self.sm.describe_endpoint(EndpointName=ENDPOINT)["EndpointConfigName"]
        variant = self.sm.describe_endpoint_config(EndpointConfigName=config)["ProductionVariants"][0]
        container = self.sm.describe_model(ModelName=variant["ModelName"])["PrimaryContainer"]
        return int(container["ModelPackageName"].rpartition("/")[2])
