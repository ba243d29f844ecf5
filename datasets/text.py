"""Text from outside (file names, headers, labels) made safe to print. Knows no screen."""

import difflib
import unicodedata
from collections.abc import Iterable

_UNSAFE_CATEGORIES = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"})
_JOINERS = frozenset({"\u200d", "\u200c"})


def printable(text: str, limit: int = 60) -> str:
    """Return `text` with control and direction characters spelled out, cut to `limit` characters.

    Escape sequences, newlines and bidirectional overrides appear as `\\x1b`, `\\n`, `\\u202e`, so
    they can neither move the cursor nor reorder a line. Emoji stay, joiners included.
    """
    cut = text if len(text) <= limit else text[: limit - 1] + "…"
    return "".join(_spelled(character) for character in cut)


def hint(word: str, words: Iterable[str]) -> str:
    """Return `; did you mean noise?` with the word nearest to a misspelt one; empty if none is."""
    near = difflib.get_close_matches(word, list(words), n=1)
    return f"; did you mean {near[0]}?" if near else ""


def _spelled(character: str) -> str:
    if character in _JOINERS or unicodedata.category(character) not in _UNSAFE_CATEGORIES:
        return character
    return character.encode("unicode_escape").decode("ascii")
