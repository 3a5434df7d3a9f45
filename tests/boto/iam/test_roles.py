"""Three roles share a model's way into production: each may set some stages, and everybody may see all of them."""

from __future__ import annotations

from functools import partial
from itertools import product
from typing import TYPE_CHECKING, Any

import pytest
from boto.iam.policies import ALICE, allow, denied, is_let_through
from support.examples import HERE

from sagemaker_registry_mock import Stage, StageStatus

if TYPE_CHECKING:
    from collections.abc import Callable

    from types_boto3_sagemaker import SageMakerClient

VERSION = f"{HERE}:model-package/churn/1"
STAGE, STATUS = "sagemaker:ModelLifeCycle:stage", "sagemaker:ModelLifeCycle:stageStatus"

#: All moves: every pre-defined stage and status, and one of each that users have made up.
STAGES = [*(one.value for one in Stage), "Staging"]
STATUSES = [*(one.value for one in StageStatus), "Waiting"]
MOVES = list(product(STAGES, STATUSES))


def may_set(stage: Stage, *statuses: StageStatus, actions: Any = ("UpdateModelPackage",)) -> dict[str, Any]:
    """Return a statement that allows to set one stage with one of some statuses."""
    return allow(*actions, Condition={"StringEquals": {STAGE: stage, STATUS: list(statuses)}})


MAY_SEE = allow("Describe*", "List*", "BatchDescribeModelPackage", "Search", "GetSearchSuggestions")
DATA_SCIENTIST = [
    MAY_SEE,
    may_set(Stage.DEVELOPMENT, StageStatus.APPROVED, actions=("CreateModelPackage", "UpdateModelPackage")),
    may_set(Stage.QA, StageStatus.PENDING_APPROVAL),
]
QUALITY_ASSURANCE = [
    MAY_SEE,
    may_set(Stage.QA, StageStatus.APPROVED, StageStatus.REJECTED),
    may_set(Stage.PRODUCTION, StageStatus.PENDING_APPROVAL),
]
LEAD_ENGINEER = [
    MAY_SEE,
    allow(
        "UpdateModelPackage",
        Condition={
            "ForAnyValue:StringEquals": {STAGE: Stage.PRODUCTION},
            "StringEquals": {STATUS: StageStatus.APPROVED},
        },
    ),
    may_set(Stage.PRODUCTION, StageStatus.REJECTED),
    may_set(Stage.DEVELOPMENT, StageStatus.PENDING_APPROVAL),
]

#: A row is a role's policy, what it may create, and what it may update to. All other moves are refused.
ROLES: dict[str, tuple[list[dict[str, Any]], set[tuple[str, str]], set[tuple[str, str]]]] = {
    "data scientist": (
        DATA_SCIENTIST,
        {("Development", "Approved")},
        {("Development", "Approved"), ("QA", "PendingApproval")},
    ),
    "quality assurance": (
        QUALITY_ASSURANCE,
        set(),
        {("QA", "Approved"), ("QA", "Rejected"), ("Production", "PendingApproval")},
    ),
    "lead engineer": (
        LEAD_ENGINEER,
        set(),
        {("Production", "Approved"), ("Production", "Rejected"), ("Development", "PendingApproval")},
    ),
}
every_role = pytest.mark.parametrize("role", list(ROLES))


def life_cycle(stage: str, status: str) -> Any:
    """Return a ModelLifeCycle."""
    return {"Stage": stage, "StageStatus": status}


def moves_made(move: Callable[[Any], object]) -> set[tuple[str, str]]:
    """Try all moves, and return those that were let through; every other one is an AccessDeniedException."""
    return {one for one in MOVES if is_let_through(partial(move, life_cycle(*one)))}


@pytest.mark.usefixtures("group")
@every_role
def test_what_a_role_may_create(role: str, client: SageMakerClient, user: Callable[..., SageMakerClient]) -> None:
    """A role registers versions in the stages of its table only; a refused one leaves no version behind."""
    statements, may_create, _ = ROLES[role]
    caller = user(*statements)

    made = moves_made(lambda stage: caller.create_model_package(ModelPackageGroupName="churn", ModelLifeCycle=stage))

    assert made == may_create
    found = client.list_model_packages(ModelPackageGroupName="churn")["ModelPackageSummaryList"]
    stages = [(one["ModelLifeCycle"]["Stage"], one["ModelLifeCycle"]["StageStatus"]) for one in found]
    assert set(stages) == made
    assert len(stages) == len(made)


@pytest.mark.usefixtures("version")
@every_role
def test_what_a_role_may_update(role: str, client: SageMakerClient, user: Callable[..., SageMakerClient]) -> None:
    """A role moves a version to the stages of its table only, wherever the version stands."""
    statements, _, may_update = ROLES[role]
    caller = user(*statements)

    for current in (Stage.PROPOSAL, Stage.PRODUCTION, Stage.ARCHIVED):
        stage = life_cycle(current, StageStatus.IN_PROGRESS)
        client.update_model_package(ModelPackageArn=VERSION, ModelLifeCycle=stage)
        made = moves_made(lambda to: caller.update_model_package(ModelPackageArn=VERSION, ModelLifeCycle=to))
        assert made == may_update, current


@pytest.mark.usefixtures("version")
@every_role
def test_a_refused_move_changes_nothing(
    role: str, client: SageMakerClient, user: Callable[..., SageMakerClient]
) -> None:
    """The denial names the version, which stays where it is."""
    client.update_model_package(ModelPackageArn=VERSION, ModelLifeCycle=life_cycle("Proposal", "OnHold"))
    before = client.describe_model_package(ModelPackageName=VERSION)

    with denied(ALICE, "UpdateModelPackage", VERSION):
        user(*ROLES[role][0]).update_model_package(
            ModelPackageArn=VERSION, ModelLifeCycle=life_cycle("PreProduction", "Approved")
        )

    after = client.describe_model_package(ModelPackageName=VERSION)
    assert {**after, "ResponseMetadata": None} == {**before, "ResponseMetadata": None}


