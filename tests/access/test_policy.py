"""Which statements of a policy speak of a question: by its action, its resource, and its conditions."""

from __future__ import annotations

import json
from typing import Any

import pytest
from access.building import CARD, DESCRIBE, GROUP, HERE, VERSION, allow, asked, deny, document, policy, says

from sagemaker_registry_mock.access.policy import compiled_policy

STAGE = "sagemaker:ModelLifeCycle:Stage"


def allows(statement: dict[str, Any], **question: Any) -> bool:
    """Tell whether a policy of this one statement allows what is asked."""
    return says(policy(statement), asked(**question)) == "Allow"


@pytest.mark.parametrize(
    ("actions", "covered"),
    [
        (DESCRIBE, True),
        ("*", True),
        ("sagemaker:*", True),
        ("sagemaker:Describe*", True),
        ("sagemaker:*Package", True),
        ("SageMaker:describemodelpackage", True),
        ("sagemaker:DescribeModelPackag?", True),
        ("sagemaker:DescribeModelPackage?", False),
        ("sagemaker:DescribeModel", False),
        ("sagemaker:Update*", False),
        ("DescribeModelPackage", False),
        ("s3:*", False),
        ("", False),
        (["sagemaker:Update*", DESCRIBE], True),
        (["sagemaker:Update*", "s3:*"], False),
        ([], False),
    ],
)
def test_action_and_not_action(actions: Any, covered: bool) -> None:  # noqa: FBT001 - the expected answer
    """Action is one pattern or several, without regard to letter case; NotAction is every other action."""
    assert allows(allow(Action=actions)) is covered
    assert allows(allow(NotAction=actions)) is not covered


@pytest.mark.parametrize(
    ("resources", "covered"),
    [
        (VERSION, True),
        ("*", True),
        (HERE.arn("model-package", "churn/*"), True),
        (HERE.arn("model-package", "*"), True),
        (HERE.arn("model-package", "churn/?"), True),
        (HERE.arn("*", "churn/1"), True),
        ("arn:aws:sagemaker:*:*:*", True),
        ("arn:*:sagemaker:us-*:*:model-package/churn/1", True),
        (GROUP, False),
        (HERE.arn("model-package", "churn"), False),
        (HERE.arn("model-package", "churn/2"), False),
        (HERE.arn("model-package", "Churn/1"), False),
        (HERE.arn("model-package", "churn/??"), False),
        (VERSION.replace("us-east-1", "us-east-2"), False),
        (VERSION.replace("123456789012", ""), False),
        ("churn/1", False),
        ("**", False),
        ("", False),
        ([GROUP, VERSION], True),
        ([GROUP, CARD], False),
        ([], False),
    ],
)
def test_resource_and_not_resource(resources: Any, covered: bool) -> None:  # noqa: FBT001 - the expected answer
    """Resource is one pattern or several, with regard to letter case; NotResource is every other resource."""
    assert allows(allow(Resource=resources)) is covered
    assert allows(allow(NotResource=resources)) is not covered


@pytest.mark.parametrize(
    ("pattern", "covered"),
    [
        ("arn:aws:sagemaker", True),
        ("arn:aws:sagemaker:us-east-1", True),
        ("arn:aws:sagemaker:us-east-1:123456789012", True),
        ("arn:aws", True),
        ("arn:aws:sagemaker:*", True),
        ("arn:*", True),
        ("arn:aws:s3", False),
        ("arn:aws:sagemaker:us-east-2", False),
        ("arn:aws:sagemaker:us-east-1:210987654321", False),
    ],
)
def test_the_parts_that_an_arn_leaves_out_are_any(pattern: str, covered: bool) -> None:  # noqa: FBT001 - the expected answer
    """An ARN of fewer than six parts stands for all that begin with it."""
    assert allows(allow(Resource=pattern)) is covered


@pytest.mark.parametrize(
    "pattern",
    ["arn:aws:*:churn/1", "arn:aws:sagemaker:*:model-package/churn/1", "arn:aws:sagemaker*:us-east-1:churn/1", "a*"],
)
def test_a_wildcard_stays_within_its_part(pattern: str) -> None:
    """A wildcard does not stand for a colon, but in the last part of the ARN."""
    assert not allows(allow(Resource=pattern))


