"""The service model's patterns mean what they mean in Java."""

from __future__ import annotations

import re
from typing import Any

import pytest
import regex
from botocore.session import Session
from hypothesis import given, settings
from hypothesis import strategies as st

from sagemaker_registry_mock.protocol.patterns import compiled_pattern, translated

MODEL: dict[str, Any] = Session().get_component("data_loader").load_service_model("sagemaker", "service-2")["shapes"]
#: Each pattern of the service model, with a shape that has it.
PATTERNS = {shape["pattern"]: name for name, shape in MODEL.items() if "pattern" in shape}
LINE_TERMINATORS = "\n\r\u0085\u2028\u2029"
JAVA_SPACE = " \t\n\x0b\f\r"


def _matches(pattern: str, value: str) -> bool:
    return compiled_pattern(pattern).fullmatch(value) is not None


@pytest.mark.parametrize("pattern", PATTERNS.keys(), ids=PATTERNS.values())
def test_every_pattern_of_the_service_model_compiles(pattern: str) -> None:
    """No pattern that botocore knows is beyond the translation, nor does one warn."""
    assert isinstance(compiled_pattern(pattern), (re.Pattern, regex.Pattern))


@given(data=st.data())
def test_where_re_will_do_it_says_what_regex_says(data: st.DataObject) -> None:
    """Which of the two compiles a pattern makes no difference but for the time."""
    pattern = data.draw(st.sampled_from([one for one in PATTERNS if isinstance(compiled_pattern(one), re.Pattern)]))
    compiled: Any = compiled_pattern(pattern)
    value = data.draw(st.from_regex(compiled, fullmatch=True) | st.text("aZ1-_:/.@ \n\u2028é", max_size=20))
    told = regex.compile(translated(pattern), regex.VERSION1).fullmatch(value[:200])
    assert (compiled.fullmatch(value[:200]) is None) == (told is None)


@pytest.mark.parametrize(("pattern", "fits"), [(r"[\p{L}]", "é"), ("[a-c&&[b]]", "b"), (r"\h", "\t")])
def test_what_re_cannot_read_regex_reads(pattern: str, fits: str) -> None:
    """Classes of Unicode, classes in classes, and letters that only Java knows."""
    assert isinstance(compiled_pattern(pattern), regex.Pattern)
    assert _matches(pattern, fits)
    assert not _matches(pattern, "!")


def test_a_class_that_is_nothing_but_another_needs_no_regex() -> None:
    """A class in a class, and nothing beside it, is that class."""
    assert isinstance(compiled_pattern(r"[\S]+"), re.Pattern)
    assert _matches(r"[\S]+", "a")
    assert not _matches(r"[\S]+", " ")


@pytest.mark.parametrize(
    ("pattern", "fits", "others"),
    [
        ("a", "a", ["", "b", "aa", "a\n", "\na"]),
        ("^a$", "a", ["aa", "a\n"]),
        ("a|ab", "ab", ["abc"]),
        ("(?=.{1,3}$)a*", "aaa", ["aaaa"]),
        ("a*$|^b", "b", ["ab"]),
    ],
)
def test_a_value_matches_as_a_whole(pattern: str, fits: str, others: list[str]) -> None:
    """Anchored or not, a pattern says what the whole value is, a last line break included."""
    assert _matches(pattern, fits)
    assert not [other for other in others if _matches(pattern, other)]


@pytest.mark.parametrize("char", [*LINE_TERMINATORS])
def test_a_dot_is_no_line_terminator(char: str) -> None:
    """A dot leaves out all of Java's line terminators; inside a class, or escaped, it is a dot."""
    assert not _matches(".", char)
    assert not _matches(".*", f"a{char}b")
    assert not _matches("[.]", char)
    assert not _matches(r"\.", char)


@pytest.mark.parametrize("char", ["a", " ", "\t", "\x0b", "\f", "\x00", "\x1c", "\u00a0", "é", "😀"])
def test_a_dot_is_any_other_character(char: str) -> None:
    """A dot takes whatever ends no line."""
    assert _matches(".", char)


#: A shorthand, some characters that it takes, and some that its opposite takes.
SHORTHANDS = [
    ("w", "aZ09_", "-. \u00e9\u07c0\u0663\u017f\u212a"),
    ("d", "09", "a\u0663\u096c\uff10"),
    ("s", JAVA_SPACE, "a0\x1c\x1d\x1e\x1f\u0085\u00a0\u1680\u2003\u2028\u2029\u3000"),
]
PLACES = {"alone": "{}", "in a class": "[{}]", "among others": "[#{}%]"}


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize(("letter", "inside", "outside"), SHORTHANDS)
def test_a_shorthand_is_ascii(letter: str, inside: str, outside: str, place: str) -> None:
    r"""Java's `\w`, `\d` and `\s` know ASCII only, alone and inside a class."""
    pattern = PLACES[place].format(f"\\{letter}")

    assert [char for char in inside + outside if _matches(pattern, char)] == list(inside)


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize(("letter", "inside", "outside"), SHORTHANDS)
def test_the_opposite_of_a_shorthand_is_all_the_rest(letter: str, inside: str, outside: str, place: str) -> None:
    r"""Java's `\W`, `\D` and `\S` take whatever is not ASCII, alone and inside a class."""
    pattern = PLACES[place].format(f"\\{letter.upper()}")

    assert [char for char in inside + outside if _matches(pattern, char)] == list(outside)


