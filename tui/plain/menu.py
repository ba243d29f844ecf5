"""Numbered choices, and which of them an answer means. Knows no training."""

from collections.abc import Sequence

from npnn_tui.datasets.text import hint, printable


class ChoiceError(Exception):
    """An answer that is none of the choices, or might be several; the text is a sentence."""


def chosen(answer: str, names: Sequence[str]) -> int:
    """Return the position of the choice that an answer means; raises ChoiceError.

    A whole name goes before a number from 1, and that before the first letters of a name.
    """
    word = _plain(answer)
    plain = [_plain(name) for name in names]
    if word in plain:
        return plain.index(word)
    if word.isascii() and word.isdigit() and len(word) < 6 and 0 < int(word) <= len(names):
        return int(word) - 1
    meant = [position for position, name in enumerate(plain) if word and name.startswith(word)]
    if len(meant) == 1:
        return meant[0]
    if meant:
        could = ", ".join(names[position] for position in meant)
        raise ChoiceError(f"{printable(answer)} could be {could}.")
    near = hint(word, plain) if word.isalpha() else ""
    raise ChoiceError(ended(f"{printable(answer)} is no choice here{near}"))


def ended(sentence: str) -> str:
    """Return a sentence with a full stop, unless it ends with another sign."""
    return sentence if sentence.endswith((".", "?", "!")) else f"{sentence}."


def numbered(choices: Sequence[str]) -> list[str]:
    """Return a line for each choice, with its number from 1."""
    return [f"{number}. {choice}" for number, choice in enumerate(choices, start=1)]


def _plain(text: str) -> str:
    """Return a name as it is compared: any case, and learning-rate for learning_rate."""
    return text.strip().lower().replace("_", " ").replace("-", " ")
