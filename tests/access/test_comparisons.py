"""The values that conditions compare: wildcards, ARNs, numbers, times, networks, bytes."""

from __future__ import annotations

import pytest
from access.obvious import matches
from hypothesis import given, settings
from hypothesis import strategies as st

from sagemaker_registry_mock.access.operators import LITERAL, NEGATED, POSITIVE, arn_like, like

#: The first second of 4 March 2026, 05:06:07 UTC, since the epoch.
MOMENT = 1772600767
ARN = "arn:aws:sagemaker:us-east-1:123456789012:model-package/churn/1"


def equal(operator: str, left: str, right: str) -> bool:
    """Tell whether an operator finds a value of the request equal to one of the policy."""
    return POSITIVE[operator](left, right)


@pytest.mark.parametrize(
    ("text", "pattern", "alike"),
    [
        ("churn", "*", True),
        ("", "*", True),
        ("", "?", False),
        ("c", "?", True),
        ("churn", "?????", True),
        ("churn", "????", False),
        ("churn", "c*n", True),
        ("churn/1", "churn*1", True),
        ("churn", "*h*r*", True),
        ("a.c", "a.c", True),
        ("abc", "a.c", False),
        ("a+(b)", "a+(b)", True),
        ("[ab]", "[ab]", True),
        ("a", "[ab]", False),
        ("two\nlines", "two*lines", True),
        ("two\nlines", "two?lines", True),
        ("churn\n", "churn", False),
        ("Churn", "churn", False),
    ],
)
def test_a_star_is_any_text_and_a_question_mark_any_character(text: str, pattern: str, alike: bool) -> None:  # noqa: FBT001 - the expected answer
    """Everything else in a pattern, whatever it may mean elsewhere, stands for itself."""
    assert like(text, pattern) is alike


@pytest.mark.parametrize("sign", ["*", "?"])
def test_a_wildcard_that_is_meant_literally_is_itself(sign: str) -> None:
    """A wildcard with the mark in front of it matches only itself, beside others that are wild."""
    literal = f"a{LITERAL}{sign}"

    assert like(f"a{sign}", literal)
    assert not like("ab", literal)
    assert like(f"a{sign}bc", f"{literal}*")
    assert equal("StringEquals", f"a{sign}", literal)
    assert equal("StringEqualsIgnoreCase", f"A{sign}", literal)
    assert not equal("ArnLike", ARN, ARN.replace("churn", LITERAL + "*"))


@settings(deadline=None)
@given(text=st.text("ab/", max_size=6), pattern=st.text("ab/*?", max_size=6))
def test_patterns_match_as_a_slow_look_does(text: str, pattern: str) -> None:
    """A pattern matches where trying every split of the text finds a match."""
    assert like(text, pattern) is matches(text, pattern)


@pytest.mark.parametrize(
    ("pattern", "alike"),
    [
        (ARN, True),
        ("arn:aws:sagemaker:*:*:model-package/churn/1", True),
        ("arn:*:sagemaker:us-*-?:12345678901?:model-package/*", True),
        ("arn:aws:sagemaker:us-east-1:123456789012:*", True),
        ("arn:aws:sagemaker:us-east-1:123456789012:model-package/churn/?", True),
        ("arn:aws:*:model-package/churn/1", False),
        ("arn:aws:sagemaker:*:model-package/churn/1", False),
        ("arn:aws:sagemaker:*", False),
        ("*", False),
        ("arn:aws:sagemaker:us-east-1:*12:model-package/churn", False),
        ("arn:aws:sagemaker::123456789012:model-package/churn/1", False),
        ("arn:aws:sagemaker:us-east-1:123456789012:model-package/Churn/1", False),
        ("arn:aws:sagemaker:us-east-1:123456789012:model-package/churn/1:x", False),
        ("", False),
    ],
)
def test_arns_compare_part_by_part(pattern: str, alike: bool) -> None:  # noqa: FBT001 - the expected answer
    """A wildcard stays within its part of an ARN; letter case counts."""
    assert arn_like(ARN, pattern) is alike


