"""The screen that asks for a table file."""

from collections.abc import Iterable
from pathlib import Path
from typing import ClassVar

from npnn_tui.datasets.sources import TABLE_SUFFIXES, is_file
from npnn_tui.datasets.text import printable
from rich.style import Style
from rich.text import Text
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.widgets import DirectoryTree, Input, Label
from textual.widgets.directory_tree import DirEntry
from textual.widgets.tree import TreeNode

from .steady import Steady


class TableTree(DirectoryTree):
    """The folders, and the files in them that can be read as tables."""

    def filter_paths(self, paths: Iterable[Path]) -> Iterable[Path]:
        """Keep folders and tables that are not hidden."""
        return [
            path
            for path in paths
            if not path.name.startswith(".") and (path.is_dir() or is_file(path.name))
        ]

    def render_label(self, node: TreeNode[DirEntry], base_style: Style, style: Style) -> Text:
        """Show a name without its control characters."""
        label = super().render_label(node, base_style, style)
        label.plain = printable(label.plain, limit=200)
        return label


class FileScreen(ModalScreen[str | None], Steady[str | None]):
    """Asks for the path of a table; the result is the path, or None."""

    BINDINGS: ClassVar[list[BindingType]] = [("escape", "dismiss(None)", "Cancel")]

    def compose(self) -> ComposeResult:
        """Yield a line for the path and the tree of the current folder."""
        with Vertical(id="file"):
            yield Label(f"Table file ({', '.join(TABLE_SUFFIXES)})", classes="group")
            yield Input(placeholder="path, then enter", id="path")
            yield Label("", classes="error", markup=False)
            yield TableTree(".")

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Take the path if it can be one."""
        if is_file(event.value):
            self.dismiss(event.value)
        else:
            got = printable(event.value) or "nothing"
            sentence = f"The path must end in one of {', '.join(TABLE_SUFFIXES)}, got {got}"
            self.query_one(".error", Label).update(sentence)

    def on_directory_tree_file_selected(self, event: DirectoryTree.FileSelected) -> None:
        """Take the chosen file."""
        self.dismiss(str(event.path))
