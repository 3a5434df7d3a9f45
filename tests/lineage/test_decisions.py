"""Approvals and changes of stage become actions that contributed to their version."""

from __future__ import annotations

from typing import Any

import pytest
from lineage.building import EPOCH, HERE, World
from registry.building import at

from sagemaker_registry_mock.lineage.automatic import settled
from sagemaker_registry_mock.registry.lineage import Action

VERSION = "Model churn/1"


def actions(world: World) -> list[Action]:
    """Return all actions in the order of their creation."""
    return list(settled(world.registry).actions)


def staged(stage: str, status: str, **more: str) -> dict[str, Any]:
    """Return a ModelLifeCycle, as the request that sets it."""
    return {"staged": True, "ModelLifeCycle": {"Stage": stage, "StageStatus": status, **more}}


def test_an_approval_is_an_action() -> None:
    """An approval is named by the version, the decision and its second, stands for the version and is completed."""
    world = World()
    world.update(world.register(), ModelApprovalStatus="Approved")

    (action,) = actions(world)
    assert action.name == f"churn-1-Approved-{EPOCH + 1}-aws-model-group"
    assert (action.type, action.created, action.automatic) == ("Approval", at(1), True)
    assert action.members["Source"] == {"SourceUri": HERE.arn("model-package", "churn/1"), "SourceType": "ARN"}
    assert action.members["Status"] == "Completed"
    assert (f"Approval {action.name}", "ContributedTo", VERSION) in world.edges()


@pytest.mark.parametrize(("status", "made"), [("PendingManualApproval", 0), ("Approved", 1), ("Rejected", 1)])
def test_a_decision_at_registration(status: str, made: int) -> None:
    """A version that is registered as decided has an action; one that waits for a decision has none."""
    world = World()
    world.register(ModelApprovalStatus=status)

    assert len(actions(world)) == made


def test_every_other_decision_is_an_action() -> None:
    """A decision that changes the status is an action, also back to waiting; one that does not is none."""
    world = World()
    package = world.register()
    for status in ("Approved", "Approved", "Rejected", "PendingManualApproval"):
        package = world.update(package, ModelApprovalStatus=status)

    assert [one.name.split("-")[2] for one in actions(world)] == ["Approved", "Rejected", "PendingManualApproval"]


def test_an_unversioned_package_is_not_decided_on() -> None:
    """An unversioned package has no approval status, and no action."""
    world = World()
    world.update(world.register("market"), CustomerMetadataProperties={"a": "b"})

    assert actions(world) == []


def test_two_decisions_in_one_second_have_two_names() -> None:
    """The number goes up until the name is free, past the names that a user has taken, too."""
    world = World()
    package = world.register()
    world.seconds = iter([1] * 5)
    for status in ("Approved", "Rejected", "Approved", "Rejected", "Approved"):
        package = world.update(package, ModelApprovalStatus=status)
    taken = f"churn-1-Approved-{EPOCH + 2}-aws-model-group"
    members = {"ActionName": taken, "Source": {"SourceUri": "mine"}, "ActionType": "Mine"}
    bare: Any = {"created_by": {}, "progress": None, "members": members}
    world.registry.lineage.add(
        Action(name=taken, arn=HERE.arn("action", taken), order=1000, created=at(0), modified=at(0), **bare)
    )

    approvals = [one.name for one in actions(world) if one.type == "Approval" and "Approved" in one.name]
    assert approvals == [f"churn-1-Approved-{EPOCH + second}-aws-model-group" for second in (1, 3, 4)]
    assert {one.created for one in actions(world) if one.type == "Approval"} == {at(1)}


def test_a_clock_that_is_set_back_names_by_its_own_time() -> None:
    """Each decision is named by its own second, where that is free, whenever the last one was."""
    world = World()
    package = world.register()
    world.seconds = iter([9, 5, 1])
    for status in ("Approved", "Rejected", "Approved"):
        package = world.update(package, ModelApprovalStatus=status)

    assert [int(one.name.split("-")[3]) - EPOCH for one in actions(world)] == [9, 5, 1]


def test_a_stage_is_an_action() -> None:
    """Whenever a stage is set there is an action, also where it is the stage that the version had."""
    world = World()
    package = world.register(**staged("Development", "Approved"))
    package = world.update(package, **staged("QA", "PendingApproval", StageDescription="soon"))
    package = world.update(package, **staged("QA", "PendingApproval"))
    world.update(package, ApprovalDescription="nothing of the stage")

    assert [(one.name, one.properties) for one in actions(world)] == [
        (
            f"churn-1-Development-Approved-{EPOCH}-aws-model-life-cycle",
            {"Stage": "Development", "StageStatus": "Approved"},
        ),
        (
            f"churn-1-QA-PendingApproval-{EPOCH + 1}-aws-model-life-cycle",
            {"Stage": "QA", "StageStatus": "PendingApproval", "StageDescription": "soon"},
        ),
        (
            f"churn-1-QA-PendingApproval-{EPOCH + 2}-aws-model-life-cycle",
            {"Stage": "QA", "StageStatus": "PendingApproval"},
        ),
    ]
    assert {one.type for one in actions(world)} == {"ModelLifeCycle"}
    assert len([edge for edge in world.edges() if edge[1:] == ("ContributedTo", VERSION)]) == 3


def test_a_name_is_made_to_fit() -> None:
    """A name has 120 characters at most, and no others than letters, digits and inner hyphens."""
    world = World()
    group = "g" * 63
    package = world.register(f"{group}/1", **staged("S" * 63, "T" * 63))
    world.update(package, **staged("in review", "§"))

    long, short = (one.name for one in actions(world))
    ending = f"-{EPOCH}-aws-model-life-cycle"
    assert long == f"{group}-1-{'S' * (120 - 66 - len(ending))}{ending}"
    assert len(long) == 120
    assert short == f"{group}-1-in-review-{EPOCH + 1}-aws-model-life-cycle"


def test_a_decision_needs_the_artifact_of_its_version() -> None:
    """Where the artifact of a version was deleted, the next decision makes it again; other updates do not."""
    world = World()
    package = world.register()
    settled(world.registry)
    for one in list(world.registry.lineage.artifacts):
        world.registry.lineage.artifacts.drop(one)
    package = world.update(package, ApprovalDescription="no decision")
    assert "Model churn/1" not in world.named()

    world.update(package, ModelApprovalStatus="Approved")
    assert "Model churn/1" in world.named()
