"""The banner that says what is the matter with a run, why, and which key applies the cure."""

from npnn_tui.engine import Snapshot
from npnn_tui.engine.diagnosis import Diagnosis
from textual.app import ComposeResult
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.reactive import reactive
from textual.widgets import Static

from ..messages import DiagnosisChanged


class DiagnosisBanner(Vertical):
    """Shows the diagnosis of the run, if it has one that has not been dismissed.

    Posts DiagnosisChanged when it comes, changes or goes. What has been dismissed stays away for
    the rest of the run, with newer figures too.
    """

    snapshot: reactive[Snapshot | None] = reactive(None, repaint=False)

    def __init__(self) -> None:
        super().__init__(id="diagnosis")
        self.display = False
        self._shown: Diagnosis | None = None
        self._dismissed: set[tuple[int, str]] = set()

    def compose(self) -> ComposeResult:
        """Yield the text, which scrolls where there is little room, and the keys below it."""
        with VerticalScroll(can_focus=False):
            yield Static(id="diagnosis-text")
        keys = Static(id="diagnosis-keys")
        keys.auto_links = False  # they are coloured as those of the footer are
        yield keys

    def watch_snapshot(self) -> None:
        """Follow the diagnosis of the run."""
        self._show()

    def dismiss(self) -> None:
        """Take the diagnosis away for the rest of the run."""
        if self.snapshot and self._shown:
            self._dismissed.add((self.snapshot.run, self._shown.title))
            self._show()

    def _show(self) -> None:
        wanted = self._wanted()
        if wanted == self._shown:
            return
        self._shown = wanted
        self.display = wanted is not None
        if wanted is not None:
            self.query_one("#diagnosis-text", Static).update(explained(wanted))
            self.query_one("#diagnosis-keys", Static).update(keys_of(wanted))
        self.post_message(DiagnosisChanged(wanted))

    def _wanted(self) -> Diagnosis | None:
        if self.snapshot is None or self.snapshot.diagnosis is None:
            return None
        diagnosis = self.snapshot.diagnosis
        return None if (self.snapshot.run, diagnosis.title) in self._dismissed else diagnosis


def explained(diagnosis: Diagnosis) -> Content:
    """Return title and explanation in one paragraph."""
    title = diagnosis.title[0].upper() + diagnosis.title[1:]
    return Content.assemble((title, "bold $warning"), f". {diagnosis.explanation}")


def keys_of(diagnosis: Diagnosis) -> Content:
    """Return what the keys would do; it can be clicked."""
    keys = [_key("esc", "dismiss", "screen.dismiss_diagnosis")]
    if diagnosis.cure:
        keys.insert(0, _key("c", f"apply: {diagnosis.cure_words}", "screen.apply_cure"))
    return Content("   ").join(keys)


def _key(key: str, words: str, action: str) -> Content:
    clickable = Content.assemble((key, "bold $accent"), f" {words}")
    return clickable.stylize(f"@click={action}")
