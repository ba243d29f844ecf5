"""An sshd of our own on the loopback interface, with its own key, port and configuration."""

import os
import shutil
import socket
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from getpass import getuser
from pathlib import Path
from time import monotonic

SSHD = shutil.which("sshd", path=f"{os.environ.get('PATH', '')}:/usr/sbin")

SEPARATION = Path("/run/sshd")
"""Where an sshd of root locks its unprivileged part up; on a machine without the service it is
missing."""

SERVER = """
ListenAddress 127.0.0.1
Port {port}
HostKey {folder}/host
AuthorizedKeysFile {folder}/user.pub
PidFile none
StrictModes no
UsePAM no
PermitRootLogin prohibit-password
PasswordAuthentication no
KbdInteractiveAuthentication no
"""

CLIENT = """
Host dashboard
  HostName 127.0.0.1
  Port {port}
  User {user}
  IdentityFile {folder}/user
  IdentitiesOnly yes
  StrictHostKeyChecking no
  UserKnownHostsFile /dev/null
  GlobalKnownHostsFile /dev/null
  BatchMode yes
  LogLevel ERROR
"""


@contextmanager
def ssh_command(folder: Path) -> Iterator[list[str]]:
    """Serve until the end, and yield the command that runs another one there."""
    assert SSHD is not None
    port = _free_port()
    for name in ("host", "user"):
        _run("ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", str(folder / name))
    server, client = folder / "sshd_config", folder / "ssh_config"
    server.write_text(SERVER.format(port=port, folder=folder))
    client.write_text(CLIENT.format(port=port, folder=folder, user=getuser()))
    if os.geteuid() == 0:
        SEPARATION.mkdir(mode=0o755, exist_ok=True)
    with (folder / "sshd_log").open("wb") as log:
        process = subprocess.Popen([SSHD, "-D", "-e", "-f", str(server)], stderr=log)
    try:
        _wait_for(port, folder / "sshd_log")
        yield ["ssh", "-tt", "-F", str(client), "dashboard"]
    finally:
        process.terminate()
        process.wait()


def _free_port() -> int:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        port: int = taken.getsockname()[1]
        return port


def _wait_for(port: int, log: Path) -> None:
    deadline = monotonic() + 10
    while True:
        try:
            socket.create_connection(("127.0.0.1", port), 1).close()
            return
        except ConnectionRefusedError:
            assert monotonic() < deadline, log.read_text()


def _run(*command: str) -> None:
    subprocess.run(command, check=True, capture_output=True)
