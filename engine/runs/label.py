"""label.toml: what people say of a run, in a file of its own that no training ever writes."""

import os
import re
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Self

from npnn_tui.datasets.knobs import FieldError
from npnn_tui.datasets.text import printable

from .atomic import replace_file

FILE_NAME = "label.toml"

LONGEST_TAG, MOST_TAGS, LONGEST_NOTE = 40, 20, 1000

_TAG = re.compile(r"[A-Za-z0-9][A-Za-z0-9._+-]*")

TAG_SENTENCE = (
    f"1 to {LONGEST_TAG} letters, digits, dots, hyphens, pluses or underscores, a letter or a "
    "digit first"
)


@dataclass(frozen=True)
class Label:
    """The tags of a run in their order, and a note."""

    tags: tuple[str, ...] = ()
    note: str = ""

    def tagged(self, words: tuple[str, ...]) -> Self:
        """Return the label with these tags too; raises FieldError (field `tag`)."""
        tags = tuple(dict.fromkeys((*self.tags, *map(check_tag, words))))
        if len(tags) > MOST_TAGS:
            sentence = f"tag must be left out beyond {MOST_TAGS} of them, got {len(tags)}"
            raise FieldError("tag", sentence)
        return replace(self, tags=tags)

    def untagged(self, words: tuple[str, ...]) -> Self:
        """Return the label without these tags; raises FieldError if it has not all of them."""
        for word in words:
            if word not in self.tags:
                known = ", ".join(map(printable, self.tags)) or "none"
                sentence = f"tag must be one of the run's ({known}), got {printable(word)}"
                raise FieldError("tag", sentence)
        return replace(self, tags=tuple(tag for tag in self.tags if tag not in words))

    def noted(self, text: str) -> Self:
        """Return the label with another note, none if it is empty; raises FieldError."""
        if len(text) > LONGEST_NOTE:
            allowed = f"note must have at most {LONGEST_NOTE:,} characters"
            raise FieldError("note", f"{allowed}, got {len(text):,}")
        return replace(self, note=text.strip())

    def write(self, folder: Path) -> None:
        """Write it into a run's folder, or take the file away if it says nothing."""
        path = folder / FILE_NAME
        if self == Label():
            path.unlink(missing_ok=True)
            return
        import tomli_w

        content = tomli_w.dumps({"tags": list(self.tags), "note": self.note})
        replace_file(path, content.encode(), synced=False)

    @classmethod
    def read(cls, folder: Path) -> Self:
        """Return that of a run's folder, an empty one without a file; raises FieldError."""
        try:
            content = (folder / FILE_NAME).read_bytes()
        except FileNotFoundError:
            return cls()
        except OSError as error:
            raise _refusal(folder, str(error.strerror)) from None
        import tomllib

        try:
            return cls._of(tomllib.loads(content.decode("utf-8")))
        except (ValueError, TypeError, RecursionError):
            raise _refusal(folder, "it is no label; take it away to begin anew") from None

    @classmethod
    def of(cls, folder: Path) -> Self:
        """Return that of a run's folder, an empty one if it cannot be read: for lists."""
        if not os.access(f"{folder}{os.sep}{FILE_NAME}", os.F_OK):
            return cls()  # as most have none, and an exception takes three times as long
        try:
            return cls.read(folder)
        except FieldError:
            return cls()

    @classmethod
    def _of(cls, values: dict[str, Any]) -> Self:
        tags, note = values.get("tags", []), values.get("note", "")
        if not isinstance(tags, list) or not all(isinstance(each, str) for each in [*tags, note]):
            raise TypeError(values)
        return cls(tuple(tags), note)


def check_tag(tag: str) -> str:
    """Return a tag; raises FieldError for one that could not be asked for by its name."""
    if not _TAG.fullmatch(tag) or len(tag) > LONGEST_TAG:
        got = printable(tag) or "nothing"
        raise FieldError("tag", f"tag must be {TAG_SENTENCE}, got {got}")
    return tag


def _refusal(folder: Path, reason: str) -> FieldError:
    name = printable(folder.name)
    return FieldError("run", f"run {name}: {FILE_NAME} cannot be used ({reason})")
