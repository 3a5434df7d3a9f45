"""Properties of the check: what keeps to the schema is accepted, what breaks it is refused where it does."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
from cards.contents import ANY_JSON, PREFIX, breaks, card_schema, package_schema, placed, told, valid
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sagemaker_registry_mock.cards.validation import check_card_content, check_package_content
from sagemaker_registry_mock.errors import InvalidModelCardContent

if TYPE_CHECKING:
    from cards.contents import Check

quick = settings(deadline=None, max_examples=40, suppress_health_check=list(HealthCheck))
CHECKS = {"package": check_package_content, "stand-alone": check_card_content}
SCHEMAS = {"package": package_schema(), "stand-alone": card_schema()}
CONTENTS = {kind: valid(schema, schema) for kind, schema in SCHEMAS.items()}

each_kind = pytest.mark.parametrize("kind", CHECKS)


@each_kind
@quick
@given(data=st.data())
def test_what_keeps_to_the_schema_is_accepted(kind: str, data: st.DataObject) -> None:
    """Every content that the schema allows passes, with letters of any script and lengths at the limit."""
    CHECKS[kind](json.dumps(data.draw(CONTENTS[kind])))


@each_kind
@quick
@given(data=st.data())
def test_one_break_is_refused_where_it_is(kind: str, data: st.DataObject) -> None:
    """A valid content with one broken place is refused, with the path of that place."""
    content = data.draw(CONTENTS[kind])
    path, value = data.draw(st.sampled_from(list(breaks(SCHEMAS[kind], content, SCHEMAS[kind]))))

    refusal = told(CHECKS[kind], placed(content, path, value))

    expected = "$" + "".join(f"[{step}]" if isinstance(step, int) else f".{step}" for step in path)
    assert refusal.startswith(f"{expected}: "), refusal


@quick
@given(content=CONTENTS["package"])
def test_a_stand_alone_card_holds_whatever_a_packages_card_holds(content: Any) -> None:
    """The content of every package's card is a content of a stand-alone card."""
    check_card_content(json.dumps(content))


@each_kind
@quick
@given(
    text=st.text()
    | ANY_JSON.map(json.dumps)
    | st.dictionaries(st.sampled_from(list(card_schema()["properties"])), ANY_JSON).map(json.dumps)
)
def test_any_text_is_accepted_or_refused_in_one_short_sentence(kind: str, text: str) -> None:
    """No text makes the check fail; a refusal is UTF-8, shorter than 1,024 characters, and the same each time."""
    refusal = refused(CHECKS[kind], text)

    assert refused(CHECKS[kind], text) == refusal
    assert refusal is None or refusal.startswith(f"{PREFIX}$")
    assert refusal is None or len(refusal.encode()) < 1024


def refused(check: Check, text: str) -> str | None:
    """Return the refusal of a text, None where it is accepted."""
    try:
        check(text)
    except InvalidModelCardContent as refusal:
        return str(refusal)
    return None
