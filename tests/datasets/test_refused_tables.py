"""Every table that cannot be read is refused in one printable sentence that says where and why."""

import io
import os
from collections.abc import Callable
from contextlib import suppress
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np
import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from npnn_tui.datasets import FieldError
from npnn_tui.datasets.records import LONGEST_LINE
from npnn_tui.datasets.tabular import read_table

HEAD = b"a,petal length,kind\n"
GOOD = HEAD + b"1,2,x\n3,4,y\n"
Written = Callable[[str, bytes], str]


@pytest.fixture
def table(tmp_path: Path) -> Written:
    def write(name: str, content: bytes) -> str:
        (tmp_path / name).write_bytes(content)
        return str(tmp_path / name)

    return write


def refusal(path: str, label: str = "") -> FieldError:
    with pytest.raises(FieldError) as caught:
        read_table(path, label)
    sentence = str(caught.value)
    assert sentence.replace("\xa0", " ").isprintable()
    assert sentence.startswith(f"{caught.value.field}: ")
    assert len(sentence) < 400
    return caught.value


CELLS = {
    b"1,2,x\n3,abc,y\n": 'line 3, column petal length: "abc" is not a number',
    b"1,2,x\n\n3,1_0,y\n": 'line 4, column petal length: "1_0" is not a number',
    b'1,2,"x\nz"\n3,"1,5",y\n': 'line 4, column petal length: "1,5" is not a number',
    b"1,2,x\n3,,y\n": "line 3, column petal length: the value is missing;"
    " every cell must hold a number",
    b"1,2,x\n3,  ,y\n": "line 3, column petal length: the value is missing;"
    " every cell must hold a number",
    b"1,2,x\n3,4,\n": "line 3, column kind: the label is missing; every row must have one",
    b"1,2,x\n3,4, \n": "line 3, column kind: the label is missing; every row must have one",
    b'1,2,x\n3,4,""\n': "line 3, column kind: the label is missing; every row must have one",
    b"1,2,x\n3,nan,y\n": 'line 3, column petal length: "nan" is not a finite number',
    b"1,2,x\n3,-Infinity,y\n": 'line 3, column petal length: "-Infinity" is not a finite number',
    b"1,2,x\n3,1e999,y\n": 'line 3, column petal length: "1e999" is too large,'
    " numbers must lie between -1e30 and 1e30",
    b"1,2,x\n3,-2e30,y\n": 'line 3, column petal length: "-2e30" is too large,'
    " numbers must lie between -1e30 and 1e30",
    b"1,2,x\n3,y\n": "line 3: there are 2 cells, but 3 in the first row",
    b"1,2,x\n3,4,y,5\n": "line 3: there are 4 cells, but 3 in the first row",
    b"1,2,x\n,,,,,\n": "line 3: there are 6 cells, but 3 in the first row",
    b'1,2,x\n3,"4,y\n5,6,z\n': "line 3: there are 2 cells, but 3 in the first row",
    b"1,2,x\n3,\xff,y\n": "line 3: byte 0xff is not UTF-8; the file must be saved as UTF-8",
    b"1,\x1c2,x\n": 'line 2, column petal length: "\\x1c2" is not a number',
    b"1,\xc2\xa02,x\n": 'line 2, column petal length: "\xa02" is not a number',
    b"1,\x1b[2J,x\n": 'line 2, column petal length: "\\x1b[2J" is not a number',
    b"1,[red],x\n": 'line 2, column petal length: "[red]" is not a number',
    b"": "there are no rows, at least 2 are needed",
    b"1,2,x\n": "there is 1 row, at least 2 are needed",
}


@pytest.mark.parametrize("rows", CELLS, ids=str)
def test_rows(rows: bytes, table: Written) -> None:
    error = refusal(table("flowers.csv", HEAD + rows))
    assert str(error) == f"data: flowers.csv, {CELLS[rows]}".replace("csv, there", "csv: there")
    assert error.field == "data"


