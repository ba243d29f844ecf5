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

from .processes import MARK, marked
from .programs import NPNN, TRAINING
from .pty_session import PtySession, pty_session
from .sshd import SSHD, ssh_command

pytestmark = pytest.mark.skipif(
    SSHD is None or shutil.which("ssh") is None,
    reason="sshd or ssh is missing: apt-get install openssh-server openssh-client",
)

SECONDS_TO_END = 2.0


@contextmanager
def connection(
    folder: Path, program: tuple[str, ...], size: tuple[int, int]
) -> Iterator[PtySession]:
    """Run a program at the other end, with our folder as its mark and for its temporary files."""
    temporary = folder / "temporary"
    temporary.mkdir()
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
        session.process.kill()
        deadline = monotonic() + SECONDS_TO_END
        while left := marked(str(tmp_path)):
            assert monotonic() < deadline, f"{left} live on; the program was {program}"
        assert list((tmp_path / "temporary").iterdir()) == []
