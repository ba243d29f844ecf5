"""Tags and notes: kept, refused, and never lost to a file that is damaged."""

from pathlib import Path

import pytest
from npnn_tui.datasets.knobs import FieldError
from npnn_tui.engine.runs.label import FILE_NAME, LONGEST_NOTE, Label


def test_a_label_comes_back(tmp_path: Path) -> None:
    label = Label().tagged(("best", "v1.0")).noted('a "note"\nin [bold]two[/bold] lines — é')
    label.write(tmp_path)
    assert Label.read(tmp_path) == label
    assert label.tags == ("best", "v1.0")


def test_a_tag_is_there_once_and_goes(tmp_path: Path) -> None:
    label = Label(("a", "b")).tagged(("b", "c"))
    assert label.tags == ("a", "b", "c")
    assert label.untagged(("a", "c")).tags == ("b",)
    label.write(tmp_path)
    Label().write(tmp_path)
    assert not (tmp_path / FILE_NAME).exists()
    assert Label.read(tmp_path) == Label()


@pytest.mark.parametrize("tag", ["", "a b", "-a", "a/b", "\x1b[2J", "é", "x" * 41, "[bold]"])
def test_a_tag_that_is_no_word_is_refused(tag: str) -> None:
    with pytest.raises(FieldError, match="tag must be 1 to 40") as caught:
        Label().tagged((tag,))
    assert caught.value.field == "tag"
    assert "\x1b" not in str(caught.value)


def test_what_is_not_there_cannot_be_taken_away() -> None:
    with pytest.raises(FieldError, match=r"tag must be one of the run's \(a\), got b"):
        Label(("a",)).untagged(("b",))


def test_too_much_is_refused() -> None:
    with pytest.raises(FieldError, match="at most 1,000 characters, got 1,001"):
        Label().noted("x" * (LONGEST_NOTE + 1))
    with pytest.raises(FieldError, match="beyond 20"):
        Label().tagged(tuple(map(str, range(21))))


@pytest.mark.parametrize("content", [b"tags = 3", b"tags = [1]", b"note = 1", b"\xff", b"=", b"[["])
def test_a_damaged_label_shows_nothing_and_is_not_written_over(
    tmp_path: Path, content: bytes
) -> None:
    (tmp_path / FILE_NAME).write_bytes(content)
    assert Label.of(tmp_path) == Label()
    with pytest.raises(FieldError, match=r"label\.toml cannot be used"):
        Label.read(tmp_path)
