"""The formats that a run can be exported to. Imports none of them."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from npnn_tui.engine.formats.export import Export
    from npnn_tui.engine.runs.folder import Run


@dataclass(frozen=True)
class Format:
    """What a format is for, how its file is named after a run, and what makes it.

    Without an ending, it is a folder. `maker` imports what it needs when it is called.
    """

    help: str
    ending: str
    maker: Callable[[], Callable[["Run", Path], "Export"]]
    name: Callable[[str], str]


def _onnx() -> Callable[["Run", Path], "Export"]:
    from npnn_tui.engine.formats.onnx_graph import onnx_export

    return onnx_export


def _numpy() -> Callable[["Run", Path], "Export"]:
    from npnn_tui.engine.formats.numpy_script import numpy_export

    return numpy_export


def _module(run: str) -> str:
    from npnn_tui.engine.formats.numpy_script import module_of

    return f"{module_of(run)}.py"


def _torch() -> Callable[["Run", Path], "Export"]:
    from npnn_tui.engine.formats.torch_layers import torch_export

    return torch_export


def _tensorboard() -> Callable[["Run", Path], "Export"]:
    from npnn_tui.engine.formats.event_file import tensorboard_export

    return tensorboard_export


def _svg() -> Callable[["Run", Path], "Export"]:
    from ..pictures.picture import svg_export

    return svg_export


def _report() -> Callable[["Run", Path], "Export"]:
    from ..pictures.report import report_export

    return report_export


FORMATS: Mapping[str, Format] = {
    "onnx": Format("a graph for any ONNX runtime", ".onnx", _onnx, "{}.onnx".format),
    "numpy": Format("a script that needs only NumPy", ".py", _numpy, _module),
    "torch": Format("weights for nn.Sequential", ".safetensors", _torch, "{}.safetensors".format),
    "tensorboard": Format("the curves, in a folder", "", _tensorboard, "{}-tensorboard".format),
    "svg": Format("boundary and curves as a picture", ".svg", _svg, "{}.svg".format),
    "report": Format("all of the run on one page", ".html", _report, "{}.html".format),
}
"""The formats by the names that the command takes."""
