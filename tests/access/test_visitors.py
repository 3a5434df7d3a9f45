"""Another account's registry: whom its groups let in, and what a refusal says."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest
from access.building import (
    ACCOUNT,
    BOB,
    DESCRIBE,
    GROUP,
    HERE,
    MARKET,
    STRANGER,
    VERSION,
    allow,
    deny,
    document,
    policy,
)
from access.gates import FakeGate, refusal, sentence, small_registry

from sagemaker_registry_mock.access.authorization import Principal, accounts_named, admitted, is_shared
from sagemaker_registry_mock.access.evaluation import Policies

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sagemaker_registry_mock.access.policy import Policy

THERE = replace(HERE, account=STRANGER)
VISITOR = f"arn:aws:iam::{STRANGER}:user/visitor"
SHARED = document(allow(Sid="Readers", Principal={"AWS": STRANGER}, Action="sagemaker:Describe*"))


def visiting(resource: str | None, *own: Policy, enforced: bool = False) -> FakeGate:
    """Return the gate of a visitor's account, next to which is the account with the registry."""
    policies = Policies(identity=own) if enforced else None
    caller = Principal(arn=VISITOR, account=STRANGER, policies=policies)
    return FakeGate(small_registry(THERE), caller, enforced, {ACCOUNT: small_registry(resource_policy=resource)})


@pytest.mark.parametrize("enforced", [False, True])
def test_another_accounts_policy_lets_in(enforced: bool) -> None:  # noqa: FBT001 - both ways
    """A request for another account's resource comes in as far as that says, and reaches that account's registry."""
    visitor = visiting(SHARED, policy(allow()), enforced=enforced)

    reached = admitted(visitor, "DescribeModelPackage", {"ModelPackageName": VERSION})

    assert reached.registry is visitor.others[ACCOUNT]
    assert reached.registry is not visitor.registry
    told = refusal(visitor, "DeleteModelPackage", {"ModelPackageName": VERSION})
    ending = "because no resource-based policy allows the sagemaker:DeleteModelPackage action"
    assert str(told) == sentence(VISITOR, "DeleteModelPackage", VERSION, ending)
    assert told.why == ("There is no resource-based policy that allows sagemaker:DeleteModelPackage at all.",)


def test_the_visitors_own_policy_must_allow_where_it_is_enforced() -> None:
    """Across accounts, with enforcement, both sides are asked."""
    told = refusal(visiting(SHARED, enforced=True), "DescribeModelPackage", {"ModelPackageName": VERSION})

    ending = f"because no identity-based policy allows the {DESCRIBE} action"
    assert str(told) == sentence(VISITOR, "DescribeModelPackage", VERSION, ending)


@pytest.mark.parametrize(
    "resource", [None, document(allow(Principal={"AWS": "111122223333"})), document(deny(Principal="*"))]
)
def test_what_is_not_shared_is_closed(resource: str | None) -> None:
    """Without a policy that names the visitor nothing of another account is reached, enforcement or not."""
    refusal(visiting(resource), "DescribeModelPackage", {"ModelPackageName": VERSION})
    refusal(visiting(resource, policy(allow()), enforced=True), "DescribeModelPackage", {"ModelPackageName": VERSION})


def test_what_has_no_policy_cannot_be_shared() -> None:
    """Only groups have policies: an unversioned package stays with its account, and so does what does not exist."""
    open_to_all = visiting(document(allow(Principal="*")))

    for name in (MARKET, HERE.arn("model-package", "new/1")):
        refusal(open_to_all, "DescribeModelPackage", {"ModelPackageName": name})


@pytest.mark.parametrize("enforced", [False, True])
def test_an_account_that_nobody_knows_shares_nothing(enforced: bool) -> None:  # noqa: FBT001 - both ways
    """A resource of an unknown account is refused as one that is not shared."""
    arn = VERSION.replace(ACCOUNT, "111122223333")

    told = refusal(
        visiting(SHARED, policy(allow()), enforced=enforced), "DescribeModelPackage", {"ModelPackageName": arn}
    )

    ending = f"because no resource-based policy allows the {DESCRIBE} action"
    assert str(told) == sentence(VISITOR, "DescribeModelPackage", arn, ending)
    assert told.why == (f"There is no resource-based policy that allows {DESCRIBE} at all.",)


@pytest.mark.parametrize(
    ("statement", "describes"),
    [
        (None, False),
        (allow(Principal={"AWS": STRANGER}), True),
        (allow(Principal={"AWS": VISITOR}, Action="sagemaker:DescribeModelPackageGroup", Resource=GROUP), True),
        (allow(Principal="*", Action="sagemaker:DescribeModelPackage"), False),
        (allow(Principal={"AWS": BOB}), False),
        (deny(Principal="*"), False),
    ],
)
def test_a_group_is_shared_with_whom_it_lets_describe_it(statement: dict[str, Any] | None, describes: bool) -> None:  # noqa: FBT001 - the expected answer
    """What a group's policy says of the visitor counts, whatever the visitor's own policies say."""
    resource = None if statement is None else document(statement)
    visitor = visiting(resource, enforced=True)
    there = visitor.at(ACCOUNT)
    assert there is not None
    churn = there.registry.groups.find("churn")
    assert churn is not None

    assert is_shared(there, "DescribeModelPackageGroup", churn.arn) is describes


@pytest.mark.parametrize(
    ("operation", "request_", "accounts"),
    [
        ("DescribeModelPackage", {"ModelPackageName": VERSION}, [ACCOUNT]),
        ("DescribeModelPackage", {"ModelPackageName": "churn/1"}, []),
        ("DescribeModelPackage", {"ModelPackageName": "arn:nonsense"}, []),
        (
            "BatchDescribeModelPackage",
            {"ModelPackageArnList": [VERSION, THERE.arn("model-package", "x")]},
            [ACCOUNT, STRANGER],
        ),
        ("CreateModel", {"Containers": [{"ModelPackageName": VERSION}, {"ModelPackageName": "x"}]}, [ACCOUNT]),
        ("Search", {"Resource": "ModelPackage"}, []),
    ],
)
def test_the_accounts_that_a_request_names(operation: str, request_: dict[str, Any], accounts: Iterable[str]) -> None:
    """Every ARN in a request tells an account; names tell none."""
    assert accounts_named(operation, request_) == accounts
