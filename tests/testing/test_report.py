"""What a failing test shows of the registry."""

from __future__ import annotations

import json

import boto3
import pytest
from botocore.exceptions import ClientError

from sagemaker_registry_mock.testing import ModelRegistry


def test_an_empty_registry_is_told() -> None:
    """A test that registers nothing is told so."""
    with ModelRegistry() as registry:
        assert registry.report() == "The registry is empty."


def test_all_kinds_are_told_in_all_accounts_and_regions() -> None:
    """Groups with versions and stages, unversioned packages, cards, settings, faults that wait, hosts."""
    with ModelRegistry(validation="warn") as registry:
        version = registry.register("churn")
        registry.stage(version, "Production", "Approved")
        registry.client.create_model_package(ModelPackageName="alone")
        registry.client.create_model_card(ModelCardName="card", Content="{}", ModelCardStatus="Draft")
        boto3.client("sagemaker", region_name="eu-west-1").create_model_package_group(ModelPackageGroupName="far")
        registry.fail("DescribeModelPackage", "ConflictException")
        registry.refused_hosts.append("example.com:443")
        told = registry.report().splitlines()
        registry.refused_hosts.clear()
    assert told[0] == "settings: {'validation': 'warn'}"
    held = [line for line in told if not line.startswith("  <")]
    assert held[1:] == [
        "account 123456789012, region us-east-1:",
        "  group churn  Completed  1 version",
        "    1  Completed  PendingManualApproval  Production/Approved",
        "  package alone  Completed",
        "  model card card  Completed",
        "account 123456789012, region eu-west-1:",
        "  group far  Completed  0 versions",
        "3 calls:",
        "4 events:",
        "fault that has not hit: <DescribeModelPackage: ConflictException, 0 times so far>",
        "refused to reach: example.com:443",
    ]


def test_much_is_told_in_part() -> None:
    """The newest versions, the first groups, the last calls and events; and how many there are."""
    with ModelRegistry() as registry:
        for number in range(1, 13):
            registry.register("a-first", ModelPackageDescription=str(number))
        for number in range(21):
            registry.group(f"group-{number}")
        for _ in range(21):
            with pytest.raises(ClientError):
                registry.client.describe_model_package(ModelPackageName="a-first/99")
        told = registry.report().splitlines()
    assert "  group a-first  Completed  12 versions" in told
    assert told[2].startswith("    12  ")
    assert "    and 2 older versions" in told
    assert "  and 2 groups" in told
    assert "21 calls, the last 20:" in told
    assert "12 events, the last 5:" in told


def test_where_an_event_went_is_told() -> None:
    """The targets that an event has reached, of those that wanted it."""
    with ModelRegistry() as registry:
        events = registry.session.client("events")
        queue = registry.session.client("sqs").create_queue(QueueName="approvals")["QueueUrl"]
        arn = f"arn:aws:sqs:us-east-1:123456789012:{queue.rpartition('/')[2]}"
        events.put_rule(Name="all", EventPattern=json.dumps({"source": ["aws.sagemaker"]}))
        events.put_targets(Rule="all", Targets=[{"Id": "1", "Arn": arn}, {"Id": "2", "Arn": f"{arn}-none"}])
        registry.register("churn")
        assert registry.report().splitlines()[-1].endswith("model-package/churn/1, 1 of 2 targets>")
