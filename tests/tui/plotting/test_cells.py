import numpy as np
from npnn_tui.tui.plotting.cells import Cells, text_cells


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


def test_text_from_users_is_made_safe_before_it_becomes_cells() -> None:
    assert Cells.blank(8, 1).write(1, 0, "a🎉b\x1b[m").rows() == [" a?b?[m "]
    assert text_cells("").characters.shape == (1, 0)


def test_rows_keep_trailing_blanks() -> None:
    assert picture("a  ", "   ").rows() == ["a  ", "   "]
