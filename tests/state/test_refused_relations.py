"""What does not belong together is not loaded; one sentence says what is wrong, and where."""

from __future__ import annotations

import copy
from typing import Any

import pytest
from support.examples import HERE
from support.spoiling import refusal, spoiled

from sagemaker_registry_mock.state.document import registries_of

GROUP = f"{HERE}:model-package-group/churn"


@pytest.mark.parametrize(
    ("path", "value", "message"),
    [
        ("groups[0].arn", "arn", f"groups[0].arn: must be '{GROUP}', not 'arn'"),
        ("groups[0].name", "other", f"groups[0].arn: must be '{GROUP[:-5]}other', not '{GROUP}'"),
        ("account", "1", "registries[2]: no ARN has the partition 'aws', region 'us-east-1', account '1'"),
        ("account", "999999999999", "groups[0].arn: must be 'arn:aws:sagemaker:us-east-1:999999999999:model-package"),
        ("region", "eu-west-1", "registries[2]: account 123456789012 in eu-west-1 is told twice"),
        (
            "groups[0].progress.status",
            "Gone",
            "must be one of Completed, DeleteFailed, Deleting, Failed, InProgress, Pending, not",
        ),
        ("lineage.contexts[0].progress.status", "Pending", "status: must be one of Completed, not 'Pending'"),
        ("groups[0].order", 0, "groups[0].order: must be from 1 to "),
        ("groups[0].order", 999, "groups[0].order: must be from 1 to "),
        ("groups[1].order", 1, "groups[1].order: 1 is that of registries[2].groups[0], too"),
        ("groups[0].policy", "{}", "groups[0].policy: "),
        ("groups[0].issued", 0, "packages[0].version: the group 'churn' has issued the numbers from 1 to 0, not 2"),
        ("cards[0].version", 3, "cards[0].version: there is no version 3 of the card among the card_versions"),
        ("cards[0].version", 1, "card_versions[1].version: the latest version of the card is 1, not 2"),
        ("cards", [], "card_versions[0].name: there is no card 'card'"),
        ("card_versions[0].members.Content", "[]", "members.Content: must be a text that is a JSON object"),
        ("card_versions[0].members.Content", "{", "members.Content: must be a text that is a JSON object"),
        (
            "packages[0].members.ModelCard",
            {"ModelCardContent": "1"},
            "ModelCard.ModelCardContent: must be a text that is",
        ),
        ("card_exports[0].version", 9, "card_exports[0].card: there is no version 9 of a card 'card'"),
        ("card_exports[0].artifact", None, "card_exports[0]: must have an artifact, or a failure, and not both"),
        ("executions[0].status", "Lost", "executions[0].status: must be one of "),
        ("executions[2].steps[0].status", "Lost", "executions[2].steps[0].status: must be one of "),
        ("executions[2].steps[0].members.Metadata", 1, "steps[0].members.Metadata: must be an object of objects"),
        (
            "executions[2].steps[0].members",
            {},
            "steps[0]: waits: it must have a token, and CallbackToken and SqsQueueUrl in",
        ),
        ("executions[2].steps[0].token", None, "steps[0]: waits: it must have a token"),
        ("executions[1].steps[1].name", "Ask", "executions[1].steps[1].name: the step 'Ask' is there twice"),
        ("executions[1].steps[1].name", "None", "executions[1].steps[1].name: the definition has no step 'None'"),
        ("executions[0].definition", "{}", "executions[0].steps[0].name: the definition has no step 'Ask'"),
        ("executions[0].definition", "{", "executions[0].definition: Unable to parse pipeline definition. Expecting"),
        ("executions[0].definition", '{"Steps": [{"Name": "A", "Type": "Fail", "DependsOn": ["B"]}]}', "definition: "),
        ("lineage.begun", None, "lineage.begun: must be a time: there are entities of lineage"),
        ("lineage.associations[0].name", "x", "lineage.associations[0].name: must be as the arn"),
        ("lineage.happened[0].after.arn", "x", "lineage.happened[0].after.arn: must be"),
        ("lineage.happened[0].before.arn", "x", "lineage.happened[0].before.arn: must be"),
        ("lineage.happened[0].after.members.ModelLifeCycle", ..., "happened[0].staged: must be false"),
    ],
)
def test_what_does_not_belong_together(rich: Any, path: str, value: Any, message: str) -> None:
    """Names, ARNs, numbers and statuses are those of the registry, and what belongs to a record finds it there."""
    assert message in refusal(spoiled(rich, path, value))


@pytest.mark.parametrize(
    ("shelf", "message"),
    [
        ("groups", "groups[2]: the name 'churn' is there twice"),
        ("lineage.associations", "is there twice"),
        ("step_results", "step_results[1]: the step ('idle', 'Ask') is there twice"),
        ("tokens", "tokens[2]: the token ('CreateModelPackage', '123456789012', 'once') is there twice"),
        ("lineage.numbers", "is there twice for that second"),
    ],
)
def test_what_is_there_twice(rich: Any, shelf: str, message: str) -> None:
    """No two records have one name, and no token or number is told twice."""
    at = rich["registries"][2]
    for step in shelf.split("."):
        place, at = at, at[step]
    again = copy.deepcopy(at[0])
    if "order" in again:
        again["order"] = rich["registries"][2]["orders"] = rich["registries"][2]["orders"] + 1
    at.append(again)

    assert place[shelf.rpartition(".")[2]] is at
    assert message in refusal(rich)


def test_versions_need_their_group(rich: Any) -> None:
    """A version whose group is not there is refused."""
    most = rich["registries"][2]
    most["groups"] = [one for one in most["groups"] if one["name"] != "churn"]

    assert "there is no group 'churn'" in refusal(rich)


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"source": "x"}, "source: must be the ARN of what lineage knows in this registry, not 'x'"),
        ({"source": GROUP}, "source: must be the ARN of what lineage knows in this registry"),
        ({"source": f"{HERE}:context/none"}, "source: there is no context 'none'"),
        ({"source_type": "Other"}, "source_type: must be the type of what is at that end, "),
    ],
)
def test_associations_need_their_ends(rich: Any, change: dict[str, str], message: str) -> None:
    """An association leads from one entity of this registry to another, whose types it tells."""
    one = rich["registries"][2]["lineage"]["associations"][0]
    one.update(change)
    one["name"] = one["arn"] = f"{one['source']} {one['destination']}"

    assert message in refusal(rich)


def test_ends_that_are_motos_are_let_through(rich: Any) -> None:
    """What an association leads to may be a trial component: moto holds those."""
    one = rich["registries"][2]["lineage"]["associations"][0]
    one["source"] = f"{HERE}:experiment-trial-component/train-aws-training-job"
    one["name"] = one["arn"] = f"{one['source']} {one['destination']}"

    assert registries_of(rich)


def test_what_has_happened_is_of_one_package(rich: Any) -> None:
    """An update of a package tells that package before and after."""
    happened = rich["registries"][2]["lineage"]["happened"][0]
    happened["before"]["version"], happened["before"]["arn"] = 2, f"{HERE}:model-package/churn/2"

    assert "happened[0].before: must be the package as it was before, not another one" in refusal(rich)


def test_two_steps_wait_with_two_tokens(rich: Any) -> None:
    """A token is that of one step."""
    steps = rich["registries"][2]["executions"][2]["steps"]
    steps.append({**steps[0], "name": "Register"})

    assert "steps[1].token: is that of another step, too" in refusal(rich)
