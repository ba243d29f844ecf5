"""Where the page is served: the knobs of the address, and the socket that listens there."""

import errno
import socket
import sys
from dataclasses import dataclass
from ipaddress import ip_address

from npnn_tui.datasets.kinds import Text, Whole
from npnn_tui.datasets.knobs import FieldError, check_knobs, knob
from npnn_tui.datasets.text import printable

_PORT_REFUSALS = {
    errno.EADDRINUSE: "one that no other program uses",
    errno.EACCES: "1,024 or higher without the rights of the administrator",
}


@dataclass(frozen=True)
class Address:
    """Where the page is served. Raises FieldError on a value that is not allowed."""

    port: int = knob(
        8000,
        "Port",
        Whole(1, 65_535),
        "Browser",
        "The port at which the page is served.",
    )
    host: str = knob(
        "127.0.0.1",
        "Host",
        Text("an address or a name of this machine", longest=253),
        "Browser",
        "The address at which the page is served. The default is reached from this machine alone; "
        "at any other, whoever reaches the port controls the app.",
    )

    def __post_init__(self) -> None:
        check_knobs(self)

    def listen(self) -> socket.socket:
        """Return a socket that listens there; raises FieldError where none can."""
        family, place = self._resolved()
        try:
            return socket.create_server(place, family=family, backlog=128)
        except OSError as error:
            if error.errno not in _PORT_REFUSALS:
                raise self._unknown_host() from None
            allowed = _PORT_REFUSALS[error.errno]
            raise FieldError("port", f"port must be {allowed}, got {self.port}") from None

    def _resolved(self) -> tuple[socket.AddressFamily, tuple[str, int]]:
        """Look the host up; of several addresses, the first of IPv4, which browsers try too."""
        if not self.host.strip():  # to the sockets, that is every address
            raise self._unknown_host()
        try:
            found = socket.getaddrinfo(self.host, self.port, type=socket.SOCK_STREAM)
        except (OSError, UnicodeError):
            raise self._unknown_host() from None
        family, *_, place = min(found, key=lambda entry: entry[0] != socket.AF_INET)
        return family, (str(place[0]), self.port)

    def _unknown_host(self) -> FieldError:
        allowed = "host must be an address or a name of this machine"
        return FieldError("host", f"{allowed}, got {printable(self.host.strip()) or 'nothing'}")


def is_loopback(listener: socket.socket) -> bool:
    """Tell whether only this machine can reach the socket."""
    return ip_address(listener.getsockname()[0]).is_loopback


def url_of(listener: socket.socket) -> str:
    """Return the address to open on this machine."""
    bound = ip_address(listener.getsockname()[0])
    if bound.is_unspecified:
        bound = ip_address("127.0.0.1" if bound.version == 4 else "::1")
    host = f"[{bound}]" if bound.version == 6 else str(bound)
    return f"http://{host}:{listener.getsockname()[1]}"


def announce(listener: socket.socket) -> None:
    """Say where the page is, and first what it means that others can reach it."""
    if not is_loopback(listener):
        host, port = listener.getsockname()[:2]
        print(
            f"npnn-tui: warning: {host} is not this machine's own loopback: whoever reaches port "
            f"{port} controls the app, without a password, and can open tables that you can read; "
            "what is sent is not encrypted",
            file=sys.stderr,
        )
    print(f"npnn-tui: open {url_of(listener)} in a browser; ctrl+c ends it", flush=True)
