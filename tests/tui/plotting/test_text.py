import pytest
from hypothesis import given
from hypothesis import strategies as st
from npnn_tui.tui.plotting.text import one_cell_text, shortened
from rich.cells import cell_len


@given(st.text())
def test_every_character_takes_exactly_one_cell(text: str) -> None:
    safe = one_cell_text(text)
    assert len(safe) == len(text)
    assert all(cell_len(character) == 1 for character in safe)
    assert safe.isprintable()


@given(st.text())
def test_ascii_text_is_seven_bit_and_as_long(text: str) -> None:
    safe = one_cell_text(text, ascii_only=True)
    assert safe.isascii()
    assert safe.isprintable()
    assert len(safe) == len(text)


@pytest.mark.parametrize(
    ("text", "safe"),
    [
        ("sepal length", "sepal length"),
        ("[red]x[/]", "[red]x[/]"),
        ("größe λ₁", "größe λ₁"),
        ("🎉", "?"),
        ("日", "?"),
        ("\x1b[31m", "?[31m"),
        ("a\tb\nc", "a?b?c"),
        ("e\u0301", "e?"),
        ("a\u202eb", "a?b"),
    ],
)
def test_only_unsafe_characters_are_replaced(text: str, safe: str) -> None:
    assert one_cell_text(text) == safe


def test_ascii_takes_off_accents_and_indices() -> None:
    assert one_cell_text("é x₁ λ", ascii_only=True) == "e x1 ?"


def test_shortened_text_says_that_it_was_cut() -> None:
    assert shortened("abc", 3) == "abc"
    assert shortened("abcd", 3) == "ab~"
    assert shortened("äbcd", 3) == "äb…"
    assert shortened("abc", 0) == ""
