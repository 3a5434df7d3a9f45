"""Policy variables: what `${...}` stands for in resources and conditions."""

from __future__ import annotations

from typing import Any

import pytest
from access.building import ALICE, HERE, allow, asked, policy, says

from sagemaker_registry_mock.access.policy import substituted

KEYS = {"aws:username": ("alice",), "aws:PrincipalTag/team": ("a*",), "aws:TagKeys": ("x", "y"), "aws:empty": ("",)}


def filled(text: str) -> str | None:
    """Fill the variables of a text, with an exclamation mark before each sign that is no wildcard."""
    found = substituted(text, {name.lower(): values for name, values in KEYS.items()})
    return None if found is None else found.replace("\0", "!")


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("churn", "churn"),
        ("${aws:username}", "alice"),
        ("team/${aws:username}/*", "team/alice/*"),
        ("${AWS:UserName}-${aws:username}", "alice-alice"),
        ("${ aws:username }", "alice"),
        ("${aws:empty}", ""),
        ("${aws:PrincipalTag/team}*", "a!**"),
        ("${aws:username, 'nobody'}", "alice"),
        ("${aws:userid, 'nobody'}", "nobody"),
        ("${aws:userid,'No Body'}", "No Body"),
        ("${aws:userid, ''}", ""),
        ("${aws:TagKeys, 'none'}", "none"),
        ("${*}${?}${$}", "!*!?$"),
        ("${$}{aws:username}", "${aws:username}"),
        ("$aws:username {aws:username}", "$aws:username {aws:username}"),
        ("${aws:username", "${aws:username"),
    ],
)
def test_a_variable_stands_for_the_value_of_a_key(text: str, value: str) -> None:
    """A key's one value, else the default; three signs stand for themselves; what comes from outside is no wildcard."""
    assert filled(text) == value


@pytest.mark.parametrize("text", ["${aws:userid}", "${aws:username}/${aws:userid}", "${aws:TagKeys}", "${}", "${ }"])
def test_a_variable_without_a_value_leaves_nothing(text: str) -> None:
    """A text with a variable whose key is missing, or has several values, stands for no text at all."""
    assert filled(text) is None


def allows(statement: dict[str, Any], *, version: str = "2012-10-17", resource: str = "churn") -> bool:
    """Tell whether a policy of this statement, in this version of the language, allows Alice a resource of hers."""
    asking = asked(resource=HERE.arn("model-package", resource), keys={**KEYS, "aws:PrincipalArn": (ALICE,)})
    return says(policy(statement, version=version), asking) == "Allow"


def test_a_resource_may_have_variables() -> None:
    """The resource of the caller's name is the caller's own, and nobody else's."""
    own = allow(Resource=HERE.arn("model-package", "${aws:username}/*"))

    assert allows(own, resource="alice/1")
    assert not allows(own, resource="bob/1")
    assert not allows(allow(Resource=HERE.arn("model-package", "${aws:userid}*")), resource="alice/1")


@pytest.mark.parametrize(
    ("operator", "value", "holds"),
    [
        ("StringEquals", "arn:aws:iam::123456789012:user/${aws:username}", True),
        ("StringLike", "*:user/${aws:username}", True),
        ("StringNotEquals", "arn:aws:iam::123456789012:user/${aws:username}", False),
        ("ArnEquals", "arn:aws:iam::*:user/${aws:username}", True),
        ("ArnLike", "arn:aws:iam::*:user/${aws:PrincipalTag/team}", False),
        ("StringLike", "*:user/${aws:PrincipalTag/team}", False),
        ("StringLike", "*:user/${*}", False),
        ("StringLike", "*:user/*", True),
        ("StringLike", ["${aws:userid}", "*:user/alice"], True),
        ("StringEquals", "${aws:userid}", False),
        ("StringNotEquals", "${aws:userid}", True),
    ],
)
def test_a_condition_may_have_variables(operator: str, value: object, holds: bool) -> None:  # noqa: FBT001 - the expected answer
    """The values of a condition are filled in; one that cannot be is like nothing."""
    assert allows(allow(Condition={operator: {"aws:PrincipalArn": value}})) is holds


@pytest.mark.parametrize("version", ["2008-10-17", "2012-10-18", ""])
def test_an_older_version_of_the_language_knows_no_variables(version: str) -> None:
    """Under another Version the signs of a variable are signs like others."""
    literally = allow(Resource=HERE.arn("model-package", "${aws:username}"))

    assert allows(literally, version=version, resource="${aws:username}")
    assert not allows(literally, version=version, resource="alice")
    assert allows(allow(Resource=HERE.arn("model-package", "a${*}")), version=version, resource="a${x}")


@pytest.mark.parametrize(
    ("operator", "given", "value"),
    [
        ("NumericEquals", "7", "${aws:number}"),
        ("DateEquals", "2026", "${aws:date}"),
        ("IpAddress", "10.0.0.1", "${aws:address}"),
        ("BinaryEquals", "QQ==", "${aws:bytes}"),
        ("Null", "x", "${aws:no}"),
    ],
)
def test_other_types_know_no_variables(operator: str, given: str, value: str) -> None:
    """Variables are for texts, ARNs and booleans: numbers, times, addresses, bytes and Null take none."""
    name = value[2:-1]
    keys = {name: (given,), "aws:key": (given,)} if operator != "Null" else {name: ("false",), "aws:key": (given,)}

    assert not says(policy(allow(Condition={operator: {"aws:key": value}})), asked(keys=keys))


@pytest.mark.parametrize("element", ["Action", "Principal"])
def test_other_elements_know_no_variables(element: str) -> None:
    """In actions and principals a variable stands for itself, and so for nothing that there is."""
    value = {"Action": "sagemaker:${aws:name}", "Principal": {"AWS": "${aws:name}"}}[element]
    keys = {"aws:name": ("DescribeModelPackage" if element == "Action" else ALICE,)}

    assert not says(policy(allow(**{element: value})), asked(keys=keys))
