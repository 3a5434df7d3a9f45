"""Random decisions: what holds of every history."""

from __future__ import annotations

from typing import Any

from deployment.building import APPROVED, PENDING, REJECTED, World, version_arn
from hypothesis import given, settings
from hypothesis import strategies as st

from sagemaker_registry_mock.deployment import DeploymentStage, NothingAwaitsApproval, Outcome

STAGES = st.lists(st.booleans(), min_size=1, max_size=3).map(
    lambda waits: [DeploymentStage(f"stage{number}", needs_approval=wait) for number, wait in enumerate(waits)]
)
DECISION = st.tuples(st.integers(1, 4), st.sampled_from([PENDING, APPROVED, REJECTED]))
VERDICT = st.tuples(st.sampled_from(["approve", "refuse"]), st.sampled_from(["stage0", "stage1", "stage2"]))
#: The statuses before and after that begin a run.
BEGINNING = {(None, APPROVED), (PENDING, APPROVED), (REJECTED, APPROVED), (APPROVED, REJECTED)}


def walk(world: World, steps: list[Any]) -> int:
    """Take the steps, and return how many runs must have begun."""
    begun = 0
    for step in steps:
        what, which = step
        if isinstance(what, int):
            begun += (world.sagemaker.statuses.get(what), which) in BEGINNING
            world.decide(what, which)
        else:
            try:
                getattr(world.deployment, what)(which)
            except NothingAwaitsApproval:
                assert which not in {one.stage for one in world.deployment.awaiting}
    return begun


@settings(deadline=None)
@given(stages=STAGES, steps=st.lists(st.one_of(DECISION, DECISION, VERDICT), max_size=25))
def test_what_holds_of_every_history(stages: list[DeploymentStage], steps: list[Any]) -> None:
    """Runs are numbered without a gap, at most one record waits, and endpoints have what the history says."""
    world = World(*stages)

    begun = walk(world, steps)

    history = world.deployment.history
    assert sorted({one.run for one in history}) == list(range(1, begun + 1))
    assert len({(one.run, one.stage) for one in history}) == len(history)
    assert len(world.deployment.awaiting) <= 1
    for stage in stages:
        deployed = world.deployment.deployed(stage.name)
        assert world.behind(f"churn-{stage.name}") == (deployed.version if deployed else None)


@settings(deadline=None)
@given(stages=STAGES, steps=st.lists(st.one_of(DECISION, DECISION, VERDICT), max_size=25))
def test_what_holds_of_every_run(stages: list[DeploymentStage], steps: list[Any]) -> None:
    """A run has one version and one cause; its stages are the first of the deployment's, all deployed but the last."""
    world = World(*stages)
    walk(world, steps)

    for run in {one.run for one in world.deployment.history}:
        records = [one for one in world.deployment.history if one.run == run]
        assert len({(one.version, one.version_arn, one.cause) for one in records}) == 1
        assert {one.outcome for one in records[:-1]} <= {Outcome.DEPLOYED}
        if records[0].outcome is Outcome.NOTHING_APPROVED:
            assert records[0].stage is None
        else:
            assert [one.stage for one in records] == [stage.name for stage in stages[: len(records)]]
            assert records[0].version_arn == version_arn(records[0].version or 0)
            assert records[-1].outcome is not Outcome.DEPLOYED or len(records) == len(stages)
