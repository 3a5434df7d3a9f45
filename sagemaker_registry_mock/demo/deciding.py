"""The chapters of decisions: approval by hand and by code, what it deploys, and the way back."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sagemaker_registry_mock.demo.telling import Teller
    from sagemaker_registry_mock.demo.world import World

_COLUMNS = ("version", "change", "deploys", "serving")
_Row = tuple[object, ...]


def approve(tell: Teller, world: World) -> None:
    """Decide on the versions, by hand and by code, in each way that has an effect."""
    tell.say("A decision is one call, made by hand or by code, with a comment.")
    rows = [decided(tell, world, 1, ("Approved", "by hand: good on last month's data"))]
    tell.say("This code approves what beats the version in production, and rejects the rest.")
    rows += [decided(tell, world, version, verdict(world, version)) for version in (2, 3)]
    tell.say("Somebody overrules it, and is sorry.")
    rows.append(decided(tell, world, 2, ("Approved", "by hand: it answers in half the time")))
    rows.append(decided(tell, world, 2, ("Rejected", "by hand: too many false alarms")))
    tell.say("What each decision deploys, and what the endpoint serves; deployment.history has it for asserts.")
    tell.table(_COLUMNS, rows)


def decided(tell: Teller, world: World, version: int, decision: tuple[str, str]) -> _Row:
    """Set the approval status of a version with a comment, and return what that has changed."""
    status, comment = decision
    before, runs = world.described(version)["ModelApprovalStatus"], len(world.deployment.history)
    arn = world.version(version)
    tell.ask(
        world.sm, "update_model_package", ModelPackageArn=arn, ModelApprovalStatus=status, ApprovalDescription=comment
    )
    deployed: list[object] = [record.version for record in world.deployment.history[runs:]]
    return version, f"{before} → {status}", *(deployed or ["nothing"]), world.served()


def verdict(world: World, version: int) -> tuple[str, str]:
    """Return the decision on a version, and why: it has to beat the one in production."""
    candidate, live = auc(world, version), auc(world, world.served())
    if candidate > live:
        return "Approved", f"by code: AUC {candidate} beats {live}"
    return "Rejected", f"by code: AUC {candidate} does not beat {live}"


def auc(world: World, version: int) -> float:
    """Return the metric that a version was registered with."""
    return float(world.described(version)["CustomerMetadataProperties"]["auc"])


def roll_back(tell: Teller, world: World) -> None:
    """Reject what is in production: the latest version that is still approved comes back."""
    tell.say("Version 3 has grown old. To reject it brings the latest version back that is still approved.")
    row = decided(tell, world, 3, ("Rejected", "AUC fell to 0.79 on this month's data"))
    tell.table(_COLUMNS, [row])
    tell.say("\nThe lead engineer says so in the stages.")
    for version, status in ((3, "Rejected"), (1, "Approved")):
        stage = {"Stage": "Production", "StageStatus": status}
        lead = world.people["lead-engineer"]
        tell.ask(lead, "update_model_package", ModelPackageArn=world.version(version), ModelLifeCycle=stage)
