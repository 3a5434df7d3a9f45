"""A rejection of what was approved deploys the latest version that still is."""

from __future__ import annotations

from deployment.building import APPROVED, PENDING, REJECTED, World, version_arn

from sagemaker_registry_mock.deployment import ApprovalChange, DeploymentStage, Outcome

DEPLOYED, NOTHING = Outcome.DEPLOYED, Outcome.NOTHING_APPROVED


def test_the_latest_approved_version_is_deployed() -> None:
    """The record tells the version that is deployed, and as its cause the one that was rejected."""
    world = World()
    world.approve(1, 2, 3)

    world.decide(3, REJECTED)

    last = world.last()
    assert (last.run, last.outcome, last.version, last.version_arn) == (4, DEPLOYED, 2, version_arn(2))
    assert last.cause == ApprovalChange(version_arn(3), APPROVED, REJECTED)
    assert last.model == "churn-v2-prod-4"
    assert world.behind("churn-prod") == 2


def test_one_version_is_asked_for() -> None:
    """SageMaker is asked for the newest approved version of the group, whatever its default order is."""
    world = World()
    world.approve(1, 2)

    world.decide(2, REJECTED)

    (listed,) = (request for operation, request in world.sagemaker.asked if operation == "ListModelPackages")
    assert listed == {
        "ModelPackageGroupName": "churn",
        "ModelApprovalStatus": "Approved",
        "SortBy": "CreationTime",
        "SortOrder": "Descending",
        "MaxResults": 1,
    }


def test_versions_that_are_not_approved_are_skipped() -> None:
    """Neither a rejected version nor one that waits is deployed, however new it is."""
    world = World()
    world.approve(1, 2, 3)
    world.decide(4, PENDING)
    world.decide(2, REJECTED)
    assert world.behind("churn-prod") == 3

    world.decide(3, REJECTED)

    assert world.behind("churn-prod") == 1


def test_the_latest_is_the_last_registered() -> None:
    """Of two approved versions the younger is deployed, even if it was approved before the older one."""
    world = World()
    for version in (1, 2, 3):
        world.decide(version, PENDING)
    for version in (2, 1, 3):
        world.decide(version, APPROVED)

    world.decide(3, REJECTED)

    assert world.behind("churn-prod") == 2


def test_a_rejection_of_what_is_not_deployed() -> None:
    """The table does not ask what is deployed: the latest approved version is deployed once more."""
    world = World()
    world.approve(1, 2)

    world.decide(1, REJECTED)

    assert world.told()[-1] == (3, "prod", 2, DEPLOYED)
    assert world.last().model == "churn-v2-prod-3"


def test_no_version_is_left() -> None:
    """Nothing is deployed, which is recorded as a run; what stands behind the endpoint stays."""
    world = World()
    world.approve(1)
    asked = len(world.sagemaker.asked)

    world.decide(1, REJECTED)

    last = world.last()
    assert world.told()[-1] == (2, None, None, NOTHING)
    assert (last.version_arn, last.endpoint, last.model, last.endpoint_config) == (None, None, None, None)
    assert last.cause == ApprovalChange(version_arn(1), APPROVED, REJECTED)
    assert world.sagemaker.operations()[asked:] == ["ListModelPackages"]
    assert world.behind("churn-prod") == 1

    world.decide(1, APPROVED)
    assert world.told()[-1] == (3, "prod", 1, DEPLOYED)


def test_rollback_after_rollback() -> None:
    """Each rejection goes one version further back, to the end."""
    world = World()
    world.approve(1, 2, 3)

    for version in (3, 2, 1):
        world.decide(version, REJECTED)

    assert world.told()[3:] == [(4, "prod", 2, DEPLOYED), (5, "prod", 1, DEPLOYED), (6, None, None, NOTHING)]


def test_a_rollback_goes_through_all_stages() -> None:
    """The version goes back at every stage, in their order."""
    world = World(DeploymentStage("staging"), DeploymentStage("prod"))
    world.approve(1, 2)

    world.decide(2, REJECTED)

    assert world.told()[-2:] == [(3, "staging", 1, DEPLOYED), (3, "prod", 1, DEPLOYED)]
    assert (world.behind("churn-staging"), world.behind("churn-prod")) == (1, 1)
