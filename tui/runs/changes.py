"""What the keys of the runs screen change in files, and what is said of it afterwards."""

from collections.abc import Callable, Sequence
from pathlib import Path

from npnn_tui.datasets.knobs import FieldError
from npnn_tui.engine.runs.label import Label
from npnn_tui.engine.runs.trash import discard, restore

from .words import counted

Change = Callable[[], str]


def labelling(folders: Sequence[Path], changed: Callable[[Label], Label], words: str) -> Change:
    """Return what changes the labels of runs; all are looked at before any is written."""

    def change() -> str:
        labels = [changed(Label.read(folder)) for folder in folders]
        for folder, label in zip(folders, labels, strict=True):
            label.write(folder)
        return words

    return change


def retagged(before: Sequence[str], text: str) -> Callable[[Label], Label]:
    """Return what takes the tags away that are no longer in a text, and adds the new ones.

    `before` are the tags that all of the runs share: those of single ones stay as they are.
    """
    wanted = tuple(text.replace(",", " ").split())
    gone = set(before) - set(wanted)

    def change(label: Label) -> Label:
        return label.untagged(tuple(tag for tag in label.tags if tag in gone)).tagged(wanted)

    change(Label(tuple(before)))  # complains before anything is written
    return change


def deleting(runs: Path, names: Sequence[str], deleted: list[str]) -> Change:
    """Return what moves runs to the trash; the names of those that went are left in `deleted`."""

    def change() -> str:
        deleted.clear()
        for name in names:
            try:
                discard(name, runs)
            except FieldError as error:
                return f"{_moved(deleted)}{error}"
            deleted.append(name)
        return f"{_moved(deleted)}u brings back"

    return change


def restoring(runs: Path, deleted: list[str]) -> Change:
    """Return what brings the runs back that were deleted last."""

    def change() -> str:
        count = len(deleted)
        while deleted:
            restore(deleted[-1], runs)
            deleted.pop()
        return f"{counted(count)} brought back" if count else "nothing was deleted"

    return change


def _moved(deleted: Sequence[str]) -> str:
    return f"{counted(len(deleted))} moved to the trash; " if deleted else ""
