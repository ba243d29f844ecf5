import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from npnn_tui.tui.plotting.text import safe_text, shortened, shortened_names
from rich.cells import cell_len

TRICKY = st.sampled_from("日本語🎉한ｱé\u0301\u200d\ufe0f\u202e\u2066\x1b\x00\ue000\u3000\xa0→… a1?")
texts = st.one_of(st.text(), st.text(TRICKY))


@given(texts)
def test_safe_text_takes_as_many_cells_as_its_characters_take_alone(text: str) -> None:
    safe = safe_text(text)
    widths = [cell_len(character) for character in safe]
    assert set(widths) <= {1, 2}
    assert cell_len(safe) == sum(widths)
    assert safe.isprintable()
    assert safe_text(safe) == safe


@given(texts)
def test_ascii_text_is_seven_bit(text: str) -> None:
    safe = safe_text(text, ascii_only=True)
    assert safe.isascii()
    assert safe.isprintable()


@pytest.mark.parametrize(
    ("text", "safe"),
    [
        ("sepal length", "sepal length"),
        ("[red]x[/]", "[red]x[/]"),
        ("größe λ₁", "größe λ₁"),
        ("日本語 🎉", "日本語 🎉"),
        ("日\u3000本\xa0語", "日 本 語"),
        ("\x1b[31m", "?[31m"),
        ("a\tb\nc", "a?b?c"),
        ("a\u202eb\u2066c", "a?b?c"),
        ("\ue000\udc80", "??"),
        ("e\u0301", "é"),
        ("x\u0301\u0302y", "xy"),
        ("\u1112\u1161\u11ab", "한"),
        ("❤\ufe0f 👩\u200d🔬 👍🏽", "❤ 👩🔬 👍"),
    ],
)
def test_what_has_a_width_is_shown_and_what_is_unsafe_is_not(text: str, safe: str) -> None:
    assert safe_text(text) == safe


def test_ascii_takes_off_accents_and_indices() -> None:
    assert safe_text("é e\u0301 x₁ λ 日", ascii_only=True) == "e e x1 ? ?"
    assert safe_text("0.01 → 0.05…", ascii_only=True) == "0.01 -> 0.05~"


def test_shortened_text_says_that_it_was_cut() -> None:
    assert shortened("abc", 3) == "abc"
    assert shortened("abcd", 3) == "ab…"
    assert shortened("äbcd", 3, ascii_only=True) == "äb~"
    assert shortened("abcdef", 4, tail=2) == "a…ef"
    assert shortened("abc", 0) == ""


def test_a_wide_character_is_never_halved() -> None:
    assert shortened("日本語", 6) == "日本語"
    assert shortened("日本語", 5) == "日本…"
    assert shortened("日本語", 4) == "日…"
    assert shortened("日本語", 5, tail=2) == "日…語"


@given(texts, st.integers(-1, 12), st.integers(0, 12))
def test_shortened_text_fits(text: str, width: int, tail: int) -> None:
    assert cell_len(shortened(safe_text(text), width, tail=min(tail, max(width - 1, 0)))) <= max(
        width, 0
    )


def test_names_that_begin_alike_keep_their_ends() -> None:
    names = [f"class{number}" for number in range(40)]
    for width in (4, 5, 6, 7):
        shown = shortened_names(names, width)
        assert len(set(shown)) == 40
        assert max(map(cell_len, shown)) <= width
    assert shortened_names(names, 6)[:2] == ("class0", "class1")
    assert shortened_names(names, 6)[38:] == ("cla…38", "cla…39")


def test_names_that_begin_differently_keep_their_beginnings() -> None:
    assert shortened_names(["setosa", "versicolor"], 5) == ("seto…", "vers…")
    assert shortened_names(["setosa", "versicolor"], 5, ascii_only=True) == ("seto~", "vers~")


@given(st.lists(texts, max_size=6), st.integers(1, 12))
def test_shortened_names_fit_and_stay_distinct_when_their_beginnings_are(
    raw: list[str], width: int
) -> None:
    names = [safe_text(name) for name in raw]
    shown = shortened_names(names, width)
    assert len(shown) == len(names)
    assert all(cell_len(name) <= width for name in shown)
    cut = {shortened(name, width) for name in names}
    assume(len(cut) == len(set(names)))
    assert len(set(shown)) == len(set(names))
