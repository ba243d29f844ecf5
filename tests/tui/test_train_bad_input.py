"""Bad input on the command line: one sentence with field, value and what is allowed; exit 2."""

import re
import subprocess
import sys
from pathlib import Path

import pytest
from npnn_tui.tui.cli import main

REAL_RATE = "learning_rate must be between 1e-06 and 100, got "
WIDTHS = "hidden must be 1 to 16 layer widths between 1 and 4,096, separated by commas"
SEED = "must be a whole number between 0 and 4,294,967,295, got "
LEFT_OUT = "must be left out here, as it applies to"

BAD_KNOBS = [
    ("mons", "data must be one of moons, .* got mons; did you mean moons\\?"),
    ("nonsense", "data must be one of .*; or a file ending in .csv, .* got nonsense"),
    ("--hidden 0", WIDTHS + ".* got 0"),
    ("--hidden abc", WIDTHS + ".* got abc"),
    ("--hidden 32,,8", WIDTHS + ".* got 32,,8"),
    ("--learning-rate 0", REAL_RATE + "0"),
    ("--learning-rate -1", REAL_RATE + "-1"),
    ("--learning-rate -1e-5", REAL_RATE + "-1e-5"),
    ("--learning-rate nan", REAL_RATE + "nan"),
    ("--learning-rate -inf", REAL_RATE + "-inf"),
    ("--learning-rate 1e999", REAL_RATE + "1e999"),
    ("--learning-rate fast", REAL_RATE + "fast"),
    ("--classes 1", "classes must be a whole number between 2 and 10, got 1"),
    ("xor --classes 3", "classes must be 2 for xor, got 3"),
    ("--samples 2 --classes 3", "samples must be at least the number of classes, 3, got 2"),
    ("--noise -0.1", "noise must be between 0 and 10, got -0.1"),
    ("--batch-size 201", "batch_size must be between 1 and 200, .*or full, got 201"),
    ("--batch-size 0", "batch_size must be a whole number between 1 .*or full, got 0"),
    ("--seed -1", f"seed {SEED}-1"),
    ("--seed=--", f"seed {SEED}--"),
    ("--data-seed 4294967296", f"data_seed {SEED}4294967296"),
    ("--test-fraction 1", "test_fraction must be between 0 and 0.9, got 1"),
    ("--dtype float16", "dtype must be one of float32, float64, got float16"),
    ("--max-epochs 1.5", "max_epochs must be a whole number between 1 and .*, got 1.5"),
    ("--time-limit 0", "time_limit must be between 0.001 and 1e\\+09, or off, got 0"),
    ("iris --samples 100", "samples must be left out here, .*generated data sets only, got 100"),
    (
        "--momentum 0.5",
        f"momentum {LEFT_OUT} optimizer momentum or nesterov only, got 0.5",
    ),
    ("--schedule cosine --decay 0.1", f"decay {LEFT_OUT} schedule step or .* only, got 0.1"),
    ("--label kind", "label must be left out here, .*tables only, got kind"),
]


def refused(capsys: pytest.CaptureFixture[str], *words: str) -> str:
    """Return the one sentence on standard error."""
    try:
        code: object = main(["train", *words])
    except SystemExit as stop:
        code = stop.code
    captured = capsys.readouterr()
    assert (code, captured.out) == (2, "")
    sentence = captured.err.removesuffix("\n")
    # One line, no escape sequence, no traceback; what joins two emoji is allowed.
    assert sentence.replace("\u200d", "").isprintable()
    assert sentence.startswith("npnn-tui")
    return sentence


@pytest.mark.parametrize(("words", "sentence"), BAD_KNOBS)
def test_a_bad_value_is_named_with_what_is_allowed(
    capsys: pytest.CaptureFixture[str], words: str, sentence: str
) -> None:
    assert re.fullmatch(f"npnn-tui: {sentence}", refused(capsys, *words.split()))


