"""Fixtures of the tests of model cards."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING, Any

import pytest
from moto.moto_api import state_manager
from pypdf import PdfReader
from support.examples import told

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    import boto3
    from types_boto3_sagemaker import SageMakerClient

MACHINES = ("sagemaker::model_card", "sagemaker::model_card_export_job")


@pytest.fixture
def create_card(client: SageMakerClient) -> Callable[..., str]:
    """Create a card, `churn` unless it is named, with the members given, and return its ARN."""

    def create_card(name: str = "churn", **members: Any) -> str:
        request: Any = {"Content": "{}", "ModelCardStatus": "Draft", **members}
        return client.create_model_card(ModelCardName=name, **request)["ModelCardArn"]

    return create_card


@pytest.fixture
def describe_card(client: SageMakerClient) -> Callable[..., dict[str, Any]]:
    """Describe a card, `churn` unless it is named, without what HTTP adds to the reply."""

    def describe_card(name: str = "churn", **request: Any) -> dict[str, Any]:
        return told(client.describe_model_card(ModelCardName=name, **request))

    return describe_card


@pytest.fixture(scope="session")
def s3_client(aws_session: boto3.Session) -> Any:
    """The S3 client of all tests; it knows nothing of the mocks before."""
    return aws_session.client("s3")


@pytest.fixture
def bucket(client: SageMakerClient, s3_client: Any) -> str:
    """The name of a bucket that exists inside the client's mock."""
    assert client.meta.region_name == s3_client.meta.region_name
    s3_client.create_bucket(Bucket="reports")
    return "reports"


@pytest.fixture
def text_of(s3_client: Any) -> Callable[[str], str]:
    """Read a PDF out of the bucket `reports`, and return the text on its pages."""

    def text_of(key: str) -> str:
        body = s3_client.get_object(Bucket="reports", Key=key)["Body"].read()
        return "\n".join(page.extract_text() for page in PdfReader(BytesIO(body)).pages)

    return text_of


@pytest.fixture
def start_export(client: SageMakerClient) -> Callable[..., str]:
    """Create an export job of `churn` to the bucket `reports`, but for what is given, and return its ARN."""

    def start_export(name: str = "first", **members: Any) -> str:
        output: Any = {"S3OutputPath": members.pop("path", "s3://reports/cards")}
        request: Any = {"ModelCardName": "churn", "OutputConfig": output, **members}
        return client.create_model_card_export_job(ModelCardExportJobName=name, **request)["ModelCardExportJobArn"]

    return start_export


@pytest.fixture
def describe_export(client: SageMakerClient) -> Callable[[str], dict[str, Any]]:
    """Describe an export job, without what HTTP adds to the reply."""
    return lambda arn: told(client.describe_model_card_export_job(ModelCardExportJobArn=arn))


@pytest.fixture
def transition() -> Iterator[Callable[..., None]]:
    """Set the state transition of cards and of their exports, or of one of the two, until the test ends."""

    def transition(*machines: str, **rule: Any) -> None:
        for machine in machines or MACHINES:
            state_manager.set_transition(machine, rule)

    yield transition
    for machine in MACHINES:
        state_manager.unset_transition(machine)


@pytest.fixture
def theirs(client: SageMakerClient, aws_session: boto3.Session) -> SageMakerClient:
    """A client of the account 222222222222, in the same mock as `client`."""
    assert client.meta.region_name == "us-east-1"
    role = "arn:aws:iam::222222222222:role/deployer"
    credentials = aws_session.client("sts").assume_role(RoleArn=role, RoleSessionName="ci")["Credentials"]
    there: SageMakerClient = aws_session.client(
        "sagemaker",
        aws_access_key_id=credentials["AccessKeyId"],
        aws_secret_access_key=credentials["SecretAccessKey"],
        aws_session_token=credentials["SessionToken"],
    )
    return there
