"""How the demo speaks: what it prints is the call that it makes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from demo.reading import console, printed

from sagemaker_registry_mock.demo.telling import Teller, shown

if TYPE_CHECKING:
    from types_boto3_sagemaker import SageMakerClient

ARN = "arn:aws:sagemaker:us-east-1:123456789012:model-package/churn/1"


@pytest.mark.parametrize(
    ("members", "code"),
    [
        pytest.param({}, "sm.list_model_packages()", id="nothing"),
        pytest.param({"MaxResults": 10, "Yes": True}, "sm.list_model_packages(MaxResults=10, Yes=True)", id="numbers"),
        pytest.param({"A": "a", "B": "b c"}, 'sm.list_model_packages(A="a", B="b c")', id="texts"),
        pytest.param({"A": 'a "b"'}, "sm.list_model_packages(A='a \"b\"')", id="quotes"),
        pytest.param({"A": ARN}, 'sm.list_model_packages(A="…:model-package/churn/1")', id="an ARN"),
        pytest.param({"A": "x" * 44}, f'sm.list_model_packages(A="{"x" * 44}")', id="a text that is just short enough"),
        pytest.param({"A": "x" * 45}, f'sm.list_model_packages(A="{"x" * 44}…")', id="a long text"),
        pytest.param(
            {"A": {"B": [ARN, 1]}}, 'sm.list_model_packages(A={"B": ["…:model-package/churn/1", 1]})', id="both"
        ),
    ],
)
def test_a_call_is_shown_as_one_writes_it(one_client: SageMakerClient, members: dict[str, Any], code: str) -> None:
    """Values are Python's; of long texts and of ARNs there is as much as tells them apart."""
    assert shown(one_client, "list_model_packages", members) == code


def test_other_services_have_their_own_names(aws_session: Any) -> None:
    """A client is called by its service; only SageMaker's is called `sm`."""
    assert shown(aws_session.client("sqs"), "list_queues", {}) == "sqs.list_queues()"


def test_a_call_is_printed_and_made(client: SageMakerClient) -> None:
    """`ask` prints a call, makes it, and returns the reply."""
    on = console()
    tell = Teller(on, 1)
    made = tell.ask(client, "create_model_package_group", ModelPackageGroupName="churn")

    assert printed(on) == '>>> sm.create_model_package_group(ModelPackageGroupName="churn")\n'
    assert made["ModelPackageGroupArn"].endswith("/churn")


def test_a_refusal_is_printed_as_it_is(client: SageMakerClient) -> None:
    """Brackets and smileys in an error are text: nothing of it is taken for markup."""
    on = console()
    error = Teller(on, 1).ask_refused(client, "create_model_package_group", ModelPackageGroupName="[red]:smile:")

    message = error.response["Error"]["Message"]
    assert " ".join(printed(on).split()).endswith(f"ValidationException: {message}")
    assert "[red]:smile:" in message


def test_a_story_that_no_longer_holds_is_noticed(client: SageMakerClient) -> None:
    """A call that was to be refused and is not ends the demo."""
    with pytest.raises(AssertionError, match=r"sm\.list_model_packages\(\) was to be refused\."):
        Teller(console(), 1).ask_refused(client, "list_model_packages")


def test_a_long_call_is_broken_where_python_breaks_it() -> None:
    """Behind a parenthesis or a blank, with the lines below one another; what is longer than a line is cut."""
    on = console(24)
    Teller(on, 1).call('sm.describe_package(Name="churn-1", Also="nothing-of-this-can-be-broken")')

    assert printed(on).splitlines() == [
        ">>> sm.describe_package(",
        '    Name="churn-1",',
        '    Also="nothing-of-th',
        '    is-can-be-broken")',
    ]


@pytest.mark.parametrize("width", [1, 5])
def test_a_console_of_hardly_any_width_has_all_of_a_call(width: int) -> None:
    """COLUMNS may say anything, such as 1: the demo goes on."""
    on = console(width)
    Teller(on, 1).call("sm.describe_package()")

    assert "".join(printed(on).split()) == ">>>sm.describe_package()"


def test_a_narrow_table_keeps_its_words() -> None:
    """The last column, and those of several words, become narrower; a cell without a value has a dash."""
    on = console(24)
    Teller(on, 1).table(("who", "why", "what"), [("somebody", None, "a b c d e f g")])

    assert [line.rstrip() for line in printed(on).splitlines()] == [
        "",
        "  who       why  what",
        "  ──────────────────────",
        "  somebody  -    a b c d",
        "                 e f g",
    ]