@pytest.mark.parametrize(
    ("resources", "covered"),
    [("*", True), (["*", GROUP], True), ("arn:aws:sagemaker:*:*:*", False), (GROUP, False), ("?", False)],
)
def test_an_action_on_no_resource_is_on_all(resources: Any, covered: bool) -> None:  # noqa: FBT001 - the expected answer
    """What is asked on no resource needs the resource `*`."""
    assert allows(allow(Resource=resources), resource="*") is covered


@pytest.mark.parametrize("key", [STAGE, STAGE.lower(), STAGE.upper(), "SageMaker:modellifecycle:stage"])
def test_names_of_keys_have_no_letter_case(key: str) -> None:
    """A key is found however a policy spells it; its value's letter case counts."""
    wanted = allow(Condition={"StringEquals": {key: "QA"}})

    assert allows(wanted, keys={STAGE: ("QA",)})
    assert not allows(wanted, keys={STAGE: ("qa",)})


@pytest.mark.parametrize(
    ("stage", "team", "holds"),
    [("QA", "a", True), ("QA", "c", False), ("Production", "b", True), ("Development", "a", False), (None, "a", False)],
)
def test_all_conditions_must_hold(stage: str | None, team: str, holds: bool) -> None:  # noqa: FBT001 - the expected answer
    """Operators and keys are joined by and, the values of a key by or."""
    condition = {
        "StringEquals": {STAGE: ["QA", "Production"], "aws:ResourceTag/team": ["a", "b"]},
        "Null": {"aws:TagKeys": "true"},
    }
    keys = {"aws:ResourceTag/team": (team,), **({} if stage is None else {STAGE: (stage,)})}

    assert allows(allow(Condition=condition), keys=keys) is holds
    assert not allows(allow(Condition=condition), keys={**keys, "aws:TagKeys": ("x",)})


@pytest.mark.parametrize(
    ("operator", "value", "given"),
    [("Bool", False, "false"), ("NumericEquals", 7, "7"), ("NumericEquals", 0.5, "0.50"), ("Null", True, None)],
)
def test_values_may_be_json_values(operator: str, value: object, given: str | None) -> None:
    """A boolean or a number of JSON is the text that writes it."""
    keys = {} if given is None else {"aws:key": (given,)}

    assert allows(allow(Condition={operator: {"aws:key": value}}), keys=keys)
    assert allows(allow(Condition={operator: {"aws:key": [value]}}), keys=keys)


@pytest.mark.parametrize("operator", ["StringEqual", "stringlike:ForAnyValue", ""])
def test_an_operator_that_does_not_exist_holds_for_nothing(operator: str) -> None:
    """A condition that nobody can read never holds, whether or not the key is there."""
    statement = allow(Condition={operator: {STAGE: "QA"}})

    assert not allows(statement, keys={STAGE: ("QA",)})
    assert not allows(statement)


def test_one_statement_may_stand_without_a_list() -> None:
    """Statement is a list or one statement."""
    text = json.dumps({"Version": "2012-10-17", "Statement": allow(Action=DESCRIBE)})

    assert says(compiled_policy("mine", text), asked()) == "Allow"


def test_an_allow_and_a_deny_each_speak() -> None:
    """A policy says of each effect whether a statement speaks of the question."""
    both = policy(allow(), deny(Action="sagemaker:Describe*"))

    assert says(both, asked()) == "Allow and Deny"
    assert says(both, asked("sagemaker:UpdateModelPackage")) == "Allow"
    assert says(policy(deny()), asked()) == "Deny"
    assert says(policy(), asked()) == ""


@pytest.mark.parametrize(
    ("statements", "where"),
    [
        ([allow(Sid="Readers")], "mine, statement Readers"),
        ([allow()], "mine, statement 1"),
        ([deny(), allow(Action="s3:*"), allow(), allow(Sid="Later")], "mine, statement 3"),
        ([allow(Sid="")], "mine, statement 1"),
    ],
)
def test_a_statement_is_told_by_its_sid_or_its_number(statements: list[dict[str, Any]], where: str) -> None:
    """The first statement that speaks is told by its policy and its Sid, or by its number, from one, if it has none."""
    found = policy(*statements).says(asked(), allows=True)

    assert found is not None
    assert found.where == where


def test_a_policy_is_compiled_once() -> None:
    """The same text of the same policy is the same compiled policy."""
    text = document(allow())

    assert compiled_policy("mine", text) is compiled_policy("mine", text)
    assert compiled_policy("mine", text) is not compiled_policy("yours", text)
