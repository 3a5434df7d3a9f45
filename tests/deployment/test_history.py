"""The records of a deployment as a test reads them."""

from __future__ import annotations

import json
from dataclasses import FrozenInstanceError, fields, replace

import pytest
from deployment.building import START, version_arn

from sagemaker_registry_mock.deployment import ApprovalChange, DeploymentRecord, Outcome

CAUSE = ApprovalChange(version_arn(1), "Rejected", "Approved")
RECORD = DeploymentRecord(run=1, cause=CAUSE, time=START, outcome=Outcome.NOTHING_APPROVED)


def test_a_change_reads_as_words() -> None:
    """A cause is told as the two statuses; a version that was registered with its status had none before."""
    assert str(CAUSE) == "Rejected → Approved"
    assert str(replace(CAUSE, before=None)) == "registered → Approved"


def test_outcomes_are_words() -> None:
    """An outcome compares with its word, and is written as it in JSON."""
    words = ["Deployed", "AwaitingApproval", "Refused", "Superseded", "NothingApproved", "Failed"]

    assert [*Outcome] == words
    assert json.loads(json.dumps([*Outcome])) == words
    assert Outcome("Deployed") is Outcome.DEPLOYED


def test_a_record_without_a_stage() -> None:
    """Where there was nothing to deploy, there is no version, no stage, and nothing that was made."""
    left_out = {one.name: getattr(RECORD, one.name) for one in fields(RECORD)[4:]}

    names = ("stage", "version_arn", "version", "endpoint", "model", "endpoint_config")
    assert left_out == {**dict.fromkeys(names), "reason": ""}


def test_records_are_values() -> None:
    """Records with the same members are equal and can be put into a set; none can be changed."""
    assert {RECORD, replace(RECORD)} == {RECORD}
    assert replace(RECORD, run=2) != RECORD
    with pytest.raises(FrozenInstanceError):
        RECORD.run = 2  # type: ignore[misc]
    with pytest.raises(FrozenInstanceError):
        CAUSE.after = "Rejected"  # type: ignore[misc]