def test_the_last_part_of_an_arn_may_have_colons() -> None:
    """What follows the fifth colon is one part, whatever is in it."""
    assert arn_like("arn:aws:sns:us-east-1:123456789012:topic:sub", "arn:aws:sns:us-east-1:123456789012:topic*")
    assert not arn_like("arn:aws:sns", "arn:aws:sns:*")


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("2026-03-04T05:06:07Z", MOMENT),
        ("2026-03-04T05:06:07", MOMENT),
        ("2026-03-04T05:06:07+00:00", MOMENT),
        ("2026-03-04T07:06:07+02:00", MOMENT),
        ("2026-03-03T23:36:07-05:30", MOMENT),
        ("2026-03-04T05:06:07.5Z", MOMENT + 0.5),
        ("2026-03-04T05:06:07.25", MOMENT + 0.25),
        ("2026-03-04T05:06Z", MOMENT - 7),
        ("2026-03-04T05:06+01:00", MOMENT - 7 - 3600),
        ("2026-03-04", 1772582400),
        ("2026-03", 1772323200),
        ("2026", 1767225600),
        ("1970-01-01", 0),
        ("1969-12-31T23:59:59Z", -1),
        ("1969-12-31T23:59:59.5Z", -0.5),
        ("0", 0),
        ("01772600767", MOMENT),
    ],
)
def test_a_time_is_written_in_any_form_of_the_w3c_or_as_seconds(text: str, moment: float) -> None:
    """Year, month, day, minutes, seconds or fractions, with a zone or in UTC, mean the same as epoch seconds."""
    assert equal("DateEquals", text, str(moment))
    assert equal("DateEquals", str(moment), text)
    assert equal("DateLessThan", text, str(moment + 0.001))
    assert not equal("DateLessThan", text, str(moment))


@pytest.mark.parametrize(
    "text",
    [
        "",
        "today",
        "12:00",
        "2026-13",
        "2026-02-30",
        "2026-01-31T25:00Z",
        "2026-01-31T12:00:61Z",
        "2026-01-31T12:00:00+2",
        "2026-*",
        "99999999999999999999",
        "-99999999999999",
        "1e3",
        "nan",
        "\u0662\u0660\u0662\u0666",
    ],
)
def test_what_is_no_time_compares_with_none(text: str) -> None:
    """A text that is no time is neither equal to any, itself included, nor before or after one."""
    for operator in (one for one in POSITIVE if one.startswith("Date")):
        assert not equal(operator, text, text)
        assert not equal(operator, text, "2026-01-31")
        assert not equal(operator, "2026-01-31", text)


@pytest.mark.parametrize("text", ["", "seven", "7,0", "7*", "0x7", "1_000", "nan", "infinity", "-Infinity", "\u0667"])
def test_what_is_no_number_compares_with_none(text: str) -> None:
    """A text that is no integer or decimal is neither equal to a number, nor less or greater."""
    for operator in (one for one in POSITIVE if one.startswith("Numeric")):
        assert not equal(operator, text, text)
        assert not equal(operator, text, "7")
        assert not equal(operator, "7", text)


@pytest.mark.parametrize(
    ("address", "network", "inside"),
    [
        ("203.0.113.255", "203.0.113.0/24", True),
        ("203.0.113.9", "203.0.113.7/24", True),
        ("203.0.113.7", "203.0.113.7/32", True),
        ("203.0.113.8", "203.0.113.7", False),
        ("8.8.8.8", "0.0.0.0/0", True),
        ("2001:DB8:1234:5678::1", "2001:DB8:1234:5678::/64", True),
        ("2001:0db8:1234:5678:0000:0000:0000:0001", "2001:db8:1234:5678::1", True),
        ("2001:DB8:1234:5679::1", "2001:DB8:1234:5678::/64", False),
        ("::1", "::/0", True),
        ("::1", "0.0.0.0/0", False),
        ("203.0.113.7", "::/0", False),
        ("203.0.113.7", "203.0.113.0/33", False),
        ("203.0.113.7", "203.0.113.*", False),
        ("203.0.113.7", "203.0.113", False),
        ("203.0.113.7", "", False),
        ("203.0.113.0/24", "203.0.113.0/24", False),
        ("203.0.113.256", "0.0.0.0/0", False),
        ("localhost", "0.0.0.0/0", False),
        ("", "0.0.0.0/0", False),
    ],
)
def test_an_address_lies_in_a_network_of_its_kind(address: str, network: str, inside: bool) -> None:  # noqa: FBT001 - the expected answer
    """A network is an address of either kind with a prefix; without one it is that address alone."""
    assert equal("IpAddress", address, network) is inside


@pytest.mark.parametrize("text", ["Y2h1cm4", "Y2h1 cm4=", "%%%%", "é", "Y2h*"])
def test_what_is_not_base64_equals_no_bytes(text: str) -> None:
    """Bytes are written in base64, with its padding and with nothing between."""
    assert equal("BinaryEquals", "", "")
    assert not equal("BinaryEquals", text, text)
    assert not equal("BinaryEquals", "Y2h1cm4=", text)


@pytest.mark.parametrize("negated", [one for one, of in NEGATED.items() if not of.startswith(("String", "Arn"))])
def test_what_cannot_be_read_is_unequal(negated: str) -> None:
    """A value that is not of the operator's type is unlike all that are."""
    assert not equal(NEGATED[negated], "?", "?")