WHOLE_FILES = {
    b"": "flowers.csv: the file is empty",
    b"\n \n"[:1]: "flowers.csv: the file holds no rows",
    b"\xef\xbb\xbf": "flowers.csv: the file holds no rows",
    b"a, ,b\n": "flowers.csv, line 1: column 2 has no name; each must have one",
    b"a, a,b\n": 'flowers.csv, line 1: two columns are named "a"; each must have its own name',
    b"0,1,2,kind\n1,2,3,x\n4,abc,6,y\n": 'flowers.csv, line 3, column 1: "abc" is not a number',
    b"5,1,2,x\n1,2,3,x\n4,abc,6,y\n": 'flowers.csv, line 3, column x2: "abc" is not a number',
    b"a;b;c\n1;2;3\n": 'flowers.csv, line 1: there is one cell, "a;b;c"; commas must separate two'
    " or more",
    b"a,a,b\n": 'flowers.csv, line 1: two columns are named "a"; each must have its own name',
    b"\na,,b\n": "flowers.csv, line 2: column 2 has no name; each must have one",
    b"\xff\xfea\x00,\x00b\x00": "flowers.csv, line 1: byte 0xff is not UTF-8;"
    " the file must be saved as UTF-8",
    b"a," * 10_001 + b"b\n": "flowers.csv, line 1: there are 10,002 columns,"
    " at most 10,000 are allowed",
    b"x" * (LONGEST_LINE + 1): "flowers.csv: a line has 4,000,000 characters or more,"
    " which is too long",
    b'a,"' + b"x" * 200_000 + b'"\n': "flowers.csv, line 1: the cells cannot be told apart"
    " (field larger than field limit (131072))",
}


@pytest.mark.parametrize("content", WHOLE_FILES, ids=lambda content: str(content[:20]))
def test_whole_files(content: bytes, table: Written) -> None:
    assert str(refusal(table("flowers.csv", content))) == f"data: {WHOLE_FILES[content]}"


def test_tabs_are_asked_for_in_a_tsv(table: Written) -> None:
    sentence = 'line 1: there is one cell, "a,b"; tabs must separate two or more'
    assert str(refusal(table("t.tsv", b"a,b\n1,2\n"))) == f"data: t.tsv, {sentence}"


@pytest.mark.parametrize(
    ("label", "rows", "sentence"),
    [
        ("", b"1,2,x\n3,4,x\n", 'flowers.csv, column kind: there is only the class "x",'),
        ("a", b"1,2,0\n1,4,0\n", 'flowers.csv, column a: there is only the class "1",'),
        ("Kind", b"1,2,x\n", 'there is no column "Kind"; it must be one of a, petal length, kind'),
        ("\x1b[", b"1,2,x\n", 'there is no column "\\x1b["; it must be one of a, petal length'),
        (
            "",
            b"".join(b"1,2,%d\n" % row for row in range(101)),
            "flowers.csv, column kind: there are 101 classes, at most 100 are allowed",
        ),
    ],
)
def test_labels(label: str, rows: bytes, sentence: str, table: Written) -> None:
    error = refusal(table("flowers.csv", HEAD + rows), label)
    assert str(error).startswith(f"label: {sentence}")
    assert error.field == "label"


def test_a_hundred_classes_are_allowed(table: Written) -> None:
    rows = b"".join(b"1,2,%d\n" % row for row in range(100))
    assert len(read_table(table("flowers.csv", HEAD + rows)).class_names) == 100


def test_a_long_list_of_columns_is_cut(table: Written) -> None:
    names = b",".join(b"c%d" % number for number in range(30))
    error = refusal(table("t.csv", names + b"\n"), "z")
    assert str(error).endswith("one of c0, c1, c2, c3, c4, c5, c6, c7, … (30 in all)")


def test_files_that_are_none(tmp_path: Path, table: Written) -> None:
    (tmp_path / "folder.csv").mkdir()
    os.mkfifo(tmp_path / "pipe.csv")
    with open(tmp_path / "huge.csv", "wb") as huge:
        huge.truncate(5 * 2**30)
    below = table("flat.csv", GOOD) + "/below.csv"
    for path, sentence in (
        (str(tmp_path / "folder.csv"), "folder.csv: this is a directory, not a file"),
        (str(tmp_path / "pipe.csv"), "pipe.csv: this is a device or a pipe, not a file"),
        (str(tmp_path / "huge.csv"), "huge.csv: the file has 5.0 GiB, at most 4 GiB are allowed"),
        ("nul\0.csv", "nul\\x00.csv: this is not the name of a file"),
        ("missing/\x1b[0m.csv", "there is no file missing/\\x1b[0m.csv"),
        (below, "below.csv: the file cannot be read (Not a directory)"),
        ("x" * 5000 + ".csv", "x" * 59 + "…: the file cannot be read (File name too long)"),
    ):
        assert str(refusal(path)) == f"data: {sentence}"


