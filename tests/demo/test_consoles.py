"""Where the story is told: narrow and wide consoles, with colours and without, with ASCII alone."""

from __future__ import annotations

import re

from demo.reading import NARROW_END, chapters, console, printed

from sagemaker_registry_mock.demo import demo


def test_a_narrow_console_with_ascii_alone() -> None:
    """At 60 columns no line is longer, no cell is cut, and every character is of ASCII."""
    on = console(60, encoding="ascii")
    demo(on)
    text = printed(on)

    assert text.isascii()
    assert "?" not in text
    assert max(map(len, text.splitlines())) <= 60
    told = chapters(text)
    assert told["The registry in the end"].startswith(NARROW_END)
    assert "PendingManualApproval -> " in told["Approval, and what it deploys"]
    assert "  ----" in told["Events"]


def test_a_wide_terminal() -> None:
    """A terminal has colours; a wide one has the console's tabs side by side, and each call in one line."""
    on = console(160, force_terminal=True, color_system="standard")
    demo(on)
    text = printed(on)

    assert re.search("\x1b\\[32mApproved *\x1b\\[0m", text)
    assert "\x1b[2m>>> " in text
    plain = re.sub("\x1b\\[[0-9;]*m", "", text)
    assert "\x1b" not in plain
    assert re.search("^╭─ Train ─+╮╭─ Evaluate ─+╮$", plain, re.MULTILINE)
    assert re.search("^╭─ Audit ─+╮╭─ Deploy ─+╮$", plain, re.MULTILINE)
    assert re.search('^>>> sm.update_model_package.*beats 0.91"\\)$', plain, re.MULTILINE)
