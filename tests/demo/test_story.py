"""The story: every chapter is told, and what it shows is what the registry says."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from demo.reading import END, chapters, console, in_one_line, printed

from sagemaker_registry_mock.demo import demo
from sagemaker_registry_mock.demo.story import CHAPTERS

if TYPE_CHECKING:
    from collections.abc import Iterator

VERSIONS = "arn:aws:sagemaker:eu-central-1:123456789012:model-package/churn"


@pytest.fixture(scope="module")
def text() -> str:
    """What the demo prints at 80 columns."""
    on = console()
    demo(on)
    return printed(on)


@pytest.fixture(scope="module")
def told(text: str) -> dict[str, str]:
    """The chapters of that."""
    return chapters(text)


def lines(chapter: str, *beginnings: str) -> Iterator[str]:
    """Yield those lines of a chapter that begin so, their blanks made one."""
    return (" ".join(line.split()) for line in chapter.splitlines() if line.strip().startswith(beginnings))


def test_every_chapter_is_told_in_order(text: str, told: dict[str, str]) -> None:
    """Each heading counts the chapters, and says which it is of how many."""
    assert list(told) == [title for title, _ in CHAPTERS]
    for number, title in enumerate(told, 1):
        assert f"\n{number}/{len(CHAPTERS)} {title} ─" in text


def test_every_chapter_shows_the_calls_it_makes(told: dict[str, str]) -> None:
    """A newcomer reads in each chapter which call does that."""
    assert [title for title, chapter in told.items() if ">>> " not in chapter] == []
    assert '>>> sm.create_model_package_group(ModelPackageGroupName="churn")' in told["A group for one problem"]
    assert ">>> deploy_on_approval(group_arn)" in told["A group for one problem"]
    assert ">>> explain_denial(error)" in told["Stages, and who may set them"]


def test_the_pipeline_registers_what_is_good_enough(told: dict[str, str]) -> None:
    """Three of four runs register a version; the one below the bar fails with its reason."""
    assert list(lines(told["A pipeline registers versions"], "1 ", "2 ", "3 ", "4 ")) == [
        "1 0.91 Succeeded registered as version 1",
        "2 0.72 Failed AUC 0.72 is below 0.85.",
        "3 0.88 Succeeded registered as version 2",
        "4 0.94 Succeeded registered as version 3",
    ]


def test_the_versions_wait_with_their_metrics(told: dict[str, str]) -> None:
    """A version that is registered is pending, with the metrics and the model of its run."""
    assert list(lines(told["The versions side by side"], "1 ", "2 ", "3 ")) == [
        "1 PendingManualApproval 0.91 0.78 s3://churn-ml/run-1/model.tar.gz",
        "2 PendingManualApproval 0.88 0.74 s3://churn-ml/run-3/model.tar.gz",
        "3 PendingManualApproval 0.94 0.81 s3://churn-ml/run-4/model.tar.gz",
    ]


def test_the_four_transitions_deploy_what_they_should(told: dict[str, str]) -> None:
    """Each transition with an effect happens, and its effect is what the endpoint serves then."""
    assert list(lines(told["Approval, and what it deploys"], "1 ", "2 ", "3 ")) == [
        "1 PendingManualApproval → Approved 1 1",
        "2 PendingManualApproval → Rejected nothing 1",
        "3 PendingManualApproval → Approved 3 3",
        "2 Rejected → Approved 2 2",
        "2 Approved → Rejected 3 3",
    ]


def test_the_code_decides_by_the_metric(told: dict[str, str]) -> None:
    """What does not beat the version in production is rejected by the code, what does is approved."""
    decisions = in_one_line(told["Approval, and what it deploys"])
    assert 'ModelApprovalStatus="Rejected", ApprovalDescription="by code: AUC 0.88 does not beat 0.91"' in decisions
    assert 'ModelApprovalStatus="Approved", ApprovalDescription="by code: AUC 0.94 beats 0.91"' in decisions


def test_a_card_is_held_against_its_schema(told: dict[str, str]) -> None:
    """A wrong rating is refused with its place; the right one is taken."""
    card = in_one_line(told["The model card"])
    place = 'ValidationException: The content of the model card is not valid at $.intended_uses.risk_rating: "Extreme"'
    assert place in card
    assert card.endswith("The card of version 3 is there: PendingReview.")


def test_the_tabs_of_the_console(told: dict[str, str]) -> None:
    """Train, Evaluate, Audit and Deploy show what jobs, card and endpoint say of version 3."""
    tabs = in_one_line(told["A version as the console shows it"])
    assert [tabs.index(f"╭─ {tab} ─") for tab in ("Train", "Evaluate", "Audit", "Deploy")] == sorted(
        tabs.index(f"╭─ {tab} ─") for tab in ("Train", "Evaluate", "Audit", "Deploy")
    )
    for fact in (
        "hyperparameters eta 0.2, max_depth 5, num_round 100",
        "data s3://churn-ml/customers",
        "artifact s3://churn-ml/run-4/model.tar.gz",
        "data s3://churn-ml/holdout",
        "auc 0.94",
        "risk Low: A wrong answer costs one voucher.",
        "limits Not for business customers.",
        "endpoint churn-prod, InService",
        "instances 1 x ml.m5.large",
    ):
        assert f"│ {fact} │" in tabs


def test_iam_decides_who_sets_a_stage(told: dict[str, str]) -> None:
    """Each of the three roles sets its stages; two go too far and are denied, the last with the reasons."""
    chapter = told["Stages, and who may set them"]
    assert list(lines(chapter, "data-scientist", "quality-assurance", "lead-engineer")) == [
        "data-scientist QA PendingApproval allowed",
        "data-scientist QA Approved denied",
        "quality-assurance QA Approved allowed",
        "quality-assurance Production PendingApproval allowed",
        "quality-assurance Production Approved denied",
        "lead-engineer Production Approved allowed",
    ]
    why = in_one_line(chapter)
    assert f"not authorized to perform: sagemaker:UpdateModelPackage on resource: {VERSIONS}/3" in why
    assert "statement UpdateProductionPendingApproval: Condition StringEquals wants" in why


def test_the_events_are_those_of_the_chapters_before(told: dict[str, str]) -> None:
    """The queue has an event of each registration, decision, card and stage, in order, and none of a refusal."""
    events = [line.split() for line in lines(told["Events"], *map(str, range(10)))]
    assert [event[:3] + event[-1:] for event in events] == [
        ["1", "1", "registered", "PendingManualApproval"],
        ["2", "2", "registered", "PendingManualApproval"],
        ["3", "3", "registered", "PendingManualApproval"],
        ["4", "1", "ModelApprovalStatus,", "Approved"],
        ["5", "2", "ModelApprovalStatus,", "Rejected"],
        ["6", "3", "ModelApprovalStatus,", "Approved"],
        ["7", "2", "ModelApprovalStatus,", "Approved"],
        ["8", "2", "ModelApprovalStatus,", "Rejected"],
        ["9", "3", "ModelCard", "PendingReview"],
        ["10", "3", "ModelLifeCycle", "PendingApproval"],
        ["11", "3", "ModelLifeCycle", "Approved"],
        ["12", "3", "ModelLifeCycle", "PendingApproval"],
        ["13", "3", "ModelLifeCycle", "Approved"],
    ]


def test_the_lineage_leads_to_the_data(told: dict[str, str]) -> None:
    """Version 3 comes from an image, and from a model that comes from data; decisions and the run stand beside."""
    tree = told["Lineage: where version 3 comes from"]
    assert "  │   └── DataSet: s3://churn-ml/customers\n" in tree.partition("Model: s3://churn-ml/run-4/")[2]
    assert "├── Image: 123456789012.dkr.ecr.eu-central-1.amazonaws.com/churn-xgboost:1.7\n" in tree
    assert "├── Approval: churn-3-Approved-" in tree
    assert tree.count("├── ModelLifeCycle: ") == 5
    assert "└── registered by churn-train/execution/" in tree


def test_mistakes_are_refused_in_the_words_of_aws(told: dict[str, str]) -> None:
    """A model of a rejected version, a version that is not there, a group that is not empty, a bad name."""
    mistakes = in_one_line(told["Mistakes"])
    assert f"ValidationException: Model Package {VERSIONS}/2 cannot be used to create a model" in mistakes
    assert f"ValidationException: ModelPackage {VERSIONS}/9 does not exist." in mistakes
    assert "cannot be deleted because it still contains Model Packages." in mistakes
    assert "Value 'churn_2' at 'modelPackageGroupName' failed to satisfy constraint" in mistakes


def test_a_rejection_rolls_back(told: dict[str, str]) -> None:
    """With version 3 rejected, and version 2 before it, version 1 is served again."""
    assert list(lines(told["Rollback"], "3 ")) == ["3 Approved → Rejected 1 1"]


def test_the_last_table_sums_up(told: dict[str, str], text: str) -> None:
    """Status, stage, metric, place and last comment of every version; behind it, where to look on."""
    assert told["The registry in the end"].startswith(END)
    assert text.endswith("\nTo look around in all that: python -m sagemaker_registry_mock demo --keep\n")
