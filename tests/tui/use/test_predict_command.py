"""`npnn-tui predict`: CSV on the output or in a file, and one sentence for what cannot be."""

import csv
import errno
import os
import sys
from io import StringIO
from pathlib import Path

import numpy as np
import polars as pl
import pytest
from npnn_tui.engine.runs.folder import MODEL, Run
from npnn_tui.engine.runs.model import Model
from npnn_tui.engine.runs.packing import pack

from ...saved_runs import save_run
from .conftest import Command, refused

ROWS = np.array([[0.5, 1.0], [-2.0, 0.25], [3.0, -1.0]])
TABLE = "x,y\n" + "".join(f"{x},{y}\n" for x, y in ROWS)


def words_of(run: Run, *more: str) -> list[str]:
    return ["predict", run.name, *more, "--runs-dir", str(run.folder.parent)]


def test_classes_and_probabilities_are_printed(blobs: Run, command: Command) -> None:
    Path("t.csv").write_text(TABLE)
    out, err = command(0, *words_of(blobs, "t.csv"))
    head, *rows = csv.reader(StringIO(out))
    assert (head, err) == (["prediction", *(f"probability_{n}" for n in "012")], "")
    assert [row[0] for row in rows] == blobs.model.predict(ROWS).tolist()
    found = np.array([row[1:] for row in rows], float)
    np.testing.assert_allclose(found, blobs.model.predict_proba(ROWS), rtol=1e-6)


def test_numbers_are_printed(hills: Run, command: Command) -> None:
    Path("t.csv").write_text(TABLE)
    head, *rows = command(0, *words_of(hills, "t.csv"))[0].split()
    assert head == "prediction"
    np.testing.assert_allclose(np.array(rows, float), hills.model.predict(ROWS))


@pytest.mark.parametrize("ending", ["csv", "parquet"])
def test_a_file_gets_the_same_table(blobs: Run, command: Command, ending: str) -> None:
    Path("t.csv").write_text(TABLE)
    Path(f"p.{ending}").write_text("an older one")
    out, _ = command(0, *words_of(blobs, "t.csv", "--output", f"p.{ending}"))
    assert out == f"3 predictions written to p.{ending}\n"
    read = pl.read_parquet if ending == "parquet" else pl.read_csv
    frame = read(f"p.{ending}")
    np.testing.assert_allclose(frame[:, 1:], blobs.model.predict_proba(ROWS), rtol=1e-6)
    assert frame["prediction"].cast(pl.String).to_list() == blobs.model.predict(ROWS).tolist()
    assert sorted(os.listdir()) == sorted(["t.csv", f"p.{ending}"])


def test_no_rows_give_the_names_alone(blobs: Run, command: Command) -> None:
    Path("t.csv").write_text("x,y\n")
    out, _ = command(0, *words_of(blobs, "t.csv"))
    assert out == "prediction,probability_0,probability_1,probability_2\n"


def renamed(run: Run, runs: Path, names: tuple[str, ...]) -> Run:
    """A copy of a run whose classes have other names."""
    copy = Run(runs / "renamed")
    save_run(runs, "renamed", data="moons", max_epochs=1)
    model = Model(**{**vars(run.model), "class_names": names})
    (copy.folder / MODEL).write_bytes(pack(model.record()))
    return copy


def test_a_terminal_gets_no_control_characters(
    blobs: Run, command: Command, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    Path("t.csv").write_text(TABLE)
    evil = renamed(
        blobs, tmp_path / "runs", ("\x1b]0;gotcha\x07", "\\x1b]0;gotcha\\x07", "a\r\u202eb")
    )
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True)
    out, _ = command(0, *words_of(evil, "t.csv"))
    assert out.replace("\n", "").isprintable()
    assert out.startswith("prediction,probability_\\x1b]0;gotcha\\x07,")
    assert out.count("\n") == 4


def test_a_pipe_gets_names_as_they_are(blobs: Run, command: Command, tmp_path: Path) -> None:
    Path("t.csv").write_text(TABLE)
    names = ("a,b", "größer", 'c "d"')
    out, _ = command(0, *words_of(renamed(blobs, tmp_path / "runs", names), "t.csv"))
    head, *rows = csv.reader(StringIO(out))
    assert head[1:] == [f"probability_{name}" for name in names]
    assert {row[0] for row in rows} <= set(names)


def test_the_input_is_never_written_over(blobs: Run, command: Command) -> None:
    Path("t.csv").write_text(TABLE)
    os.link("t.csv", "same.csv")
    for output in ("t.csv", "./t.csv", "same.csv"):
        sentence = refused(command, *words_of(blobs, "t.csv", "--output", output))
        assert sentence.startswith("output must be another file than the data")
    assert Path("t.csv").read_text() == TABLE


REFUSED = [
    (["no.csv"], "data: there is no file no.csv"),
    (["t.txt"], "data must be a file ending in .csv, .tsv, .parquet, .npz, got t.txt"),
    (["t.csv", "--output", "p.txt"], "output must be a file ending in .csv or .parquet, got p.txt"),
    (["t.csv", "--output", "no/p.csv"], "output must lie in a folder that exists, and no is none"),
    (["t.csv", "--output", "d.csv"], "output must be a file, and d.csv is none"),
    (["t.csv", "--output", f"{'n' * 300}.csv"], "cannot be written (File name too long)"),
]


@pytest.mark.parametrize(("words", "sentence"), REFUSED)
def test_what_cannot_be_is_said_in_a_sentence(
    blobs: Run, command: Command, words: list[str], sentence: str
) -> None:
    Path("t.csv").write_text(TABLE)
    Path("d.csv").mkdir()
    assert sentence in refused(command, *words_of(blobs, *words))


def test_a_run_that_is_not_there_is_named(blobs: Run, command: Command) -> None:
    words = ["--runs-dir", str(blobs.folder.parent)]
    assert "there is no run other" in refused(command, "predict", "other", "t.csv", *words)
    assert "run must be a name of" in refused(command, "predict", "../x", "t.csv", *words)


def test_a_full_disk_leaves_what_was_there(
    blobs: Run, command: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    Path("t.csv").write_text(TABLE)
    Path("p.csv").write_text("an older one")

    def full(_: int) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(os, "fsync", full)
    sentence = refused(command, *words_of(blobs, "t.csv", "--output", "p.csv"))
    assert sentence == "output: p.csv cannot be written (No space left on device)"
    assert Path("p.csv").read_text() == "an older one"
    assert sorted(os.listdir()) == ["p.csv", "t.csv"]
