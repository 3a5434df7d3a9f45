"""Whom a resource policy names: Principal, NotPrincipal, and the role behind a session."""

from __future__ import annotations

from typing import Any

import pytest
from access.building import ACCOUNT, ALICE, BOB, ROLE, ROOT, SESSION, STRANGER, allow, asked, policy, says

from sagemaker_registry_mock.access.policy import role_of

CALLERS = {"alice": ALICE, "bob": BOB, "session": SESSION, "root": ROOT}
EVERYBODY = "alice bob session root"


def named_by(element: str, principal: Any) -> str:
    """Return the callers of the account of whom a statement with this element speaks."""
    one = policy(allow(**{element: principal}))
    return " ".join(name for name, arn in CALLERS.items() if says(one, asked(principal=arn)))


@pytest.mark.parametrize(
    ("principal", "named"),
    [
        ("*", EVERYBODY),
        ({"AWS": "*"}, EVERYBODY),
        ({"AWS": ["*"]}, EVERYBODY),
        ({"AWS": ACCOUNT}, EVERYBODY),
        ({"AWS": ROOT}, EVERYBODY),
        ({"AWS": ROOT.replace("arn:aws:", "arn:aws-cn:")}, EVERYBODY),
        ({"AWS": ALICE}, "alice"),
        ({"AWS": [ALICE, BOB]}, "alice bob"),
        ({"AWS": ROLE}, "session"),
        ({"AWS": SESSION}, "session"),
        ({"AWS": SESSION.replace("monday", "tuesday")}, ""),
        ({"AWS": ROLE.replace("engineer", "eng")}, ""),
        ({"AWS": [STRANGER, ALICE]}, "alice"),
        ({"AWS": STRANGER}, ""),
        ({"AWS": f"arn:aws:iam::{STRANGER}:root"}, ""),
        ({"AWS": ALICE.replace("alice", "*")}, ""),
        ({"AWS": ALICE.replace("alice", "Alice")}, ""),
        ({"AWS": []}, ""),
        ({"Service": "sagemaker.amazonaws.com"}, ""),
        ({"Service": "*"}, ""),
        ({"Federated": "*", "CanonicalUser": "*"}, ""),
        ({"Service": "sagemaker.amazonaws.com", "AWS": BOB}, "bob"),
        ({}, ""),
        (ALICE, ""),
        (ACCOUNT, ""),
        (["*"], ""),
        (None, ""),
        (7, ""),
    ],
)
def test_a_principal_is_everybody_an_account_or_a_caller(principal: Any, named: str) -> None:
    """An account or its root is all its callers, a role all its sessions; other kinds of principal are nobody here."""
    assert named_by("Principal", principal) == named


@pytest.mark.parametrize(
    ("principal", "others"),
    [
        ("*", ""),
        ({"AWS": ROOT}, ""),
        ({"AWS": ACCOUNT}, ""),
        ({"AWS": ALICE}, "bob session root"),
        ({"AWS": [ALICE, BOB]}, "session root"),
        ({"AWS": ROLE}, "alice bob root"),
        ({"AWS": SESSION}, "alice bob root"),
        ({"AWS": STRANGER}, EVERYBODY),
        ({"Service": "sagemaker.amazonaws.com"}, EVERYBODY),
    ],
)
def test_not_principal_is_everybody_else(principal: Any, others: str) -> None:
    """NotPrincipal speaks of all whom it does not name."""
    assert named_by("NotPrincipal", principal) == others


@pytest.mark.parametrize("principal", [{"AWS": STRANGER}, {"AWS": f"arn:aws:iam::{STRANGER}:root"}, "*"])
def test_another_account_is_named_like_ones_own(principal: Any) -> None:
    """The callers of another account are named by that account."""
    visitor = f"arn:aws:iam::{STRANGER}:user/alice"

    assert says(policy(allow(Principal=principal)), asked(principal=visitor, account=STRANGER)) == "Allow"


@pytest.mark.parametrize(
    ("principal", "role"),
    [
        (SESSION, ROLE),
        (SESSION.replace("arn:aws:", "arn:aws-us-gov:"), ROLE.replace("arn:aws:", "arn:aws-us-gov:")),
        (SESSION.replace("monday", "a@b.c"), ROLE),
        (SESSION.rpartition("/")[0], None),
        (ROLE, None),
        (ALICE, None),
        (ROOT, None),
        (f"arn:aws:sts::{ACCOUNT}:federated-user/alice", None),
        ("", None),
    ],
)
def test_a_session_is_of_a_role(principal: str, role: str | None) -> None:
    """Only the ARN of an assumed role leads to the ARN of a role."""
    assert role_of(principal) == role
