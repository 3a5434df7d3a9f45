"""Plugging in and out while a mock is running: only model packages, groups and cards change hands."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from moto import mock_aws
from moto.sagemaker.models import sagemaker_backends
from support.errors import refused
from support.examples import HERE, SPECIFICATION, tags, told

from sagemaker_registry_mock import install, uninstall

if TYPE_CHECKING:
    from collections.abc import Iterator

    import boto3
    from types_boto3_sagemaker import SageMakerClient

ROLE = "arn:aws:iam::123456789012:role/sagemaker"


@pytest.fixture
def stock_client(stock_moto: None, aws_session: boto3.Session) -> Iterator[SageMakerClient]:  # noqa: ARG001 - for its effect
    """A client inside a mock that has begun without the registry."""
    with mock_aws():
        yield aws_session.client("sagemaker")


def groups_of(client: SageMakerClient) -> list[str]:
    """Return the names of all groups."""
    found = client.list_model_package_groups()["ModelPackageGroupSummaryList"]
    return [group["ModelPackageGroupName"] for group in found]


def test_other_resources_survive_plugging_in(stock_client: SageMakerClient) -> None:
    """Models and endpoints that were made before are there after install, and after uninstall."""
    stock_client.create_model(
        ModelName="model", ExecutionRoleArn=ROLE, PrimaryContainer={"Image": "image:1"}, Tags=tags(team="a")
    )
    variant: Any = {"VariantName": "v", "ModelName": "model", "InitialInstanceCount": 1, "InstanceType": "ml.m5.large"}
    stock_client.create_endpoint_config(EndpointConfigName="config", ProductionVariants=[variant])
    stock_client.create_endpoint(EndpointName="endpoint", EndpointConfigName="config")

    for change in (install, uninstall, install):
        change()
        assert stock_client.describe_model(ModelName="model")["PrimaryContainer"]["Image"] == "image:1"
        assert stock_client.describe_endpoint(EndpointName="endpoint")["EndpointConfigName"] == "config"
        assert stock_client.list_tags(ResourceArn=f"{HERE}:model/model")["Tags"] == tags(team="a")


def test_stock_packages_are_put_aside_and_come_back(stock_client: SageMakerClient) -> None:
    """What moto itself was asked to register is not the registry's, and is there again after uninstall."""
    stock_client.create_model_package_group(ModelPackageGroupName="stock", ModelPackageGroupDescription="moto's")
    stock_client.create_model_package(ModelPackageGroupName="stock", InferenceSpecification=SPECIFICATION)

    install()
    assert groups_of(stock_client) == []
    stock_client.create_model_package_group(ModelPackageGroupName="ours")
    with refused("ValidationException", "Model Package Group does not exist."):
        stock_client.create_model_package(ModelPackageGroupName="stock")
    assert groups_of(stock_client) == ["ours"]

    uninstall()
    assert groups_of(stock_client) == ["stock"]
    found = stock_client.list_model_packages(ModelPackageGroupName="stock")["ModelPackageSummaryList"]
    assert [package["ModelPackageVersion"] for package in found] == [1]


def test_the_registry_begins_empty_again(client: SageMakerClient, group: str) -> None:
    """Uninstall forgets what the registry held; a later install does not bring it back."""
    client.create_model_card(ModelCardName="card", Content="{}", ModelCardStatus="Draft")
    assert groups_of(client) == [group]

    uninstall()
    install()

    assert groups_of(client) == []
    assert client.list_model_cards()["ModelCardSummaries"] == []


@pytest.mark.usefixtures("stock_moto")
def test_every_account_and_region_changes_hands(aws_session: boto3.Session) -> None:
    """Backends that exist become the registry's, in all accounts and regions, as do those made later."""
    with mock_aws():
        clients = [aws_session.client("sagemaker", region_name=region) for region in ("us-east-1", "eu-west-1")]
        for client in clients:
            client.list_models()
        other = sagemaker_backends["222222222222"]["ap-south-1"]

        install()

        for client in [*clients, aws_session.client("sagemaker", region_name="sa-east-1")]:
            region = client.meta.region_name
            arn = f"arn:aws:sagemaker:{region}:123456789012:model-package/missing"
            with refused("ValidationException", f"ModelPackage {arn} does not exist."):
                client.describe_model_package(ModelPackageName="missing")
        assert type(other) is type(sagemaker_backends["123456789012"]["us-east-1"])
        assert (other.model_packages, other.model_cards) == ({}, {})


@pytest.mark.usefixtures("stock_moto")
def test_the_end_of_the_mock_is_the_end_of_all(aws_session: boto3.Session) -> None:
    """What was put aside is forgotten with the mock in which it was made."""
    with mock_aws():
        client = aws_session.client("sagemaker")
        client.create_model_package_group(ModelPackageGroupName="stock", ModelPackageGroupDescription="moto's")
        install()
    with mock_aws():
        assert groups_of(client) == []
        uninstall()
        assert groups_of(client) == []


def test_stock_cards_are_put_aside_and_come_back(stock_client: SageMakerClient) -> None:
    """A card that moto itself was asked to make is not the registry's, and is there again after uninstall."""
    stock_client.create_model_card(ModelCardName="stock", Content="{}", ModelCardStatus="Draft", Tags=tags(team="b"))
    stock = stock_client.describe_model_card(ModelCardName="stock")

    install()
    assert stock_client.list_model_cards()["ModelCardSummaries"] == []
    assert stock_client.search(Resource="ModelCard")["Results"] == []
    with refused("ResourceNotFound", f"ModelCard {HERE}:model-card/stock does not exist."):
        stock_client.list_tags(ResourceArn=f"{HERE}:model-card/stock")
    for name in ("stock", "ours"):
        stock_client.create_model_card(ModelCardName=name, Content="{}", ModelCardStatus="Approved")
    assert stock_client.describe_model_card(ModelCardName="stock")["ModelCardStatus"] == "Approved"

    uninstall()
    assert told(stock_client.describe_model_card(ModelCardName="stock")) == told(stock)
    assert stock_client.list_tags(ResourceArn=f"{HERE}:model-card/stock")["Tags"] == tags(team="b")
    found = stock_client.list_model_cards()["ModelCardSummaries"]
    assert [card["ModelCardName"] for card in found] == ["stock"]
