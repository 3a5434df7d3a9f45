"""The fixtures, their settings and the marker."""

from __future__ import annotations

from typing import TYPE_CHECKING

from support.running import run_apart

if TYPE_CHECKING:
    import pytest

pytest_plugins = "pytester"

CONFTEST = """
    import pytest

    @pytest.fixture(scope="session")
    def sagemaker_registry_region():
        return "eu-central-1"
"""
PLAIN = """
    import asyncio, os, unittest
    import boto3, pytest
    from moto import mock_aws

    def promote(client, group):
        arn = client.create_model_package(ModelPackageGroupName=group)["ModelPackageArn"]
        client.update_model_package(ModelPackageArn=arn, ModelApprovalStatus="Approved")
        return arn

    def test_one_begins(sagemaker_registry, sagemaker_client, sagemaker_session):
        assert sagemaker_client is sagemaker_registry.client
        assert sagemaker_session is sagemaker_registry.session
        sagemaker_registry.group("churn")
        arn = promote(boto3.client("sagemaker"), "churn")  # as the code under test makes its client
        assert arn == "arn:aws:sagemaker:eu-central-1:123456789012:model-package/churn/1"
        assert sagemaker_registry.latest_approved("churn")["ModelPackageArn"] == arn
        assert [call.operation for call in sagemaker_registry.calls] == ["CreateModelPackage", "UpdateModelPackage"]
        assert sagemaker_session.client("s3").list_buckets()["Buckets"] == []

    def test_the_next_finds_nothing_of_it(sagemaker_client):
        assert sagemaker_client.list_model_package_groups()["ModelPackageGroupSummaryList"] == []

    @pytest.mark.sagemaker_registry(region="us-west-2", account_id="111122223333", validation="warn", page_size=2)
    def test_the_marker_alone_brings_the_registry():
        client = boto3.client("sagemaker")
        with pytest.warns(UserWarning):
            arn = client.create_model_package_group(ModelPackageGroupName="mpg_DEV")["ModelPackageGroupArn"]
        assert arn.startswith("arn:aws:sagemaker:us-west-2:111122223333:")

    @pytest.fixture
    def churn():
        boto3.client("sagemaker").create_model_package_group(ModelPackageGroupName="churn")

    @pytest.mark.sagemaker_registry(region="us-west-2")
    def test_other_fixtures_find_the_registry_that_the_marker_brings(churn):
        assert boto3.client("sagemaker").describe_model_package_group(ModelPackageGroupName="churn")

    @pytest.mark.sagemaker_registry(validation="warn", quotas={"ModelPackageGroups": 1})
    class TestMarked:
        @pytest.mark.sagemaker_registry(validation="strict")
        def test_its_own_marker_comes_first(self, sagemaker_registry):
            assert sagemaker_registry.settings == {"validation": "strict", "quotas": {"ModelPackageGroups": 1}}

    class TestSettings:
        @pytest.fixture
        def sagemaker_registry_settings(self):
            return {"iam": True}

        @pytest.fixture
        def sagemaker_registry_account_id(self):
            return "444455556666"

        def test_overridden(self, sagemaker_registry):
            assert sagemaker_registry.settings == {"iam": True}
            assert sagemaker_registry.account_id == "444455556666"

    @pytest.fixture
    def aws():
        with mock_aws():
            boto3.client("sagemaker", "eu-central-1").create_model_package_group(ModelPackageGroupName="theirs")
            yield

    def test_inside_a_mock_of_the_user_s_own(aws, sagemaker_registry):
        assert [one["ModelPackageGroupName"] for one in
                sagemaker_registry.client.list_model_package_groups()["ModelPackageGroupSummaryList"]] == ["theirs"]

    @mock_aws
    def test_around_a_mock_of_the_user_s_own(sagemaker_registry):
        sagemaker_registry.register("churn")
        assert sagemaker_registry.latest_approved("churn") is None

    def test_threads_of_an_event_loop(sagemaker_registry):
        sagemaker_registry.group("churn")
        async def all_at_once():
            client = sagemaker_registry.client
            return await asyncio.gather(*(asyncio.to_thread(promote, client, "churn") for _ in range(8)))
        assert len(set(asyncio.run(all_at_once()))) == 8
        assert len(sagemaker_registry.calls) == 16

    @pytest.mark.usefixtures("sagemaker_registry")
    class TestCase(unittest.TestCase):
        def test_one(self):
            promote(boto3.client("sagemaker"), boto3.client("sagemaker").create_model_package_group(
                ModelPackageGroupName="churn")["ModelPackageGroupArn"])

        def test_two(self):
            assert not boto3.client("sagemaker").list_model_packages()["ModelPackageSummaryList"]

    def test_fake_credentials():
        assert os.environ.get("AWS_ACCESS_KEY_ID") != "testing"
"""
WRONG = """
    import pytest

    @pytest.mark.sagemaker_registry(regoin="us-west-2")
    def test_unknown(): ...

    @pytest.mark.sagemaker_registry("us-west-2")
    def test_by_place(): ...

    @pytest.mark.sagemaker_registry(iam="yes")
    def test_value(): ...

    @pytest.mark.sagemaker_registry(account_id="12")
    def test_account(): ...

    @pytest.mark.sagemaker_registry(region="mars-1")
    def test_region(): ...

    class TestSettings:
        @pytest.fixture
        def sagemaker_registry_settings(self):
            return None

        def test_they_are_none(self, sagemaker_registry): ...

    def test_a_wider_one_within(sagemaker_registry, request):
        request.getfixturevalue("module_sagemaker_registry")

    def test_swallows(sagemaker_registry):
        import socket
        try:
            socket.create_connection(("example.com", 443))
        except Exception:
            pass

    def test_expects(sagemaker_registry):
        import socket
        with pytest.raises(RuntimeError):
            socket.create_connection(("example.com", 443))
        sagemaker_registry.refused_hosts.clear()
"""
FAILS = """
    import socket
    import pytest
    from botocore.exceptions import ClientError

    def test_it(sagemaker_registry):
        version = sagemaker_registry.register("churn", CustomerMetadataProperties={"auc": "0.91"})
        sagemaker_registry.approve(version, "AUC 0.91")
        sagemaker_registry.fail_next("UpdateModelPackage", "ConflictException")
        with pytest.raises(ClientError):
            sagemaker_registry.client.describe_model_package(ModelPackageName="nope")
        assert sagemaker_registry.latest_approved("churn")["ModelPackageVersion"] == 2

    def test_it_holds_too_little(sagemaker_registry, monkeypatch):
        monkeypatch.setattr(type(sagemaker_registry), "report", lambda _self: 1 / 0)
        assert False

    def test_it_leaves_the_machine(sagemaker_registry):
        socket.create_connection(("example.com", 443))

    def test_without_a_registry():
        assert False
"""


