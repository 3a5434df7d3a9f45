"""The envelope around the detail, and when an event is put into words."""

from __future__ import annotations

import json
import uuid
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from events.building import SCOPE, TIME, event, package_changed

from sagemaker_registry_mock.events.details import Event, PackageChanged

if TYPE_CHECKING:
    from collections.abc import Mapping


def test_the_envelope_has_the_fields_of_eventbridge() -> None:
    """An event tells its version, id, kind, source, account, time, region, resource and detail, and nothing else."""
    envelope = event(package_changed("arn:one", ModelPackageVersion=2)).envelope

    identity = envelope.pop("id")
    assert str(uuid.UUID(identity)) == identity
    assert envelope == {
        "version": "0",
        "detail-type": "SageMaker Model Package State Change",
        "source": "aws.sagemaker",
        "account": "111122223333",
        "time": "2026-01-31T23:59:59Z",
        "region": "eu-west-1",
        "resources": ["arn:one"],
        "detail": {"ModelPackageVersion": 2},
    }


def test_the_time_is_cut_to_the_second() -> None:
    """A time a millisecond before the next second, let alone the next month, is not rounded up."""
    assert event().envelope["time"] == "2026-01-31T23:59:59Z"
    assert event(time=TIME + timedelta(milliseconds=1)).envelope["time"] == "2026-02-01T00:00:00Z"


def test_the_id_stays_between_looks() -> None:
    """Whoever looks at an event, and however often, finds the same id."""
    seen = event()

    assert seen.envelope["id"] == seen.envelope["id"]


def test_no_two_events_have_one_id() -> None:
    """Two events of one announcement have ids of their own."""
    announcement = package_changed()

    assert event(announcement).envelope["id"] != event(announcement).envelope["id"]


def test_every_look_gives_a_fresh_dictionary() -> None:
    """What one reader does to an event is not seen by the next, at any depth."""
    seen = event(package_changed(InferenceSpecification={"Containers": [{"Image": "image:1"}]}))
    first = seen.envelope
    first["detail"]["InferenceSpecification"]["Containers"].clear()
    first["resources"].append("arn:two")
    del first["source"]

    second = seen.envelope
    assert second["detail"] == {"InferenceSpecification": {"Containers": [{"Image": "image:1"}]}}
    assert (second["resources"], second["source"]) == (["arn:one"], "aws.sagemaker")


class Teller:
    """Tells of a package, and counts how often it was asked."""

    def __init__(self) -> None:
        self.asked = 0
        self.operations: list[str] = []

    def told(self) -> dict[str, Any]:
        """Tell."""
        self.asked += 1
        return {"ModelPackageVersion": self.asked}

    def tell(self, operation: str, reply: Mapping[str, Any]) -> dict[str, Any]:
        """Write a reply of an operation."""
        self.operations.append(operation)
        return {**reply, "written": True}


def test_an_event_is_put_into_words_when_looked_at() -> None:
    """Nobody's event costs nothing, and none keeps its words."""
    teller = Teller()
    seen = Event(PackageChanged(resource="arn:one", told=teller.told), SCOPE, TIME, teller.tell)
    assert (teller.asked, teller.operations) == (0, [])

    details = [seen.envelope["detail"] for _ in range(2)]

    assert details == [{"ModelPackageVersion": number, "written": True} for number in (1, 2)]
    assert teller.operations == ["DescribeModelPackage"] * 2


def test_an_event_is_text_that_json_can_carry() -> None:
    """Letters of any script, quotes and line ends come through as they are."""
    spoken = 'größer — "besser"\n\u2028 漢字 \U0001f600'

    envelope = event(package_changed(ApprovalDescription=spoken)).envelope

    assert json.loads(json.dumps(envelope))["detail"] == {"ApprovalDescription": spoken}
