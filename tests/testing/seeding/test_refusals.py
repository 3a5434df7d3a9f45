"""Seeds that are refused: the place, the words, and that nothing is changed."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
from moto import mock_aws
from support.examples import HERE

from sagemaker_registry_mock.errors import ConstraintWarning
from sagemaker_registry_mock.testing.seeding import SeedError, parsed_seed, seed
from sagemaker_registry_mock.testing.state import dump

if TYPE_CHECKING:
    from pathlib import Path

    from types_boto3_sagemaker import SageMakerClient


def configured(**settings: Any) -> Any:
    """Return a config of moto with settings of the registry."""
    return {"sagemaker_registry": settings}


def refusal(description: Any, **where: Any) -> str:
    """Return the sentence that refuses a seed, which has changed nothing."""
    before = dump()
    with pytest.raises(SeedError) as refused:
        seed(description, **where)
    assert dump() == before
    return str(refused.value)


#: Seeds, and the place and the words by which they are refused.
WRONG = [
    ("gruops: [churn]", "The seed: there is no key 'gruops' here; did you mean groups?"),
    ("groups: churn", "groups: it must be a mapping, not 'churn'."),
    ("groups: [[churn]]", "groups[0]: it must be a text, not a list."),
    ("groups: [churn, fraud, churn]", "groups[2]: 'churn' is there twice."),
    (
        "groups: [churn, {name: fraud, versions: 2}]",
        "groups[1]: it must be a name; where more is said, names and what is said of them are a mapping, not a list.",
    ),
    ("groups: {~: {}}", "groups, a key: it must be a text, not nothing."),
    ("packages: {market: {status: Approved}}", "packages.market: there is no key 'status' here; did you mean"),
]
#: The same within the group churn.
WRONG_IN_GROUP = [
    ("5", ": it must be a mapping, not 5."),
    ("{versions: {}}", ".versions: it must be a list, not a mapping."),
    ("{versions: true}", ".versions: it must be a list, not True."),
    ("{description: }", ".description: it must be a text, not nothing."),
    ("{tags: {team: [a]}}", ".tags.team: it must be a text, not a list."),
    (
        "{xyz: a}",
        (
            ": there is no key 'xyz' here; there are created, description, policy, tags, versions, and the members of "
            "CreateModelPackageGroup."
        ),
    ),
]
#: And within its second version.
WRONG_IN_VERSION = [
    ("Approved", ": it must be a mapping, not 'Approved'."),
    ("{imgae: a}", ": there is no key 'imgae' here; did you mean image?"),
    (
        "{status: Aproved}",
        (
            ".status: Value 'Aproved' at 'status' failed to satisfy constraint: Member must satisfy enum value set: "
            "[Approved, Rejected, PendingManualApproval]."
        ),
    ),
    (
        "{image: a b}",
        (
            ".image: Value 'a b' at 'image' failed to satisfy constraint: Member must satisfy regular expression "
            r"pattern: [\S]+."
        ),
    ),
    ("{stage: QA}", ".stage: it must be a stage and its status, such as Production/Approved, not 'QA'."),
    ("{stage: a/b/c}", ".stage: it must be a stage and its status, such as Production/Approved, not 'a/b/c'."),
]


@pytest.mark.usefixtures("client")
@pytest.mark.parametrize(
    ("written", "told"),
    [
        *WRONG,
        *((f"groups: {{churn: {written}}}", f"groups.churn{told}") for written, told in WRONG_IN_GROUP),
        *(
            (f"groups: {{churn: {{versions: [{{}}, {written}]}}}}", f"groups.churn.versions[1]{told}")
            for written, told in WRONG_IN_VERSION
        ),
        (
            "groups: {bad_name: {}}",
            (
                "groups.bad_name: Value 'bad_name' at 'ModelPackageGroupName' failed to satisfy constraint: Member "
                "must satisfy regular expression pattern: [a-zA-Z0-9](-*[a-zA-Z0-9]){0,62}."
            ),
        ),
    ],
)
def test_what_the_seed_says_wrong(written: str, told: str) -> None:
    """Before anything is made, each wrong key and value is refused with its place, by the service model's own words."""
    assert refusal(parsed_seed(written)).startswith(told)


