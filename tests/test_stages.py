"""The stages and their statuses: texts with names."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from sagemaker_registry_mock.stages import Stage, StageStatus

if TYPE_CHECKING:
    Member = Stage | StageStatus

TEXTS: dict[type[Member], list[str]] = {
    Stage: ["Proposal", "Development", "QA", "PreProduction", "Production", "Archived"],
    StageStatus: ["PendingApproval", "InProgress", "OnHold", "Approved", "Rejected", "Retired"],
}
MEMBERS = [(member, text) for kind, texts in TEXTS.items() for member, text in zip(kind, texts, strict=True)]
each_member = pytest.mark.parametrize(("member", "text"), MEMBERS)


@pytest.mark.parametrize("kind", TEXTS)
def test_the_stages_that_sagemaker_defines(kind: type[Member]) -> None:
    """Iteration yields the six stages and the six statuses in the order of a model's life."""
    assert [member.value for member in kind] == TEXTS[kind]
    assert len(kind) == 6


@each_member
def test_a_member_is_its_text(member: Member, text: str) -> None:
    """A member is equal to its text, is found by it, and stands for it in a set or as a key."""
    assert isinstance(member, str)
    assert member == text
    assert type(member)(text) is member
    assert {text: 1}[member] == 1
    assert member != text.upper() + "!"


@each_member
def test_a_member_is_written_as_its_text(member: Member, text: str) -> None:
    """JSON, str, format and concatenation write the text, not the name."""
    assert json.dumps({"Stage": member}) == json.dumps({"Stage": text})
    assert json.dumps({member: 1}) == json.dumps({text: 1})
    assert str(member) == text
    assert f"{member}" == text
    assert f"{member:>20}" == text.rjust(20)
    assert "{}".format(member) == text  # noqa: UP032 - another way to the same method
    assert "%s" % member == text  # noqa: UP031 - another way
    assert "/".join(["a", str(member)]) == f"a/{text}"


@each_member
def test_a_member_is_named_in_capitals(member: Member, text: str) -> None:
    """The name of a member is its text in capitals, with an underscore between words."""
    assert member.name.replace("_", "") == text.upper()


def test_a_life_cycle_can_be_written_with_members() -> None:
    """A ModelLifeCycle of members is one of texts."""
    given = {"Stage": Stage.QA, "StageStatus": StageStatus.PENDING_APPROVAL}

    assert given == {"Stage": "QA", "StageStatus": "PendingApproval"}


def test_another_text_is_no_member() -> None:
    """Other stages may be used, but they have no name here."""
    with pytest.raises(ValueError, match="Canary"):
        Stage("Canary")