@settings(deadline=None)
@given(char=st.characters())
def test_a_class_of_both_opposites_takes_everything(char: str) -> None:
    r"""`[\S\s]` is how the service model writes "anything", as in the values of Environment."""
    assert _matches(MODEL["EnvironmentValue"]["pattern"], char)


@pytest.mark.parametrize(
    ("pattern", "fits", "others"),
    [
        (r"\p{L}", "aÉßж中", "1 _-"),
        (r"[\p{L}\p{N}]", "aé1٣Ⅷ", " _-"),
        (r"\P{L}", "1 _", "aé"),
        (r"[^\p{L}]", "1 _", "aé"),
        (r"[\p{Z}]", " \u00a0\u2003\u2028", "\t\n"),
        (r"[\p{Alnum}]", "aZ0", "é٣-"),
        (r"\P{Digit}", "a\u0663", "09"),
        ("[a-c-]", "abc-", "d"),
        ("[a[bc]]", "abc", "[]d"),
        ("[||~~]", "|~", "a"),
        (r"[\]\[]", "[]", "\\a"),
        (r"[a\]b]", "a]b", "\\"),
        ("[^]a]", "b[", "]a"),
        (r"\$", "$", "a"),
        ("[$.*]", "$.*", "a"),
        (r"[\w.:/=+\-@]", "a_.:/=+-@", " #é"),
        (r"\\", "\\", "w"),
        (r"[\u0041-\u0043]", "ABC", "Dab"),
        (r"[\uD800\uDC00-\uDBFF\uDFFF]", "😀\U00010000\U0010ffff", "a中"),
    ],
)
def test_classes_take_what_they_name(pattern: str, fits: str, others: str) -> None:
    """Properties, escapes, brackets inside brackets and pairs of surrogates are read as Java reads them."""
    assert [char for char in fits + others if _matches(pattern, char)] == list(fits)


@pytest.mark.parametrize(
    ("pattern", "plain"),
    [
        ("([a-z]*)${1,128}", "([a-z]*)$"),
        ("([a-z]*)${3}", "([a-z]*)$"),
        ("([a-z]*)${1,}", "([a-z]*)$"),
        (r"\${1,2}", r"\${1,2}"),
        ("[a-z]{1,3}", "[a-z]{1,3}"),
        ("[${1,2}]", "[${1,2}]"),
    ],
)
def test_a_quantified_anchor_is_an_anchor(pattern: str, plain: str) -> None:
    """An end anchor means the same however often; a dollar sign and other quantifiers stay what they are."""
    assert translated(pattern) == plain


ACCOUNT = "arn:aws:sagemaker:us-east-1:123456789012:"
VALUES: list[tuple[str, list[str], list[str]]] = [
    ("EntityName", ["a", "A-1", "a--b", "a" * 63], ["", "-a", "a-", "a_b", "a b", "ä", "a" * 64, "a\n"]),
    ("ArnOrName", ["churn", f"{ACCOUNT}model-package-group/churn"], ["churn/1", "churn-", f"{ACCOUNT}x/"]),
    (
        "VersionedArnOrName",
        ["churn", "churn/1", f"{ACCOUNT}model-package/churn/12"],
        ["churn/", "churn/1a", "churn/1/2"],
    ),
    ("ModelPackageArn", [f"{ACCOUNT}model-package/churn/1"], ["churn", f"{ACCOUNT}model-package-group/churn"]),
    ("EntityDescription", ["", "Größe: 1 €, 中文 😀"], ["a\tb", "a\nb", "\x00"]),
    ("TagKey", ["team", "Größe", "a b:c/d=e+f-g@h"], ["a#b", "a\tb", "{}"]),
    ("CustomerMetadataKey", ["auc", "Größe 1", "a/b"], ["a#b", "a\nb"]),
    ("CustomerMetadataValue", ["0.91", "x@y"], ["a#b", "a\nb"]),
    ("ContainerImage", ["1.dkr.ecr.aws/x:1", "é"], ["a b", "a\n"]),
    ("ApprovalDescription", ["", "ok é"], ["a\nb", "a\u2028b"]),
]


@pytest.mark.parametrize(("shape", "fits", "others"), VALUES, ids=[shape for shape, _, _ in VALUES])
def test_the_registrys_patterns_take_what_they_should(shape: str, fits: list[str], others: list[str]) -> None:
    """Names, ARNs, tags and descriptions are told from what the service refuses."""
    pattern = MODEL[shape]["pattern"]

    assert [value for value in fits + others if _matches(pattern, value)] == fits


def test_a_pattern_is_compiled_once() -> None:
    """Asking again returns the same compiled pattern."""
    assert compiled_pattern("[a-z]+") is compiled_pattern("[a-z]+")