@pytest.mark.parametrize(
    ("words", "phrase"),
    [
        ("--learning_rate 1", "unrecognized arguments: --learning_rate"),
        ("--learn 1", "unrecognized arguments: --learn"),
        ("--pace 10", "unrecognized arguments: --pace"),
        ("moons circles", "unrecognized arguments: circles"),
        ("--hidden", "--hidden: expected one argument"),
        ("--\x1b[31m", "unrecognized arguments: --\\x1b[31m"),
    ],
)
def test_a_bad_option_is_named(capsys: pytest.CaptureFixture[str], words: str, phrase: str) -> None:
    sentence = refused(capsys, *words.split())
    assert phrase in sentence
    assert sentence.endswith("(see npnn-tui train --help)")


BAD_TABLES = {
    "nothing": ("", "the file is empty"),
    "one class": ("a,b\n1,x\n2,x\n", 'there is only the class "x", at least 2 are needed'),
    "NaN": ("a,b\n1,x\nnan,y\n", 'line 3, column a: "nan" is not a finite number'),
    "text": ("a,b\n1,x\nred,y\n", 'line 3, column a: "red" is not a number'),
    "missing": ("a,b\n1,x\n,y\n", "line 3, column a: the value is missing"),
    "ragged": ("a,b\n1,x\n2,3,y\n", "line 3: there are 3 cells, but 2 in the first row"),
    "huge header": (",".join(f"c{n}" for n in range(20_000)), "20,000 columns, at most 10,000"),
}


@pytest.mark.parametrize("kind", BAD_TABLES)
def test_a_bad_table_is_named_with_the_place(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, kind: str
) -> None:
    content, phrase = BAD_TABLES[kind]
    (tmp_path / "flowers.csv").write_text(content)
    sentence = refused(capsys, str(tmp_path / "flowers.csv"))
    assert "flowers.csv" in sentence
    assert phrase in sentence


def test_a_missing_file_and_a_missing_column(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    assert "data: there is no file" in refused(capsys, str(tmp_path / "none.csv"))
    table = tmp_path / "flowers.csv"
    table.write_text("a,b\n1,x\n2,y\n")
    assert 'label: there is no column "c"; it must be one of a, b' in (
        refused(capsys, str(table), "--label", "c")
    )


HOSTILE = [
    "[red]",
    "[/]",
    "\x1b[31mred\x1b[0m",
    "\x1b]0;title\x07",
    "👩‍🔬",
    "\u202eback",
    "x" * 10_000,
]


def hostile_table(tmp_path: Path, cell: str = "1") -> Path:
    quoted = [f'"{name}"' for name in [*HOSTILE, "new\nline"]]
    rows = [f"{'1,' * 7}{cell},{label}" for label in quoted * 4]
    table = tmp_path / "[red]\x1b[31m.csv"
    table.write_text("\n".join([",".join([*quoted, "label"]), *rows]))
    return table


@pytest.mark.parametrize("mode", [["--json"], []])
def test_hostile_labels_and_headers_do_no_harm(tmp_path: Path, mode: list[str]) -> None:
    words = [str(hostile_table(tmp_path)), *mode, "--max-epochs", "20"]
    environment = {"FORCE_COLOR": "", "PATH": "", "NPNN_TUI_RUNS": str(tmp_path / "runs")}
    found = subprocess.run(
        [sys.executable, "-m", "npnn_tui.tui", "train", *words],
        capture_output=True,
        check=True,
        env=environment,
    )
    assert found.stdout.replace(b"\n", b"").decode().isprintable()
    assert found.stderr == b""


def test_hostile_cells_and_columns_are_refused_harmlessly(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    table = hostile_table(tmp_path, cell='"\x1b[2J"')
    sentence = refused(capsys, str(table))
    assert '"\\x1b[2J" is not a number' in sentence
    assert "column new\\nline" in sentence
    for column in HOSTILE:
        assert "label" in refused(capsys, str(table), "--label", column + "?")
