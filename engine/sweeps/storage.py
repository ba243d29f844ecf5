"""Where a study of Optuna is kept, and a sentence for whatever goes wrong there (extra `tune`)."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from npnn_tui.datasets.knobs import FieldError
from npnn_tui.datasets.text import printable
from optuna.exceptions import StorageInternalError, UpdateFinishedTrialError
from optuna.storages import BaseStorage, JournalStorage
from optuna.storages.journal import JournalFileBackend

ALLOWED = "the URL of a database, as sqlite:///study.db, or a journal file, for this study"

WRONG = (ValueError, RuntimeError, ImportError, LookupError, AssertionError)
"""What else Optuna raises: for a URL without sense, a missing driver, a damaged file."""

SECRET = re.compile("(?<=:)[^:/@]+(?=@)")
"""The password in a URL, which is not to be printed."""

JOURNAL = b'{"op_code":'
"""How a journal begins."""


class Storage:
    """The URL of a database or the name of a file; with None, the memory of this process."""

    def __init__(self, url: str | None) -> None:
        self._url = url

    def opened(self) -> BaseStorage | str | None:
        """Return what Optuna takes; of itself it writes to any file, whatever that holds."""
        if self._url is None or "://" in self._url:
            return self._url
        path = Path(self._url)
        if path.is_file():
            with path.open("rb") as file:
                first = file.readline()
            if first and not first.startswith(JOURNAL):
                raise self.refusal("it holds something else")
        return JournalStorage(JournalFileBackend(self._url))

    @contextmanager
    def refusing(self, *errors: type[Exception]) -> Iterator[None]:
        """Raise FieldError instead of what a storage raises that fails, and of these errors."""
        try:
            yield
        except FieldError:
            raise
        except _failures(errors) as error:
            raise self.refusal(_reason(error)) from None

    def refusal(self, reason: str) -> FieldError:
        """Return the error that names what is allowed, the reason, and the storage."""
        got = printable(SECRET.sub("***", self._url or "")) or "nothing"
        return FieldError("storage", f"storage must be {ALLOWED} ({reason}), got {got}")


def _failures(errors: tuple[type[Exception], ...]) -> tuple[type[Exception], ...]:
    from sqlalchemy.exc import SQLAlchemyError

    return (SQLAlchemyError, StorageInternalError, UpdateFinishedTrialError, OSError, *errors)


def _reason(error: Exception) -> str:
    """Return the words of the first cause, without what Optuna and SQLAlchemy add to them."""
    while isinstance(error.__cause__, Exception):
        error = error.__cause__
    words = getattr(error, "strerror", None) or str(error) or type(error).__name__
    return printable(words.splitlines()[0], 200)
