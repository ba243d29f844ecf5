"""The dashboard over a real connection, from the first frame to a connection that is cut."""

import os
import shlex
import shutil
import signal
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from time import monotonic

import pytest
from npnn_tui.datasets import load
from npnn_tui.engine import Experiment, Trainer
from npnn_tui.engine.runs.folder import Run, runs_in
from npnn_tui.engine.runs.lock import is_held
from npnn_tui.tui.cli import main

from .processes import MARK, marked
from .programs import NPNN, TRAINING
from .pty_session import PtySession, pty_session
from .sshd import SSHD, ssh_command

pytestmark = pytest.mark.skipif(
    SSHD is None or shutil.which("ssh") is None,
    reason="sshd or ssh is missing: apt-get install openssh-server openssh-client",
)

SECONDS_TO_END = 2.0
CONTROL_D = b"\x04"


@contextmanager
def connection(
    folder: Path, program: tuple[str, ...], size: tuple[int, int]
) -> Iterator[PtySession]:
    """Run a program at the other end, with our folder as its mark and for its temporary files."""
    temporary = folder / "temporary"
    temporary.mkdir(parents=True)
    settings = {MARK: folder, "TMPDIR": temporary, "COLORTERM": "truecolor", "PYTHONUTF8": "1"}
    settings |= {name: os.environ[name] for name in ("PYTHONPATH",) if name in os.environ}
    words = ["env", *(f"{name}={value}" for name, value in settings.items()), *program]
    there = f"cd {shlex.quote(str(temporary))} && exec {shlex.join(words)}"
    with ssh_command(folder) as ssh, pty_session([*ssh, there], size) as session:
        try:
            yield session
        finally:
            for number in marked(str(folder)):
                os.kill(number, signal.SIGKILL)


def test_keys_sizes_and_the_end(tmp_path: Path) -> None:
    with connection(tmp_path, (*NPNN, "--pace", "100"), (80, 24)) as session:
        session.until_shown("ready")
        assert "╭─ Loss" not in session.text  # it has a tab of its own here
        session.press(b" ")
        session.until_shown("running")
        session.resize(120, 40)
        session.until_shown("╭─ Loss")
        session.resize(80, 24)
        session.until(lambda: "╭─ Loss" not in session.text, "without the chart of the loss")
        session.press(b"s")
        session.until_shown("paused")
        session.press(b"q")
        assert session.wait() == 0
        assert session.emulator.is_as_before
        assert not marked(str(tmp_path))


def test_a_connection_is_cut_while_training(tmp_path: Path) -> None:
    with connection(tmp_path, TRAINING, (120, 40)) as session:
        session.until_shown("running")
        (program,) = marked(str(tmp_path))
        cut(session, tmp_path, f"the program was {program}")
        assert list((tmp_path / "temporary").iterdir()) == []


def cut(session: PtySession, folder: Path, what: str) -> None:
    """Cut a connection, and wait until nothing at its other end is left."""
    session.process.kill()
    deadline = monotonic() + SECONDS_TO_END
    while left := marked(str(folder)):
        assert monotonic() < deadline, f"{left} live on; {what}"


KNOBS = {"max_epochs": 100_000_000, "min_improvement": 0.0, "batch_size": 20}


def begun(runs: Path) -> tuple[str, ...]:
    """Return the command that begins the training."""
    words = [f"--{name.replace('_', '-')}={value}" for name, value in KNOBS.items()]
    return (*NPNN, "--start", *words, f"--runs-dir={runs}")


def assert_as_if_uninterrupted(run: Run) -> None:
    """Train some epochs more, and compare with a training that never had a break."""
    assert run.summary
    words = ["--resume", run.name, "--max-epochs", str(run.summary.epoch + 100)]
    assert main(["train", *words, "--runs-dir", str(run.folder.parent), "--json"]) == 0
    experiment = Experiment.of(KNOBS)
    trainer = Trainer(experiment.config, load(experiment.recipe))
    trainer.advance(run.summary.epoch)
    assert run.summary.epoch > 100
    assert run.model.network.parameters.tobytes() == trainer.network.parameters.tobytes()


def test_a_training_whose_connection_is_cut_can_be_resumed(tmp_path: Path) -> None:
    runs = tmp_path / "runs"
    with connection(tmp_path / "first", begun(runs), (120, 40)) as session:
        session.until_shown("running")
        session.until(lambda: any(runs_in(runs)), "with a run that is saved")
        cut(session, tmp_path / "first", "and hold the run")
    (run,) = runs_in(runs)
    again = (*NPNN, "--resume", "--start", f"--runs-dir={runs}")
    with connection(tmp_path / "second", again, (120, 40)) as session:
        session.until_shown("running")
        session.press(b"q")
        assert session.wait() == 0
    assert_as_if_uninterrupted(run)


def test_a_detached_training_outlives_its_connection(tmp_path: Path) -> None:
    runs = tmp_path / "runs"
    attach = (*NPNN, "attach", f"--runs-dir={runs}")
    with connection(tmp_path / "first", begun(runs), (120, 40)) as session:
        session.until_shown("running")
        session.press(CONTROL_D)
        session.until_shown("training goes on as")
        session.wait()
        with connection(tmp_path / "second", attach, (120, 40)) as other:
            other.until_shown("running")
            other.press(b" ")
            other.until_shown("paused")
            cut(other, tmp_path / "second", "and look")
        with connection(tmp_path / "third", attach, (120, 40)) as other:
            other.until_shown("paused")
            other.press(b" ")
            other.until_shown("running")
            other.press(b"q")
            assert other.wait() == 0
        (run,) = runs_in(runs)
        assert is_held(run.folder)
        assert main(["stop", "--runs-dir", str(runs)]) == 0
    assert_as_if_uninterrupted(run)
