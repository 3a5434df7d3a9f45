"""Properties of the evaluation: denials only take away, permissions only give, and it decides as IAM's words say."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import pytest
from access.building import ACCOUNT, ALICE, ROLE, ROOT, SESSION, STRANGER, VERSION
from access.obvious import ALLOWED, DENIED, NOT_ALLOWED, Caller, Document, Documents, Request, outcome
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sagemaker_registry_mock.access.evaluation import Decision, Policies, decided
from sagemaker_registry_mock.access.policy import Policy, Question, compiled_policy

quick = settings(deadline=None, max_examples=60, suppress_health_check=list(HealthCheck))

MARKET = VERSION.replace("churn/1", "market")
STAGE, TEAM = "sagemaker:modellifecycle:stage", "aws:tagkeys"
OPERATORS = ["StringEquals", "StringNotEquals", "StringLike", "StringNotLike"]
SETS = [f"{prefix}:{one}" for prefix in ("ForAnyValue", "ForAllValues") for one in OPERATORS]


def one_or_more(values: list[str]) -> st.SearchStrategy[Any]:
    """Return a strategy for one of the values, bare or in a list, or for several."""
    return st.sampled_from(values) | st.lists(st.sampled_from(values), min_size=1, max_size=2, unique=True)


ACTIONS = one_or_more(["sagemaker:*", "sagemaker:Describe*", "SageMaker:describemodelpackage", "sagemaker:Update*"])
RESOURCES = one_or_more(["*", VERSION, MARKET, VERSION.replace("churn/1", "churn/*"), "arn:aws:sagemaker:*:*:*/?*/?"])
NAMES = one_or_more(["*", ALICE, SESSION, ROLE, ACCOUNT, ROOT, STRANGER])
PRINCIPALS = st.just("*") | NAMES.map(lambda names: {"AWS": names})
CONDITION = st.dictionaries(
    st.sampled_from([*OPERATORS, *SETS, *(f"{one}IfExists" for one in (*OPERATORS, *SETS))]),
    st.dictionaries(st.sampled_from([STAGE, TEAM.upper()]), one_or_more(["a", "b", "a*", "?"]), min_size=1, max_size=2),
    max_size=2,
) | st.sampled_from(["true", "false"]).map(lambda absent: {"Null": {STAGE: absent}})


def seldom(rare: str, common: str) -> st.SearchStrategy[str]:
    """Return a strategy for one of two texts, of which the first is rare, so that policies often allow."""
    return st.sampled_from([common] * 5 + [rare])


@st.composite
def statements(draw: st.DrawFn, *, named: bool = False, effect: str | None = None) -> dict[str, Any]:
    """Draw a statement; one of a resource policy names principals."""
    elements = {
        draw(seldom("NotAction", "Action")): draw(ACTIONS),
        draw(seldom("NotResource", "Resource")): draw(RESOURCES),
    }
    if named:
        elements[draw(seldom("NotPrincipal", "Principal"))] = draw(PRINCIPALS)
    condition = draw(CONDITION) if draw(st.booleans()) else {}
    return {"Effect": effect or draw(seldom("Deny", "Allow")), **elements, "Condition": condition}


EMPTY: Document = {"Version": "2012-10-17", "Statement": []}


def documents(*, named: bool = False) -> st.SearchStrategy[Document]:
    """Return a strategy for policies of one or two statements."""
    several = st.lists(statements(named=named), min_size=1, max_size=2)
    return several.map(lambda ones: {**EMPTY, "Statement": ones})


CALLERS = st.sampled_from([Caller(ALICE, ACCOUNT), Caller(SESSION, ACCOUNT, ROLE), Caller(ROOT, ACCOUNT)])
KEYS = st.fixed_dictionaries(
    {},
    optional={
        STAGE: st.sampled_from([("a",), ("b",)]),
        TEAM: st.sampled_from([("a",), ("a", "b"), ("b", "c"), ("c",)]),
    },
)
REQUESTS = st.builds(
    Request,
    caller=CALLERS,
    action=st.sampled_from(["sagemaker:DescribeModelPackage"] * 3 + ["sagemaker:UpdateModelPackage"]),
    resource=st.sampled_from([VERSION, VERSION, MARKET]),
    keys=KEYS,
)
IN_FORCE = st.builds(
    Documents,
    identity=st.none() | st.lists(documents(), max_size=2),
    boundary=st.none() | st.none() | documents(),
    session=st.none() | st.none() | documents(),
    resource=st.none() | documents(named=True),
    foreign=st.booleans(),
)


def compiled(document: Document | None) -> Policy | None:
    """Compile a policy, if there is one."""
    return None if document is None else compiled_policy("one", json.dumps(document))


def decision(request: Request, in_force: Documents) -> Decision:
    """Return what the package decides."""
    question = Question(
        request.action,
        request.resource,
        {name: tuple(values) for name, values in request.keys.items()},
        request.caller.arn,
        request.caller.account,
    )
    own = None if in_force.identity is None else tuple(filter(None, map(compiled, in_force.identity)))
    return decided(
        question,
        Policies(
            identity=own,
            boundary=compiled(in_force.boundary),
            session=compiled(in_force.session),
            resource=compiled(in_force.resource),
            foreign=in_force.foreign,
        ),
    )


def with_statement(document: Document | None, statement: dict[str, Any], place: int) -> Document:
    """Return a policy with one statement more."""
    before = (document or EMPTY)["Statement"]
    return {**EMPTY, "Statement": [*before[:place], statement, *before[place:]]}


@settings(quick, max_examples=150)
@given(request=REQUESTS, in_force=IN_FORCE)
def test_it_decides_as_the_obvious_evaluation_does(request: Request, in_force: Documents) -> None:
    """What policies together make of a request is what the words of IAM's guide make of it."""
    found = decision(request, in_force)

    expected = outcome(request, in_force)
    denied = DENIED if found.statement else NOT_ALLOWED
    assert (ALLOWED if found.allowed else denied) == expected


