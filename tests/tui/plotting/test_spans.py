import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from npnn_tui.tui.plotting.cells import Cells, text_cells
from npnn_tui.tui.plotting.spans import Span, changed_spans

WIDTH, HEIGHT = 14, 3


@st.composite
def pictures(draw: st.DrawFn) -> Cells:
    seed = draw(st.integers(0, 10**6))
    share = draw(st.sampled_from([0.02, 0.2, 0.8]))
    generator = np.random.default_rng(seed)

    def layer(changed: int, plain: int) -> "np.typing.NDArray[np.int32]":
        drawn = generator.random((HEIGHT, WIDTH)) < share
        return np.where(drawn, changed, plain).astype(np.int32)

    characters = layer(ord("x"), ord(" ")).astype("<u4").view("<U1")
    return Cells(characters, layer(5, 6), layer(-1, 8))


def looks_the_same(old: Cells, new: Cells, row: int, column: int) -> bool:
    here = row, column
    blank = old.characters[here] == new.characters[here] == " "
    return bool(
        old.characters[here] == new.characters[here]
        and old.background[here] == new.background[here]
        and (blank or old.foreground[here] == new.foreground[here])
    )


def brute_force(old: Cells, new: Cells) -> list[Span]:
    spans: list[Span] = []
    for row in range(HEIGHT):
        columns = [x for x in range(WIDTH) if not looks_the_same(old, new, row, x)]
        if columns:
            spans.append((row, columns[0], columns[-1] + 1))
    return spans


@given(pictures(), pictures())
def test_spans_are_those_of_a_cell_by_cell_search(old: Cells, new: Cells) -> None:
    assert changed_spans(old, new) == brute_force(old, new)


@given(pictures())
def test_nothing_changed_means_no_span(cells: Cells) -> None:
    assert changed_spans(cells, cells) == []


def test_another_size_means_every_row() -> None:
    assert changed_spans(Cells.blank(3, 2), Cells.blank(4, 2)) == [(0, 0, 4), (1, 0, 4)]
    assert changed_spans(Cells.blank(3, 2), Cells.blank(0, 2)) == []


@st.composite
def wide_pictures(draw: st.DrawFn) -> Cells:
    """Write text into a row whose cells have backgrounds of their own."""
    text = draw(st.text(st.sampled_from("日日本x "), max_size=WIDTH))
    cells = Cells.blank(WIDTH, 1).write(0, 0, text, draw(st.integers(1, 2)))
    filled = draw(st.lists(st.integers(0, WIDTH - 1), max_size=3))
    cells.background[0, filled] = 5
    return cells


def test_a_wide_character_is_in_a_span_as_a_whole() -> None:
    old = text_cells("a日b")
    for column in (1, 2):
        new = text_cells("a日b")
        new.background[0, column] = 5
        assert changed_spans(old, new) == [(0, 1, 3)]
    assert changed_spans(old, text_cells("a本b")) == [(0, 1, 3)]
    assert changed_spans(old, text_cells("axyb")) == [(0, 1, 3)]


@given(wide_pictures(), wide_pictures())
def test_spans_cover_wide_characters_wholly(old: Cells, new: Cells) -> None:
    covered = np.zeros(WIDTH, dtype=bool)
    for _, start, stop in changed_spans(old, new):
        covered[start:stop] = True
    for cells in (old, new):
        second = np.flatnonzero(cells.characters[0] == "")
        assert (covered[second] == covered[second - 1]).all()
    differing = [x for x in range(WIDTH) if not looks_the_same(old, new, 0, x)]
    assert covered[differing].all()
