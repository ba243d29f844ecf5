"""A table as the bytes of a file, and as lines of CSV."""

import csv
from collections.abc import Callable, Iterator, Mapping
from io import BytesIO, StringIO
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import polars

ROWS_AT_ONCE = 100_000


def csv_lines(frame: "polars.DataFrame") -> Iterator[str]:
    """Yield CSV in pieces, quoted where needed; the first one is the line of the names."""
    head = StringIO()
    csv.writer(head, lineterminator="\n").writerow(frame.columns)
    yield head.getvalue()
    for part in frame.iter_slices(ROWS_AT_ONCE):
        yield part.write_csv(include_header=False)


def _as_csv(frame: "polars.DataFrame") -> bytes:
    return "".join(csv_lines(frame)).encode()


def _as_parquet(frame: "polars.DataFrame") -> bytes:
    content = BytesIO()
    frame.write_parquet(content)
    return content.getvalue()


TABLES: Mapping[str, Callable[["polars.DataFrame"], bytes]] = {
    ".csv": _as_csv,
    ".parquet": _as_parquet,
}
"""For each ending in lower case, what a file of that kind holds."""