@pytest.mark.usefixtures("client")
@pytest.mark.parametrize(
    ("written", "told"),
    [
        (
            "cards: {card: {content: {a: 1}}}",
            'cards.card: The content of the model card is not valid at $: not allowed here: "a".',
        ),
        (
            "groups: {churn: {policy: {}}}",
            "groups.churn.policy: The resource policy is malformed: it has no Statement.",
        ),
        (
            "cards: {card: {updates: [{content: {}, status: Approved}]}}",
            "cards.card.updates[0]: You cannot update both model card content and model card status in a single call.",
        ),
        ("groups: {churn: {tags: {'aws:x': a}}}", "groups.churn: "),
    ],
)
def test_what_the_registry_refuses(written: str, told: str) -> None:
    """A rule of the registry refuses the whole seed in AWS's words, with the place of the entry."""
    assert refusal(parsed_seed(f"{written}\npackages: [first]")).startswith(told)


@pytest.mark.usefixtures("group")
def test_what_is_made_before_a_refusal_is_taken_back(client: SageMakerClient) -> None:
    """A seed that is refused in its midst leaves no trace, in no registry, and the numbers go on as if it never was."""
    good = {"groups": {"other": {"versions": [{"stage": "Production/Approved"}]}}, "cards": ["card"]}
    bad = {
        "region": "eu-west-1",
        "groups": ["europe"],
        "packages": {"market": {"Tags": [{"Key": "aws:a", "Value": ""}]}},
    }
    refusal({"registries": [good, bad]})

    seed(good)
    assert client.describe_model_package(ModelPackageName="other/1")["ModelPackageVersion"] == 1


def test_what_exists_is_not_seeded_again(client: SageMakerClient) -> None:
    """A seed of which anything exists is refused as a whole, naming all that exists; versions go with their group."""
    first = {"groups": {"churn": {"versions": 2}}, "packages": ["market"], "cards": ["card"]}
    seed(first)

    said = "Nothing was seeded, since something of it exists already: "
    named = ", ".join(
        f"{HERE}:{one}" for one in ("model-package-group/churn", "model-package/market", "model-card/card")
    )
    assert refusal({**first, "groups": {"churn": {"versions": 2}, "new": {}}}) == f"{said}{named}."

    client.delete_model_card(ModelCardName="card")
    assert seed({"cards": ["card"]}) == [f"{HERE}:model-card/card"]


@pytest.mark.usefixtures("client")
def test_no_more_than_ten_are_named() -> None:
    """Of many that exist, ten are named and the others counted."""
    many = {"groups": [f"group-{number}" for number in range(13)]}
    seed(many)

    told = refusal(many)
    assert told.endswith("model-package-group/group-9 and 3 more.")


@pytest.mark.usefixtures("client")
def test_seeds_that_contain_themselves() -> None:
    """A seed that never ends is refused."""
    endless: dict[str, Any] = {}
    endless["versions"] = [{"InferenceSpecification": {"Containers": [endless]}}]
    endless["Environment"] = endless
    circle = parsed_seed("groups: {churn: {versions: [{card: &a [*a]}]}}")

    assert "there is something in it that JSON does not have" in refusal(circle)
    deep: Any = {}
    for _ in range(5000):
        deep = [deep]
    assert refusal({"cards": {"card": {"content": deep}}}) == "The seed is nested too deeply."
    assert refusal({"groups": endless}).startswith("groups.")


@pytest.mark.usefixtures("client")
def test_a_refused_file_is_named(tmp_path: Path) -> None:
    """Where the seed is a file, the sentence begins with its name."""
    file = tmp_path / "team.json"
    file.write_text(json.dumps({"groups": {"churn": 5}}), encoding="utf-8")

    assert refusal(file) == f"{file}: groups.churn: it must be a mapping, not 5."


@pytest.mark.usefixtures("client")
def test_what_is_no_description() -> None:
    """Something that is neither a mapping nor a path is refused."""
    assert refusal(None) == "The seed says nothing."
    assert refusal([]) == "The seed: it must be a mapping, not a list."


def test_tolerated_constraints() -> None:
    """Where the mock tolerates broken constraints, a seed may break them too, with the same warning."""
    with mock_aws(config=configured(validation="warn")):
        with pytest.warns(ConstraintWarning, match="bad_name"):
            made = seed({"groups": {"bad_name": {}}})
        assert made == [f"{HERE}:model-package-group/bad_name"]


def test_quotas() -> None:
    """The quotas that a test has set hold for seeds."""
    with mock_aws(config=configured(quotas={"ModelPackages": 2})):
        told = refusal({"groups": {"churn": {"versions": 3}}})
        assert told.startswith("groups.churn.versions[0]: The account-level service limit ")