@pytest.mark.usefixtures("version")
@every_role
def test_a_move_is_all_that_a_role_may(role: str, user: Callable[..., SageMakerClient]) -> None:
    """An update that sets no stage has none of the keys, so the conditions do not hold: nobody approves that way."""
    caller = user(*ROLES[role][0])

    with denied(ALICE, "UpdateModelPackage", VERSION):
        caller.update_model_package(ModelPackageArn=VERSION, ModelApprovalStatus="Approved")
    with denied(ALICE, "DeleteModelPackage", VERSION):
        caller.delete_model_package(ModelPackageName=VERSION)


@pytest.mark.usefixtures("version")
@every_role
def test_everybody_sees_all_stages(role: str, client: SageMakerClient, user: Callable[..., SageMakerClient]) -> None:
    """Describe, list, batch describe and search tell every role every stage."""
    caller = user(*ROLES[role][0])
    search: Any = {"Filters": [{"Name": "ModelLifeCycle.Stage", "Operator": "Equals", "Value": "Production"}]}

    for stage in STAGES:
        client.update_model_package(ModelPackageArn=VERSION, ModelLifeCycle=life_cycle(stage, "OnHold"))
        told = caller.describe_model_package(ModelPackageName=VERSION)["ModelLifeCycle"]
        (listed,) = caller.list_model_packages(ModelPackageGroupName="churn")["ModelPackageSummaryList"]
        found = caller.search(Resource="ModelPackage", SearchExpression=search)["Results"]
        assert told == listed["ModelLifeCycle"] == life_cycle(stage, "OnHold")
        assert len(found) == (stage == "Production")

    assert list(caller.batch_describe_model_package(ModelPackageArnList=[VERSION])["ModelPackageSummaries"]) == [
        VERSION
    ]


@pytest.mark.usefixtures("version")
@pytest.mark.parametrize(
    ("stage", "status"),
    [
        pytest.param("sagemaker:modellifecycle:stage", "SAGEMAKER:MODELLIFECYCLE:STAGESTATUS", id="letter-case"),
        pytest.param("sagemaker:ModelLifeCycle:Stage", "sagemaker:ModelLifeCycle:StageStatus", id="capitals"),
        pytest.param("sagemaker:ModelLifeCycle/stage", "sagemaker:ModelLifeCycle/stageStatus", id="slash"),
        pytest.param("sagemaker:ModelLifeCycle/Stage", "Sagemaker:modelLifeCycle:stagestatus", id="mixed"),
    ],
)
def test_the_keys_have_several_spellings(user: Callable[..., SageMakerClient], stage: str, status: str) -> None:
    """The names of the keys are compared without letter case, and with a colon or a slash; the values exactly."""
    condition = {"StringEquals": {stage: "QA", status: "Approved"}}
    caller = user(allow("UpdateModelPackage", Condition=condition))

    made = moves_made(lambda to: caller.update_model_package(ModelPackageArn=VERSION, ModelLifeCycle=to))

    assert made == {("QA", "Approved")}
    with denied(ALICE, "UpdateModelPackage", VERSION):
        caller.update_model_package(ModelPackageArn=VERSION, ModelLifeCycle=life_cycle("qa", "Approved"))


@pytest.mark.usefixtures("version")
@pytest.mark.parametrize(
    "make", ["user", "member", "role"], ids=["policy-of-a-user", "policy-of-a-group", "policy-of-a-role"]
)
def test_a_role_is_played_by_users_groups_and_roles(
    make: str, client: SageMakerClient, request: pytest.FixtureRequest
) -> None:
    """A model goes from development to production through the three roles, whatever holds their policies."""
    caller: SageMakerClient = request.getfixturevalue(make)(*LEAD_ENGINEER)

    made = moves_made(lambda to: caller.update_model_package(ModelPackageArn=VERSION, ModelLifeCycle=to))

    assert made == ROLES["lead engineer"][2]
    assert client.describe_model_package(ModelPackageName=VERSION)["ModelLifeCycle"]["Stage"] in (
        "Production",
        "Development",
    )


@pytest.mark.usefixtures("group")
def test_a_model_goes_its_way_through_the_roles(client: SageMakerClient, user: Callable[..., SageMakerClient]) -> None:
    """The roles together take a version from its registration into production, each doing its own part."""
    scientist = user(*DATA_SCIENTIST, name="scientist")
    tester = user(*QUALITY_ASSURANCE, name="tester")
    lead = user(*LEAD_ENGINEER, name="lead")
    scientist.create_model_package(ModelPackageGroupName="churn", ModelLifeCycle=life_cycle("Development", "Approved"))

    way: list[tuple[SageMakerClient, Stage, StageStatus]] = [
        (scientist, Stage.QA, StageStatus.PENDING_APPROVAL),
        (tester, Stage.QA, StageStatus.APPROVED),
        (tester, Stage.PRODUCTION, StageStatus.PENDING_APPROVAL),
        (lead, Stage.PRODUCTION, StageStatus.APPROVED),
    ]
    for caller, stage, status in way:
        caller.update_model_package(ModelPackageArn=VERSION, ModelLifeCycle=life_cycle(stage, status))

    told = client.describe_model_package(ModelPackageName=VERSION)
    assert told["ModelLifeCycle"] == life_cycle("Production", "Approved")
    assert told["LastModifiedBy"]["IamIdentity"]["Arn"] == "arn:aws:iam::123456789012:user/lead"
