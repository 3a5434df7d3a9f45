"""Definitions of every form against a plain model of which steps run, in which order, and how they end."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pipelines.building import FAILS, HOLDS, World, condition, definition, run, statuses, step, told

from sagemaker_registry_mock.pipelines.checking import check_definition


@dataclass
class Plan:
    """A step of the model.

    Attributes:
        ends: how it ends: Succeeded, Failed, or Executing where it waits for a callback.
        needs: the names of those that it needs, all of them made before it: nobody waits for each other.
        outcome: that of a condition; None of other steps.

    """

    name: str
    ends: str
    needs: tuple[str, ...]
    outcome: bool | None = None
    branch: tuple[str, bool] | None = None
    below: dict[bool, list[Plan]] = field(default_factory=dict)


@st.composite
def plans(draw: st.DrawFn) -> list[Plan]:
    """Draw the steps of a definition, with branches in branches; siblings stand in any order."""
    known: list[str] = []

    def steps(branch: tuple[str, bool] | None, depth: int) -> list[Plan]:
        made = [one(branch, depth) for _ in range(draw(st.integers(0 if depth else 1, 4 - depth)))]
        return draw(st.permutations(made)) if len(made) > 1 else made

    def one(branch: tuple[str, bool] | None, depth: int) -> Plan:
        name = f"s{len(known)}"
        ends = draw(st.sampled_from(["Succeeded"] * 6 + ["Failed", "Executing"]))
        needs = tuple(draw(st.lists(st.sampled_from(known), max_size=2, unique=True))) if known else ()
        plan = Plan(name, ends, needs, branch=branch)
        known.append(name)
        if depth < 3 and ends != "Executing" and draw(st.booleans()):
            plan.outcome = draw(st.booleans())
            plan.below = {side: steps((name, side), depth + 1) for side in (True, False)}
        return plan

    return steps(None, 0)


def every(plans: list[Plan]) -> list[Plan]:
    """Return all steps in the order in which they are written."""
    return [
        one for plan in plans for one in (plan, *every(plan.below.get(True, [])), *every(plan.below.get(False, [])))
    ]


def expected(of: list[Plan]) -> list[tuple[str, str]]:
    """Return how the steps that begin end, by what they are: each is reached or not, whatever the engine does."""
    known = {plan.name: plan for plan in of}

    def passed(name: str) -> bool:
        """Tell whether a step can be left behind, were there no failures: it is reached and does not wait."""
        return reached(known[name]) and known[name].ends != "Executing"

    def reached(plan: Plan) -> bool:
        led = plan.branch is None or (passed(plan.branch[0]) and known[plan.branch[0]].outcome is plan.branch[1])
        return led and all(passed(name) for name in plan.needs)

    order: list[Plan] = []
    left = [plan for plan in of if reached(plan)]
    while left:
        waits_for = {plan.name: {*plan.needs, *([plan.branch[0]] if plan.branch else [])} for plan in left}
        first = next(plan for plan in left if not waits_for[plan.name] & waits_for.keys())
        left.remove(first)
        order.append(first)
    ends = [plan.ends for plan in order]
    return [(plan.name, plan.ends) for plan in order[: ends.index("Failed") + 1 if "Failed" in ends else None]]


def document(plan: Plan) -> dict[str, Any]:
    """Write a step; one that is needed is read from or depended on."""
    if plan.outcome is not None:
        branches = ([document(one) for one in plan.below[side]] for side in (True, False))
        written = condition(plan.name, [HOLDS if plan.outcome else FAILS], *branches)
    else:
        written = step(plan.name, "Callback" if plan.ends == "Executing" else "Processing")
    written["DependsOn"] = [*plan.needs[:1]]
    written["Arguments"] |= {"Reads": [{"Get": f"Steps.{name}"} for name in plan.needs[1:]]}
    return written


@settings(deadline=None, max_examples=80, suppress_health_check=[HealthCheck.too_slow])
@given(plans())
def test_steps_run_as_the_model_says(drawn: list[Plan]) -> None:
    """Whatever a definition looks like, the steps that the model reaches begin in its order and end as it says."""
    of = every(drawn)
    read = definition(*[document(plan) for plan in drawn])
    check_definition(read, lambda _kind: None)
    world = World(results={plan.name: told(failure_reason="told") for plan in of if plan.ends == "Failed"})
    after = run(read, world)

    ran = list(statuses(after).items())
    ends = {status for _, status in ran}
    assert ran == expected(of)
    assert after.status == next(one for one in ("Executing", "Failed", "Succeeded") if one in {*ends, "Succeeded"})
    begun = [name for _, name, before, _ in world.changes if before is None]
    assert begun == [name for name, _ in ran]
