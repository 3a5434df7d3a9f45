"""Documents of model cards, read back from the PDF."""

from __future__ import annotations

import json
import re
from datetime import datetime, timezone
from io import BytesIO
from typing import Any

from pypdf import PdfReader

from sagemaker_registry_mock.cards.pdf import CardFacts, render

FACTS = CardFacts(
    name="churn-card",
    arn="arn:aws:sagemaker:eu-central-1:123456789012:model-card/churn-card",
    version=7,
    status="PendingReview",
    created=datetime(2024, 5, 2, 9, 30, tzinfo=timezone.utc),
)


def printed(content: Any, facts: CardFacts = FACTS) -> PdfReader:
    """Return the document of a content, which may be JSON text or what is to become such."""
    text = content if isinstance(content, str) else json.dumps(content)
    return PdfReader(BytesIO(render(facts, text)), strict=True)


def text_of(document: PdfReader) -> str:
    """Return all text, with one space wherever there is any."""
    return " ".join(" ".join(page.extract_text() for page in document.pages).split())


def body(content: Any) -> str:
    """Return the text of a content's document below the facts, without the footers."""
    return re.sub(r"(^| )Page \d+ of \d+ churn-card", "", text_of(printed(content)).partition(" 09:30:00 UTC ")[2])


def squeezed(text: str) -> str:
    """Return text without any space: lines are broken anywhere."""
    return "".join(text.split())


def drawings(content: Any, operator: bytes) -> int:
    """Return how often an operator of PDF draws in a document: `re` a rectangle, `c` a curve, `l` a line."""
    return sum(
        name == operator
        for page in printed(content).pages
        if (stream := page.get_contents()) is not None
        for _, name in stream.operations
    )