@pytest.mark.parametrize("kind", ["identity", "boundary", "session", "resource"])
@quick
@given(data=st.data(), request=REQUESTS, in_force=IN_FORCE)
def test_one_more_denial_never_allows_more(
    kind: str, data: st.DataObject, request: Request, in_force: Documents
) -> None:
    """A statement that denies, in any policy and at any place in it, takes away or changes nothing."""
    denial = data.draw(statements(named=kind == "resource", effect="Deny"))
    place = data.draw(st.integers(0, 2))
    before: Any = in_force if in_force.identity else replace(in_force, identity=[EMPTY])
    old = before.identity[0] if kind == "identity" else getattr(before, kind)
    new = with_statement(old, denial, place)

    changed: Any = replace(before, **{kind: [new, *before.identity[1:]] if kind == "identity" else new})

    assert decision(request, before).allowed or not decision(request, changed).allowed


@quick
@given(request=REQUESTS, in_force=IN_FORCE, more=documents())
def test_one_more_permission_of_the_caller_never_denies(request: Request, in_force: Documents, more: Document) -> None:
    """An identity-based policy that only allows, added to the caller's, refuses nothing that was allowed."""
    allowing = {**more, "Statement": [{**one, "Effect": "Allow"} for one in more["Statement"]]}
    before = replace(in_force, identity=in_force.identity or [])

    changed = replace(before, identity=[*(before.identity or ()), allowing])

    assert decision(request, changed).allowed or not decision(request, before).allowed


@quick
@given(request=REQUESTS, in_force=IN_FORCE)
def test_a_permission_without_its_conditions_never_allows_less(request: Request, in_force: Documents) -> None:
    """Statements that allow, relieved of their conditions, allow at least what they did."""
    before = decision(request, in_force).allowed

    relieved = replace(
        in_force,
        identity=None if in_force.identity is None else [unconditional(one) for one in in_force.identity],
        resource=None if in_force.resource is None else unconditional(in_force.resource),
        boundary=None if in_force.boundary is None else unconditional(in_force.boundary),
        session=None if in_force.session is None else unconditional(in_force.session),
    )

    assert decision(request, relieved).allowed or not before


def unconditional(document: Document) -> Document:
    """Return a policy whose permissions have no conditions."""
    freed = [{**one, "Condition": {}} if one["Effect"] == "Allow" else one for one in document["Statement"]]
    return {**document, "Statement": freed}
