"""The file that a sweep's results go into, line by line, so that a killed one can be resumed."""

import csv
import os
from collections.abc import Iterable, Mapping, Sequence
from io import StringIO
from pathlib import Path
from typing import Self

from npnn_tui.datasets.knobs import FieldError
from npnn_tui.datasets.text import printable

from .report import Report
from .rows import Row, columns_of, key_of, report_of, row_of
from .sweep import Point

PARQUET = ".parquet"


class Journal:
    """A CSV file to which each finished point adds a line; the lines of an earlier try stay.

    For a name that ends in .parquet the lines go into a CSV file beside it, from which `close`
    makes the Parquet file. Raises FieldError when the file cannot be written, or holds the
    results of a sweep over other knobs.
    """

    def __init__(self, path: str, names: Iterable[str]) -> None:
        self._wanted = Path(path)
        self._columns = columns_of(names)
        is_parquet = self._wanted.suffix.lower() == PARQUET
        self._path = self._wanted.with_name(f"{self._wanted.name}.csv") if is_parquet else None
        self._lines = self._path or self._wanted
        try:
            self._rows = self._read()
            self._file = open(self._lines, "a", encoding="utf-8", newline="")  # noqa: SIM115
            if not self._file.tell():
                self._write(self._columns)
        except OSError as error:
            raise self._refusal(f"a file that can be written ({error.strerror})") from None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def finished(self, points: Iterable[Point]) -> Mapping[int, Report]:
        """Return the reports of those points that have a line, by their numbers."""
        found = {}
        for point in points:
            if row := self._rows.get(key_of(point.experiment)):
                try:
                    found[point.number] = report_of(point, row)
                except (ValueError, TypeError):
                    raise self._refusal("a new file, or the results of this sweep") from None
        return found

    def add(self, point: Point, report: Report) -> None:
        """Write the line of a point that has finished; one that has a line keeps it."""
        row = row_of(point, report)
        if row["key"] in self._rows:
            return
        self._rows[row["key"]] = row
        self._write([row[column] for column in self._columns])

    def close(self) -> None:
        """Write what is to be written; nothing if it has been closed before."""
        if self._file.closed:
            return
        self._file.close()
        if self._path and self._rows:
            self._write_parquet()
            self._path.unlink()

    def _read(self) -> dict[str, Row]:
        """Return the rows of an earlier try, and take away a last line that was cut off."""
        if self._path and self._wanted.exists() and not self._lines.exists():
            self._lines.write_text(self._parquet_as_csv(), encoding="utf-8", newline="")
        if not self._lines.exists():
            return {}
        text = self._lines.read_bytes()
        whole = text[: text.rfind(b"\n") + 1]
        rows = self._parsed(whole or text)
        if whole != text:
            os.truncate(self._lines, len(whole))
        return {row["key"]: row for row in rows}

    def _parsed(self, text: bytes) -> list[dict[str, str]]:
        """Read lines of ours; a part of the first line is no row yet."""
        head = ",".join(self._columns)
        if head.encode().startswith(text):
            return []
        try:
            reader = csv.DictReader(StringIO(text.decode("utf-8"), newline=""), strict=True)
            rows = list(reader)
        except (UnicodeDecodeError, csv.Error):
            raise self._refusal("a new file, or the results of this sweep") from None
        if reader.fieldnames is None or list(reader.fieldnames) != list(self._columns):
            raise self._refusal(f"a new file, or one with the columns {head}")
        return rows

    def _write(self, values: Sequence[str]) -> None:
        csv.writer(self._file, lineterminator="\n").writerow(values)
        self._file.flush()

    def _parquet_as_csv(self) -> str:
        import polars

        try:
            return polars.read_parquet(self._wanted).write_csv()
        except (polars.exceptions.PolarsError, OSError):
            raise self._refusal("a new file, or the results of this sweep") from None

    def _write_parquet(self) -> None:
        import polars

        frame = polars.read_csv(
            self._lines, schema_overrides={"key": polars.String}, infer_schema_length=None
        )
        unfinished = self._wanted.with_name(f"{self._wanted.name}.part")
        frame.write_parquet(unfinished)
        unfinished.replace(self._wanted)

    def _refusal(self, allowed: str) -> FieldError:
        return FieldError("output", f"output must be {allowed}, got {printable(str(self._wanted))}")
