"""Metrics that are damaged give what is good of them."""

from pathlib import Path

import pytest
from npnn_tui.engine.runs.metrics_file import COLUMNS, read_columns


@pytest.mark.parametrize(
    ("content", "values"),
    [
        ("", []),
        ("\n\n", []),
        ("a,b\n1,2\n3,4", [1.0]),
        ("a,b\n1,2\n3\nx,y\n5,6\n", [1.0, 5.0]),
        ("a,b\n1,2\n" + "9" * 200_000 + ",3\n5,6\n", [1.0]),
        ("a,b\n1,2\n\0\xff\n3,4\n", [1.0, 3.0]),
    ],
)
def test_lines_that_are_no_numbers_are_left_out(
    tmp_path: Path, content: str, values: list[float]
) -> None:
    path = tmp_path / "metrics.csv"
    path.write_bytes(content.encode("latin-1"))
    columns = read_columns(path)
    name = "a" if values else COLUMNS[0]
    assert columns[name].tolist() == values
