"""A fault of Textual 8.2 that no subclass of ours reaches, mended from outside."""

from textual.widgets import OptionList


def mend_lists() -> None:
    """Let page up and down do nothing in a list that is open but not laid out.

    A window may become too small for it at any moment; the key then raised KeyError.
    """
    move = OptionList._move_page

    def move_if_laid_out(self: OptionList, direction: int) -> None:
        if self._index_to_line:
            move(self, direction)  # type: ignore[arg-type]

    if move.__name__ != move_if_laid_out.__name__:
        OptionList._move_page = move_if_laid_out  # type: ignore[method-assign]
