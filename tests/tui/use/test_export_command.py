"""`npnn-tui export`: every format by its name, where it is wanted, or a sentence."""

import os
import sys
from pathlib import Path

import numpy as np
import pytest
from npnn_tui.engine.runs import metrics_file
from npnn_tui.engine.runs.folder import Run

from ...saved_runs import save_run
from .conftest import Command, refused

FILES = {
    "onnx": ["blobs.onnx"],
    "numpy": ["blobs.npz", "predict_blobs.py"],
    "torch": ["blobs.safetensors"],
    "tensorboard": ["blobs-tensorboard"],
    "svg": ["blobs.svg"],
    "report": ["blobs.html"],
}


def words_of(run: Run, *more: str) -> list[str]:
    return ["export", run.name, *more, "--runs-dir", str(run.folder.parent)]


@pytest.mark.parametrize("format", FILES)
def test_a_file_is_named_after_the_run(blobs: Run, command: Command, format: str) -> None:
    out, err = command(0, *words_of(blobs, "--to", format))
    assert err == ""
    assert sorted(os.listdir()) == FILES[format]
    for name in FILES[format]:
        assert f"written: {name}" in out
    command(0, *words_of(blobs, "--to", format))  # over what is there
    assert sorted(os.listdir()) == FILES[format]


def test_the_code_for_pytorch_is_printed(blobs: Run, command: Command) -> None:
    out, _ = command(0, *words_of(blobs, "--to", "torch", "--output", "w.safetensors"))
    assert "load_file('w.safetensors')" in out
    assert os.listdir() == ["w.safetensors"]


def test_a_script_takes_its_arrays_along(blobs: Run, command: Command) -> None:
    command(0, *words_of(blobs, "--to", "numpy", "--output", "model.py"))
    assert sorted(os.listdir()) == ["model.npz", "model.py"]
    assert "'model.npz'" in Path("model.py").read_text(encoding="utf-8")


def test_a_data_set_of_that_name_is_not_written_over(blobs: Run, command: Command) -> None:
    for content in (b"", b"no archive"):
        Path("blobs.npz").write_bytes(content)
        assert refused(command, *words_of(blobs, "--to", "numpy")).startswith("output: blobs.npz, ")
    np.savez("blobs.npz", X=np.zeros((2, 2)))
    before = Path("blobs.npz").read_bytes()
    refused(command, *words_of(blobs, "--to", "numpy"))
    assert Path("blobs.npz").read_bytes() == before
    assert os.listdir() == ["blobs.npz"]


@pytest.mark.parametrize("format", FILES)
def test_a_network_of_one_feature_and_no_hidden_layer_will_do(
    command: Command, tmp_path: Path, format: str
) -> None:
    Path("t.csv").write_text("a,kind\n" + "1,x\n2,y\n" * 10)
    run = save_run(tmp_path / "runs", "flat", data="t.csv", hidden=(), max_epochs=3)
    command(0, *words_of(run, "--to", format))


REFUSED = [
    (["--to", "onx"], "to must be one of onnx, numpy, torch, tensorboard, svg, report, got onx; "),
    (["--to", "svg", "--output", "a.png"], "output must be a file ending in .svg, got a.png"),
    (["--to", "svg", "--output", "no/a.svg"], "output must lie in a folder that exists, and no"),
    (["--to", "svg", "--output", ""], "output must be a file ending in .svg, got nothing"),
    (["--to", "tensorboard", "--output", "f"], "output must be a folder, and f is none"),
    (["--to", "tensorboard", "--output", "no/f"], "output must lie in a folder that exists"),
    (["--to", "tensorboard", "--output", ""], "output must lie in a folder that exists"),
]


@pytest.mark.parametrize(("words", "sentence"), REFUSED)
def test_what_cannot_be_is_said_in_a_sentence(
    blobs: Run, command: Command, words: list[str], sentence: str
) -> None:
    Path("f").touch()
    assert refused(command, *words_of(blobs, *words)).startswith(sentence)
    assert os.listdir() == ["f"]


def test_without_an_extra_nothing_is_written(
    blobs: Run, command: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "onnx", None)
    sentence = refused(command, *words_of(blobs, "--to", "onnx"))
    assert sentence == 'to: onnx needs the package onnx: pip install "npnn-tui[onnx]"'
    monkeypatch.setitem(sys.modules, "tensorboardX.proto.event_pb2", None)
    sentence = refused(command, *words_of(blobs, "--to", "tensorboard"))
    assert sentence.endswith('pip install "npnn-tui[tensorboard]"')
    assert os.listdir() == []


def test_a_run_without_metrics_is_named(
    blobs: Run, command: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(metrics_file, "FILE_NAME", "gone.csv")
    sentence = refused(command, *words_of(blobs, "--to", "svg"))
    assert sentence == "run blobs: gone.csv cannot be read (No such file or directory)"