def test_the_fixtures_give_what_a_test_needs(pytester: pytest.Pytester) -> None:
    """Fixtures, overridden settings, marker, unittest, threads, and mocks of the user's own on either side."""
    run_apart(pytester, "-W", "error", conftest=CONFTEST, test_plain=PLAIN).assert_outcomes(passed=12)


def test_what_is_wrong_is_told(pytester: pytest.Pytester) -> None:
    """A wrong marker is an error in one sentence; so is leaving the machine, even where nobody notices.

    Groups, versions, statuses and the last calls stand below the failure of a test that uses the registry.
    """
    run = run_apart(pytester, test_wrong=WRONG, test_fails=FAILS)
    run.assert_outcomes(errors=7, passed=2, failed=5)
    run.stdout.fnmatch_lines_random(
        [
            "sagemaker_registry: the marker has no argument 'regoin'; it has region, account_id, arn_case, *",
            "sagemaker_registry: the marker takes arguments by name only, not ('us-west-2',)",
            "sagemaker_registry: iam must be True or False, not 'yes'",
            "sagemaker_registry: account_id must be a text of twelve digits, not '12'",
            "sagemaker_registry: moto has no SageMaker in the region 'mars-1'.",
            "sagemaker_registry: the fixture sagemaker_registry_settings must return a dictionary, not None",
            "module_sagemaker_registry: it would outlast the registry inside which it is asked for: *",
            "*LeftTheMachine: The test wanted to leave this machine, for example.com:443, *",
            "ERROR *test_swallows*",
        ]
    )
    run.stdout.fnmatch_lines(
        [
            "*- SageMaker Model Registry -*",
            "account 123456789012, region us-east-1:",
            "  group churn  Completed  1 version",
            "    1  Completed  Approved  (AUC 0.91)",
            "1 call:",
            "  *DescribeModelPackage*ValidationException: ModelPackage arn*",
            "2 events:",
            "  <SageMaker Model Package State Change: *:model-package/churn/1>",
            "  <SageMaker Model Package State Change: *churn/1, [[]'ModelApprovalStatus'*",
            "fault that has not hit: *UpdateModelPackage*ConflictException*",
            "*- SageMaker Model Registry -*",
            "It cannot tell what it holds: ZeroDivisionError*",
        ]
    )
    run.stdout.no_fnmatch_line("ERROR *test_it_leaves_the_machine*")  # it has failed, which is enough
    assert run.stdout.str().count("- SageMaker Model Registry -") == 4


def test_the_fixtures_explain_themselves(pytester: pytest.Pytester) -> None:
    """`pytest --fixtures` tells what each is for."""
    told = run_apart(pytester, "--fixtures", "-p", "no:cacheprovider").stdout
    for name in (
        "sagemaker_registry",
        "class_sagemaker_registry [[]class scope[]]",
        "module_sagemaker_registry [[]module scope[]]",
        "session_sagemaker_registry [[]session scope[]]",
        "sagemaker_client",
        "sagemaker_session",
        "sagemaker_registry_region [[]session scope[]]",
        "sagemaker_registry_account_id [[]session scope[]]",
        "sagemaker_registry_settings [[]session scope[]]",
        "sagemaker_registry_allowed_hosts [[]session scope[]]",
    ):
        told.fnmatch_lines_random([f"{name} -- *"])
    ours = told.str().partition("sagemaker_registry_mock.pytest_plugin")[2].partition("fixtures defined from")[0]
    assert "sagemaker_client" in ours
    assert "no docstring" not in ours
