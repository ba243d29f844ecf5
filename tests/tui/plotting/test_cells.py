import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from npnn_tui.tui.plotting.cells import Cells, text_cells
from rich.cells import cell_len


def picture(*rows: str, foreground: int = 1, background: int = -1) -> Cells:
    characters = np.array([list(row) for row in rows])
    colors = np.full(characters.shape, foreground, dtype=np.int32)
    return Cells(characters, colors, np.full_like(colors, background))


def test_overlay_takes_drawn_cells_and_lets_blanks_show_through() -> None:
    below = picture("abc", foreground=1, background=7)
    result = below.overlay(picture("X Z", foreground=2))
    assert result.rows() == ["XbZ"]
    assert result.foreground.tolist() == [[2, 1, 2]]
    assert result.background.tolist() == [[7, 7, 7]]


def test_overlay_takes_a_background_where_top_is_drawn() -> None:
    result = picture("ab", background=7).overlay(picture("X ", background=9))
    assert result.background.tolist() == [[9, 7]]


def test_place_copies_blanks_too_and_leaves_the_original_alone() -> None:
    whole = picture("aaaa", "aaaa")
    assert whole.place(picture("X ", foreground=5), 1, 1).rows() == ["aaaa", "aX a"]
    assert whole.rows() == ["aaaa", "aaaa"]


def test_place_cuts_off_what_does_not_fit() -> None:
    whole = picture("aaa", "aaa")
    assert whole.place(picture("123", "456"), -1, -1).rows() == ["56a", "aaa"]
    assert whole.place(picture("123", "456"), 2, 1).rows() == ["aaa", "aa1"]
    assert whole.place(picture("123"), 3, 0).rows() == ["aaa", "aaa"]
    assert whole.place(picture("123"), 0, -1).rows() == ["aaa", "aaa"]


def test_blank_has_the_size_asked_for_and_none_below_zero() -> None:
    assert Cells.blank(3, 2).rows() == ["   ", "   "]
    assert Cells.blank(-3, 2).characters.shape == (2, 0)
    assert Cells.blank(-3, 2).rows() == ["", ""]


def test_rows_keep_trailing_blanks() -> None:
    assert picture("a  ", "   ").rows() == ["a  ", "   "]


def widths(cells: Cells) -> list[int]:
    return [cell_len(row) for row in cells.rows()]


def test_text_from_users_is_made_safe_before_it_becomes_cells() -> None:
    assert Cells.blank(8, 1).write(1, 0, "ab\x1b[m\u202e").rows() == [" ab?[m? "]
    assert text_cells("").characters.shape == (1, 0)
    assert text_cells("\u200d\u0301").characters.shape == (1, 0)


def test_wide_characters_take_two_cells_of_which_the_second_is_empty() -> None:
    cells = Cells.blank(6, 1).write(1, 0, "日x")
    assert cells.characters.tolist() == [[" ", "日", "", "x", " ", " "]]
    assert cells.rows() == [" 日x  "]


def test_a_wide_character_cut_at_an_edge_becomes_a_blank() -> None:
    assert Cells.blank(4, 1).write(1, 0, "日本").rows() == [" 日 "]
    assert Cells.blank(4, 1).write(-1, 0, "日本").rows() == [" 本 "]
    assert Cells.blank(1, 1).write(0, 0, "日").rows() == [" "]


def test_a_wide_character_written_over_in_part_vanishes_whole() -> None:
    cells = text_cells("日本")
    assert cells.write(0, 0, "x").rows() == ["x 本"]
    assert cells.write(1, 0, "x").rows() == [" x本"]
    assert cells.write(1, 0, "語").rows() == [" 語 "]
    assert cells.overlay(text_cells(" x  ")).rows() == [" x本"]
    assert cells.overlay(text_cells("  x ")).rows() == ["日x "]
    assert text_cells("abcd").overlay(text_cells(" 日 ")).rows() == ["a日d"]


texts = st.text(st.sampled_from("日本🎉ab \u0301\u200d\ufe0f\x1b"), max_size=8)
writes = st.lists(st.tuples(st.integers(-5, 12), st.integers(-1, 2), texts), max_size=6)


def has_no_halves(cells: Cells) -> bool:
    """Whether exactly the cells to the right of a wide character are empty."""
    wide = np.vectorize(cell_len, otypes=[int])(cells.characters) == 2
    empty = cells.characters == ""
    return bool((wide[:, :-1] == empty[:, 1:]).all() and not wide[:, -1:].any())


@given(st.integers(0, 9), writes, writes, st.integers(-9, 9))
def test_nothing_done_with_cells_leaves_half_a_character(
    width: int,
    below: list[tuple[int, int, str]],
    above: list[tuple[int, int, str]],
    column: int,
) -> None:
    under, over = Cells.blank(width, 2), Cells.blank(width, 2)
    for place in below:
        under = under.write(*place)
    for place in above:
        over = over.write(*place)
    for cells in (under, under.overlay(over), under.place(over, column, 0)):
        assert has_no_halves(cells)
        assert widths(cells) == [width, width]
        assert "\0" not in "".join(cells.rows())
