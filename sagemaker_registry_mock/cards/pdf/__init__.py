"""A model card as a PDF: what an export job writes.

`outline` and `metrics` tell what stands in the document, in the plain data of `blocks`. What draws it (`typesetting`,
`grid`, `charts`, `drawing`, `pages`) needs reportlab, the extra `pdf`, and is imported when a document is asked for.
"""

from __future__ import annotations

from dataclasses import dataclass
from importlib.util import find_spec
from typing import TYPE_CHECKING

from sagemaker_registry_mock.cards.pdf.outline import outlined
from sagemaker_registry_mock.registry import arns

if TYPE_CHECKING:
    from datetime import datetime

__all__ = ["CardFacts", "is_available", "render"]


@dataclass(frozen=True, slots=True, kw_only=True)
class CardFacts:
    """What is known of a card beside its content.

    Attributes:
        name: the card's name; the title of the document.
        arn: its ARN, which also tells account and region.
        version: the version whose content is shown.
        status: Draft, PendingReview, Approved or Archived.
        created: when that version was made.
        modified: when it was last changed; None where it never was.

    """

    name: str
    arn: str
    version: int
    status: str
    created: datetime
    modified: datetime | None = None


def is_available() -> bool:
    """Tell whether documents can be made here: whether reportlab is installed."""
    return find_spec("reportlab") is not None


def render(facts: CardFacts, content: str) -> bytes:
    """Return the card as a PDF; the same card is the same bytes.

    Any content makes a document: what the schema does not know is shown under its own name, and what is no JSON as
    the text that it is.

    Raises:
        ImportError: reportlab is not installed.

    """
    from sagemaker_registry_mock.cards.pdf.pages import Cover, bound  # noqa: PLC0415 - reportlab is an extra

    return bound(Cover(facts.name, f"Model card, version {facts.version}", _rows(facts)), outlined(content))


def _rows(facts: CardFacts) -> list[tuple[str, str]]:
    arn = arns.parse(facts.arn)
    rows = [
        ("Status", facts.status),
        ("Version", str(facts.version)),
        ("ARN", facts.arn),
        *([("Account", arn.scope.account), ("Region", arn.scope.region)] if arn else []),
        ("Created", _time(facts.created)),
    ]
    if facts.modified is not None:
        rows.append(("Last modified", _time(facts.modified)))
    return rows


def _time(moment: datetime) -> str:
    return f"{moment:%Y-%m-%d %H:%M:%S %Z}".rstrip()
