"""What was printed, read by its chapters."""

from __future__ import annotations

import io
import re
from typing import Any

from rich.console import Console

#: The last chapter at 80 columns: what the whole story comes to.
END = """\
>>> sm.list_model_packages(ModelPackageGroupName="churn", SortOrder="Ascending")

  version  status    stage        AUC   deployed    last comment
  ──────────────────────────────────────────────────────────────────────────────
  1        Approved  Production   0.91  churn-prod  by hand: good on last
                     Approved                       month's data
  2        Rejected  Development  0.88  -           by hand: too many false
                     Approved                       alarms
  3        Rejected  Production   0.94  -           AUC fell to 0.79 on this
                     Rejected                       month's data"""

#: The same in ASCII at 60 columns: the comments are narrower, and nothing is cut off.
NARROW_END = """\
>>> sm.list_model_packages(ModelPackageGroupName="churn",
    SortOrder="Ascending")

                                                    last
  version  status    stage        AUC   deployed    comment
  ----------------------------------------------------------
  1        Approved  Production   0.91  churn-prod  by hand:
                     Approved                       good on
                                                    last
                                                    month's
                                                    data
  2        Rejected  Development  0.88  -           by hand:
                     Approved                       too many
                                                    false
                                                    alarms
  3        Rejected  Production   0.94  -           AUC fell
                     Rejected                       to 0.79
                                                    on this
                                                    month's
                                                    data"""


def console(width: int = 80, *, encoding: str = "utf-8", **options: Any) -> Console:
    """Return a console that writes into memory, as the demo's own writes to the output."""
    file = io.TextIOWrapper(io.BytesIO(), encoding, newline="")
    return Console(file=file, width=width, markup=False, emoji=False, highlight=False, **options)


def printed(on: Console) -> str:
    """Return what was printed on such a console."""
    file: Any = on.file
    file.flush()
    text: bytes = file.buffer.getvalue()
    return text.decode(file.encoding)


def chapters(text: str) -> dict[str, str]:
    """Return the text of each chapter by its title, without blanks at the ends of lines."""
    lines = "\n".join(line.rstrip() for line in text.splitlines())
    _, *parts = re.split(r"^\d+/\d+ (.+?) [─-]+$", lines, flags=re.MULTILINE)
    return dict(zip(parts[::2], (part.strip("\n") for part in parts[1::2]), strict=True))


def in_one_line(chapter: str) -> str:
    """Return a chapter without its line breaks, for sentences that may be broken anywhere."""
    return " ".join(chapter.split())
