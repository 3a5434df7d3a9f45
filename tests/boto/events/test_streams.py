"""Streams as targets: Kinesis, and Firehose on its way to S3."""

from __future__ import annotations

import base64
import json
from typing import TYPE_CHECKING, Any

import pytest
from boto.events.wiring import arn
from moto.firehose import models

if TYPE_CHECKING:
    from collections.abc import Callable

    from sagemaker_registry_mock.events.outbox import SentEvent

    Approve = Callable[[], SentEvent]
    PutRule = Callable[..., str]

STREAM, DELIVERY = arn("kinesis", "stream/models"), arn("firehose", "deliverystream/models")


@pytest.fixture
def records(approve: Approve, service: Callable[..., Any]) -> Callable[[], list[dict[str, Any]]]:
    """Create the stream, and return what reads its records."""
    assert approve().deliveries == ()
    kinesis = service("kinesis")
    kinesis.create_stream(StreamName="models", ShardCount=1)

    def records() -> list[dict[str, Any]]:
        (shard,) = kinesis.list_shards(StreamName="models")["Shards"]
        asked = {"StreamName": "models", "ShardId": shard["ShardId"], "ShardIteratorType": "TRIM_HORIZON"}
        iterator = kinesis.get_shard_iterator(**asked)["ShardIterator"]
        return list(kinesis.get_records(ShardIterator=iterator)["Records"])

    return records


@pytest.fixture
def objects(approve: Approve, service: Callable[..., Any]) -> Callable[[], list[bytes]]:
    """Create the delivery stream to a bucket, and return what reads the bucket."""
    assert approve().deliveries == ()
    s3 = service("s3")
    s3.create_bucket(Bucket="archive")
    service("firehose").create_delivery_stream(
        DeliveryStreamName="models",
        S3DestinationConfiguration={
            "RoleARN": "arn:aws:iam::123456789012:role/firehose",
            "BucketARN": "arn:aws:s3:::archive",
        },
    )

    def objects() -> list[bytes]:
        keys = [one["Key"] for one in s3.list_objects_v2(Bucket="archive").get("Contents", [])]
        return [s3.get_object(Bucket="archive", Key=key)["Body"].read() for key in keys]

    return objects


def test_a_stream_has_the_event(
    records: Callable[[], list[dict[str, Any]]], approve: Approve, put_rule: PutRule
) -> None:
    """One record for each event, in their order."""
    put_rule(STREAM)
    envelopes = [approve().envelope for _ in range(3)]

    assert [json.loads(one["Data"]) for one in records()] == envelopes


def test_the_partition_key_is_the_id_of_the_event(
    records: Callable[[], list[dict[str, Any]]], approve: Approve, put_rule: PutRule
) -> None:
    """So it is where the target does not choose another (EventBridge API, KinesisParameters)."""
    put_rule(STREAM)

    event = approve()

    assert [one["PartitionKey"] for one in records()] == [event.envelope["id"]]


@pytest.mark.parametrize(
    ("path", "key"),
    [
        ("$.detail.ModelPackageGroupName", "churn"),
        ("$.detail.ModelPackageVersion", "1"),
        ("$.detail.CertifyForMarketplace", "false"),
        ("$.resources[0]", arn("sagemaker", "model-package/churn/1")),
    ],
)
def test_the_partition_key_is_taken_from_the_event(
    records: Callable[[], list[dict[str, Any]]], approve: Approve, put_rule: PutRule, path: str, key: str
) -> None:
    """The target may name the member that keeps the events of a group in one shard; it is written as JSON has it."""
    put_rule({"Arn": STREAM, "KinesisParameters": {"PartitionKeyPath": path}})

    approve()

    assert [one["PartitionKey"] for one in records()] == [key]


def test_a_partition_key_that_is_not_there_fails(
    records: Callable[[], list[dict[str, Any]]], approve: Approve, put_rule: PutRule
) -> None:
    """A path that leads nowhere gives no key, and no record."""
    put_rule({"Arn": STREAM, "KinesisParameters": {"PartitionKeyPath": "$.detail.none"}})

    assert [one.failure for one in approve().undelivered] == ["The event has nothing at $.detail.none."]
    assert records() == []


def test_a_stream_that_does_not_exist_is_not_reached(approve: Approve, put_rule: PutRule) -> None:
    """The reason is that of Kinesis."""
    put_rule(arn("kinesis", "stream/missing"))

    (failed,) = approve().undelivered

    assert failed.failure == "Stream missing under account 123456789012 not found."


def test_firehose_brings_the_event_to_s3(
    objects: Callable[[], list[bytes]], approve: Approve, put_rule: PutRule
) -> None:
    """What lies in the bucket is the event in JSON."""
    put_rule(DELIVERY)
    envelopes = [approve().envelope for _ in range(2)]

    found = [json.loads(one) for one in objects()]
    assert sorted(found, key=str) == sorted(envelopes, key=str)


def test_firehose_brings_letters_of_any_script(
    objects: Callable[[], list[bytes]], approve: Approve, put_rule: PutRule
) -> None:
    """A constant of the rule arrives as it was written."""
    put_rule({"Arn": DELIVERY, "Input": '"größer 漢字"'})

    assert approve().undelivered == ()

    assert [one.decode() for one in objects()] == ['"größer 漢字"']


@pytest.mark.parametrize("moto_decodes", [True, False])
def test_firehose_is_given_what_its_backend_takes(
    approve: Approve, put_rule: PutRule, monkeypatch: pytest.MonkeyPatch, *, moto_decodes: bool
) -> None:
    """Text that is encoded, where moto's backend itself decodes it as versions up to 5.1 do, and else the text."""
    given: list[bytes] = []
    if moto_decodes:
        monkeypatch.setattr(models, "b64decode", base64.b64decode, raising=False)
    else:
        monkeypatch.delattr(models, "b64decode", raising=False)
    monkeypatch.setattr(models.FirehoseBackend, "put_record", lambda _self, _name, record: given.append(record["Data"]))
    put_rule({"Arn": DELIVERY, "Input": '"text"'})

    assert approve().undelivered == ()
    assert given == [base64.b64encode(b'"text"') if moto_decodes else b'"text"']


def test_a_delivery_stream_that_does_not_exist_is_not_reached(approve: Approve, put_rule: PutRule) -> None:
    """The reason is that of Firehose."""
    put_rule(arn("firehose", "deliverystream/missing"))

    (failed,) = approve().undelivered

    assert failed.failure == "Firehose missing under account 123456789012 not found."
