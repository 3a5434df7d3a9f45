"""How the demo speaks: chapters, the calls as they are made, tables. Readable without colours, and in ASCII alone."""

from __future__ import annotations

import json
import re
from itertools import zip_longest
from typing import TYPE_CHECKING, Any

from botocore.exceptions import ClientError
from rich.box import SIMPLE_HEAD, Box
from rich.padding import Padding
from rich.rule import Rule
from rich.table import Table
from rich.text import Text

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from rich.console import Console, RenderableType

#: What stands for a character where the terminal's encoding has ASCII only.
_IN_ASCII = str.maketrans({"→": "->", "…": "..."})
_STYLES = {
    "Approved": "green",
    "Succeeded": "green",
    "allowed": "green",
    "Rejected": "red",
    "Failed": "red",
    "denied": "red",
    "PendingManualApproval": "yellow",
}
#: By what name an example in Python has the client of a service; by the service's own where it is not here.
_NAMES = {"sagemaker": "sm"}
#: The most that is shown of one text in a call.
_LONGEST = 44
#: A line of a call has this many characters on the narrowest console, too.
_NARROWEST = 16
_ASCII_BOX = Box(str(SIMPLE_HEAD).replace("─", "-"), ascii=True)
_PROMPT = ">>> "


class Teller:
    """Tells a story on a console."""

    def __init__(self, console: Console, chapters: int) -> None:
        self.console = console
        self._chapters = chapters
        self._chapter = 0

    def chapter(self, title: str) -> None:
        """Begin the next chapter."""
        self._chapter += 1
        heading = self.text(f"{self._chapter}/{self._chapters} {title}", "bold cyan")
        self.console.print()
        self.console.print(Rule(heading, align="left", style="cyan"))

    def say(self, sentence: str, style: str = "") -> None:
        """Print a sentence."""
        self.console.print(self.text(sentence, style))

    def ask(self, client: Any, method: str, **members: Any) -> Any:
        """Call a method of a boto3 client, print the call, and return the reply.

        Raises:
            ClientError: the call is refused.

        """
        self.call(shown(client, method, members))
        return getattr(client, method)(**members)

    def ask_refused(self, client: Any, method: str, **members: Any) -> ClientError:
        """Call a method that is refused, print the call and the refusal, and return it.

        Raises:
            AssertionError: the call is not refused.

        """
        try:
            self.ask(client, method, **members)
        except ClientError as error:
            told = error.response["Error"]
            self.show(self.text(f"{told['Code']}: {told['Message']}", "red"), indent=len(_PROMPT))
            return error
        reason = f"{shown(client, method, members)} was to be refused."
        raise AssertionError(reason)

    def call(self, code: str) -> None:
        """Print a line of Python, as the interpreter shows it."""
        lines = _filled(self.text(code).plain, max(self.console.width - len(_PROMPT), _NARROWEST))
        for prompt, line in zip_longest((_PROMPT,), lines, fillvalue=" " * len(_PROMPT)):
            self.console.print(self.text(f"{prompt}{line}", "dim"))

    def show(self, what: RenderableType, indent: int = 0) -> None:
        """Print what rich can render."""
        self.console.print(Padding(what, (0, 0, 0, indent), expand=False))

    def table(self, columns: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
        """Print a table. A narrow console narrows the last column, and others whose cells are of several words."""
        box = _ASCII_BOX if self.console.options.ascii_only else SIMPLE_HEAD
        table = Table(box=box, padding=(0, 1, 0, 0), pad_edge=False, show_edge=False, header_style="bold")
        cells = [[self.cell(value) for value in row] for row in rows]
        for place, column in enumerate(columns):
            whole = column != columns[-1] and not any(" " in row[place].plain for row in cells)
            table.add_column(self.text(column), overflow="fold", no_wrap=whole)
        for row in cells:
            table.add_row(*row)
        self.console.print()
        self.show(table, indent=2)

    def facts(self, facts: Iterable[tuple[str, object]]) -> Table:
        """Return names with their values, one to a line."""
        grid = Table.grid(padding=(0, 2))
        grid.add_column(overflow="fold")
        grid.add_column(overflow="fold")
        for name, value in facts:
            grid.add_row(self.text(name, "dim"), self.cell(value))
        return grid

    def cell(self, value: object) -> Text:
        """Return a value as the text of a cell."""
        told = "-" if value is None else str(value)
        return self.text(told, _STYLES.get(told, ""))

    def text(self, words: str, style: str = "") -> Text:
        """Return words in characters that the console can print."""
        if self.console.options.ascii_only:
            words = words.translate(_IN_ASCII).encode("ascii", "replace").decode()
        return Text(words, style, overflow="fold")


def shown(client: Any, method: str, members: dict[str, Any]) -> str:
    """Return a call as one writes it in Python; of long texts and of ARNs only as much as tells them apart."""
    service = client.meta.service_model.service_name
    given = ", ".join(f"{name}={_value(value)}" for name, value in members.items())
    return f"{_NAMES.get(service, service)}.{method}({given})"


def _filled(code: str, width: int) -> list[str]:
    """Return a call in lines no longer than `width`, broken behind a parenthesis or a blank where there is one."""
    lines = [""]
    for part in re.findall(rf"[^ (]{{1,{width - 1}}}[ (]?|[ (]", code):
        if len(lines[-1]) + len(part.rstrip()) > width:
            lines.append("")
        lines[-1] += part
    return [line.rstrip() for line in lines]


def _value(value: Any) -> str:
    if isinstance(value, dict):
        return "{" + ", ".join(f"{json.dumps(name)}: {_value(one)}" for name, one in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(map(_value, value)) + "]"
    if not isinstance(value, str):
        return repr(value)
    if value.startswith("arn:"):
        value = "…:" + value.split(":", 5)[-1]
    if len(value) > _LONGEST:
        value = f"{value[:_LONGEST]}…"
    return repr(value) if '"' in value else f'"{value}"'