def test_a_file_that_may_not_be_read(table: Written, monkeypatch: pytest.MonkeyPatch) -> None:
    path = table("t.csv", GOOD)

    def forbidden(*_: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr("builtins.open", forbidden)  # the super-user may read everything
    assert str(refusal(path)) == "data: t.csv: the file cannot be read (Permission denied)"


INPUTS, TARGETS = np.ones((3, 2)), np.array([0, 1, 0])
ARRAYS: list[tuple[dict[str, Any], str]] = [
    ({"targets": TARGETS}, ": there is no array inputs; it must be named inputs or X or x"),
    ({"inputs": INPUTS}, ": there is no array targets; it must be named targets or y"),
    ({"inputs": INPUTS[0], "y": TARGETS}, ", array inputs: the shape must be (rows, 1 to"),
    ({"inputs": INPUTS[:, :0], "y": TARGETS}, ", array inputs: the shape must be (rows, 1 to"),
    ({"inputs": INPUTS.astype(str), "y": TARGETS}, ", array inputs: features must be numbers, got"),
    ({"inputs": INPUTS * 1j, "y": TARGETS}, ", array inputs: features must be numbers, got comp"),
    ({"inputs": INPUTS, "y": TARGETS[:2]}, ": array inputs has 3 rows and array y 2; they must"),
    ({"inputs": INPUTS, "y": TARGETS[:, None]}, ", array y: the shape must be (rows,), got"),
    ({"inputs": INPUTS, "targets": TARGETS[:, None]}, ", array targets: the shape must be (rows,)"),
    ({"X": INPUTS[0], "y": TARGETS}, ", array X: the shape must be (rows, 1 to"),
    ({"x": INPUTS.astype(str), "y": TARGETS}, ", array x: features must be numbers, got"),
    ({"X": INPUTS, "y": TARGETS[:2]}, ": array X has 3 rows and array y 2; they must have as many"),
    ({"inputs": INPUTS, "y": TARGETS * 1j}, ", array y: labels must be numbers, truth"),
    ({"inputs": INPUTS, "y": TARGETS / 2}, ", row 2, array y: labels must be whole numbers, truth"),
    ({"inputs": INPUTS, "y": TARGETS * np.nan}, ", row 1, array y: labels must be whole numbers,"),
    ({"inputs": INPUTS, "y": TARGETS * 1e300}, ", row 2, array y: labels must be whole numbers,"),
    ({"inputs": INPUTS, "y": np.array(["a", "", "b"])}, ", row 2: the label is missing; every"),
    ({"inputs": INPUTS * np.nan, "y": TARGETS}, ', row 1, column x1: "nan" is not a finite number'),
    ({"inputs": INPUTS * 1e31, "y": TARGETS}, ', row 1, column x1: "1e+31" is too large, numbers'),
    ({"inputs": INPUTS[:1], "y": TARGETS[:1]}, ": there is 1 row, at least 2 are needed"),
    (
        {"inputs": np.array([[1, None]], dtype=object), "y": TARGETS},
        ", array inputs: it must be an array of numbers or texts (Object arrays cannot be loaded",
    ),
]


@pytest.mark.parametrize(("arrays", "sentence"), ARRAYS)
def test_npz_arrays(arrays: dict[str, Any], sentence: str, tmp_path: Path) -> None:
    np.savez(tmp_path / "t.npz", **arrays)
    assert str(refusal(str(tmp_path / "t.npz"))).startswith(f"data: t.npz{sentence}")


def test_npz_has_no_label_column(tmp_path: Path) -> None:
    np.savez(tmp_path / "t.npz", inputs=INPUTS, targets=TARGETS)
    error = refusal(str(tmp_path / "t.npz"), "kind")
    assert error.field == "label"
    assert str(error).endswith("so it must be empty, got kind")


FRAMES: list[tuple[dict[str, Any], str]] = [
    ({"a": ["x", "y"], "b": [1, 2]}, ", column a: the values are String, features must be"),
    ({"a": [1, 2], "b": [0.5, 1]}, ", row 1, column b: labels must be whole numbers, truth"),
    ({"a": [1, 2], "b": [0.0, None]}, ", row 2, column b: the value is missing; every row must"),
    ({"a": [1, 2], "b": [0.0, float("nan")]}, ", row 2, column b: labels must be whole numbers,"),
    ({"a": [1, 2], "b": [date(2000, 1, 1)] * 2}, ", column b: the values are Date, labels must"),
    ({"a": [1, None], "b": [0, 1]}, ", row 2, column a: the value is missing; every row must"),
    ({"a": [1, 2], "b": ["x", None]}, ", row 2, column b: the value is missing; every row must"),
    ({"a": [1, 2], "b": ["", "x"]}, ", row 1, column b: the value is missing; every row must"),
    ({"a": [1.0, float("inf")], "b": [0, 1]}, ', row 2, column a: "inf" is not a finite number'),
    ({"\x1b[": ["x", "y"], "b": [1, 2]}, ", column \\x1b[: the values are String"),
    ({"a": [0, 1]}, ': there is only the column "a", at least a feature and a label are needed'),
    ({}, ": there is no column, at least a feature and a label are needed"),
]


@pytest.mark.parametrize(("columns", "sentence"), FRAMES)
def test_parquet_columns(columns: dict[str, Any], sentence: str, tmp_path: Path) -> None:
    pl.DataFrame(columns).write_parquet(tmp_path / "t.parquet")
    assert str(refusal(str(tmp_path / "t.parquet"))).startswith(f"data: t.parquet{sentence}")


@pytest.mark.parametrize(
    "content", [GOOD, b"PAR1", b"PK\3\4", b"PK\5\6" + b"\0" * 18, b"\x93NUMPY"]
)
@pytest.mark.parametrize(("name", "kind"), [("t.npz", "NPZ"), ("t.parquet", "Parquet")])
def test_files_of_another_kind(content: bytes, name: str, kind: str, table: Written) -> None:
    sentence = str(refusal(table(name, content)))
    no_archive = f"data: {name}: the file is no {kind} file that can be read ("
    assert sentence.startswith((no_archive, f"data: {name}: there is no array inputs"))


def test_an_encrypted_array_is_refused(tmp_path: Path) -> None:
    np.savez(tmp_path / "t.npz", inputs=INPUTS, targets=TARGETS)
    content = bytearray((tmp_path / "t.npz").read_bytes())
    content[6] |= 1
    content[content.index(b"PK\1\2") + 8] |= 1
    (tmp_path / "t.npz").write_bytes(content)
    assert "is encrypted" in str(refusal(str(tmp_path / "t.npz")))


def test_an_array_that_unpacks_to_too_much_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    np.savez_compressed(tmp_path / "t.npz", inputs=np.ones((1000, 10)), targets=TARGETS)
    monkeypatch.setattr("npnn_tui.datasets.npz.LARGEST_FILE", 80_000)
    assert str(refusal(str(tmp_path / "t.npz"))).endswith("(it unpacks to 80,128 bytes)")


def _packed(suffix: str) -> bytes:
    file = io.BytesIO()
    if suffix == ".npz":
        np.savez_compressed(file, inputs=INPUTS, targets=TARGETS)
    elif suffix == ".parquet":
        pl.DataFrame({"a": [1.0, 2, 3], "b": ["x", "y", "x"]}).write_parquet(file)
    else:
        file.write(GOOD.replace(b",", b"\t") if suffix == ".tsv" else GOOD)
    return file.getvalue()


@settings(max_examples=150)
@given(suffix=st.sampled_from([".csv", ".tsv", ".npz"]), data=st.data())
def test_damaged_files_are_read_or_refused_but_never_crash(
    suffix: str, data: st.DataObject, tmp_path_factory: pytest.TempPathFactory
) -> None:
    content = bytearray(_packed(suffix))
    for _ in range(data.draw(st.integers(1, 4))):
        content[data.draw(st.integers(0, len(content) - 1))] = data.draw(st.integers(0, 255))
    content = content[: data.draw(st.integers(1, len(content)))]
    path = tmp_path_factory.mktemp("damaged") / f"t{suffix}"
    path.write_bytes(content)
    with suppress(FieldError):
        dataset = read_table(str(path))
        assert np.isfinite(dataset.inputs).all()
        assert len(dataset.class_names) >= 2


def test_a_parquet_file_cut_anywhere_is_refused(table: Written) -> None:
    whole = _packed(".parquet")
    for length in range(1, len(whole), 7):
        sentence = str(refusal(table("t.parquet", whole[:length])))
        assert sentence.startswith("data: t.parquet: the file is no Parquet file that can be read")


def test_a_panic_of_the_parquet_reader_is_a_refusal(
    table: Written, monkeypatch: pytest.MonkeyPatch
) -> None:
    # Files that make Polars panic can also make it abort the process, so none is kept here.
    def panic(*_: object, **__: object) -> None:
        raise pl.exceptions.PanicException("range end index 9 out of range")

    monkeypatch.setattr(pl, "read_parquet", panic)
    assert str(refusal(table("t.parquet", b"PAR1"))).endswith("(range end index 9 out of range)")
