"""Text for terminals without Unicode, and for the Linux console."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis.strategies import characters, text
from npnn_tui.tui.glyphs import CONSOLE_GLYPHS, LIGHT, SPELLED, console, seven_bit
from rich.cells import cell_len


@pytest.mark.parametrize(
    ("shown", "spelled"),
    [
        ("╭─ Boundary ─╮│┊║═━╭", "+- Boundary -+|||--+"),
        ("╸━━━╺━━", " --- --"),
        ("├┤┼╋╬└┘╰╯", "+++++++++"),
        ("▐X▌ • Noise", "[X] * Noise"),
        ("moons ▼ ▶ ▲", "moons v > ^"),
        ("0.02 → 0.01 … 3–4 — −5", "0.02 > 0.01 ~ 3-4 - -5"),
        ("⠀⠁⠿⣿", " .:#"),
        ("é Ünï x₁ R² λ 3×4", "e Uni x1 R2 l 3x4"),
        ("🔎 📁 data", ">  +/ data"),
        ("漢字 ✓ \U0001f600", "???? x ??"),
        ("Ａ\u3000b\xa0c e\u0301 \u200b", "A   b c e "),
    ],
)
def test_seven_bit(shown: str, spelled: str) -> None:
    assert seven_bit(shown) == spelled


@given(text(characters(exclude_categories=["Cc", "Cs"])))
def test_any_text_becomes_ascii_in_as_many_cells(shown: str) -> None:
    assert seven_bit(shown).isascii()
    assert len(seven_bit(shown)) == sum(cell_len(character) for character in shown)


def test_lines_blocks_and_braille_have_a_likeness() -> None:
    codes = [*range(0x2500, 0x2600), *range(0x2800, 0x2900)]
    assert "?" not in seven_bit("".join(map(chr, codes)))


def test_each_spelling_is_ascii_and_given_once() -> None:
    assert all(spelled.isascii() for spelled in SPELLED.values())
    assert all(len(spelled) == cell_len(sign) for sign, spelled in SPELLED.items())


@pytest.mark.parametrize(
    ("shown", "spelled"),
    [
        ("╭─┤ ┊ ╸━╺━╯█░", "┌─┤ │  ─ ─┘█░"),
        ("• ▼ → é", "• ▼ → é"),
        ("⠿ … ▀▄ λ 漢", ': ~ "_ l ??'),
    ],
)
def test_the_console(shown: str, spelled: str) -> None:
    assert console(shown) == spelled


@given(text(characters(exclude_categories=["Cc", "Cs"])))
def test_the_console_gets_nothing_that_its_fonts_lack(shown: str) -> None:
    kept = [sign for sign in console(shown) if not sign.isascii()]
    assert all(sign in CONSOLE_GLYPHS or ord(sign) < 0x100 for sign in kept)


def test_the_kernels_own_font_has_what_the_console_gets() -> None:
    """That font is code page 437, whose control characters are signs and arrows."""
    page = set(bytes(range(0x80, 0x100)).decode("cp437")) | set("•§←↑→↓▲▼▶◀")
    assert page >= CONSOLE_GLYPHS
    assert page >= set(LIGHT.values())
    assert all("BOX DRAWINGS" in unicodedata.name(line) for line in LIGHT)
