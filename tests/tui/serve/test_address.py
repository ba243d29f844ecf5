"""Where the page is served: what can be reached there, and what is refused in one sentence."""

import socket

import pytest
from npnn_tui.datasets import FieldError
from npnn_tui.tui.serve.address import Address, is_loopback, url_of

from .conftest import free_port


@pytest.mark.parametrize(
    ("host", "loopback", "opened"),
    [
        ("127.0.0.1", True, "127.0.0.1"),
        ("localhost", True, "127.0.0.1"),
        ("127.0.0.2", True, "127.0.0.2"),
        ("0.0.0.0", False, "127.0.0.1"),
    ],
)
def test_where_it_listens(host: str, loopback: bool, opened: str) -> None:
    port = free_port()
    with Address(port, host).listen() as listener:
        assert is_loopback(listener) is loopback
        assert url_of(listener) == f"http://{opened}:{port}"
        socket.create_connection((opened, port), timeout=5).close()


@pytest.mark.parametrize(("host", "loopback"), [("::1", True), ("::", False)])
def test_where_it_listens_with_ipv6(host: str, loopback: bool) -> None:
    try:
        socket.create_server(("::1", 0), family=socket.AF_INET6).close()
    except OSError:
        pytest.skip("no IPv6 here")
    port = free_port()
    with Address(port, host).listen() as listener:
        assert is_loopback(listener) is loopback
        assert url_of(listener) == f"http://[::1]:{port}"


def test_the_default_is_reached_from_this_machine_alone() -> None:
    with Address(free_port()).listen() as listener:
        assert listener.getsockname()[0] == "127.0.0.1"


@pytest.mark.parametrize("host", ["", " ", "192.0.2.1", "no.such.host.invalid", "a..b", "x" * 70])
def test_a_host_that_is_not_here_is_refused(host: str) -> None:
    with pytest.raises(FieldError) as refusal:
        Address(free_port(), host).listen()
    assert refusal.value.field == "host"
    got = host[:20].strip() or "nothing"
    assert f"host must be an address or a name of this machine, got {got}" in str(refusal.value)


def test_a_port_in_use_is_refused() -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        with pytest.raises(FieldError) as refusal:
            Address(port).listen()
    assert str(refusal.value) == f"port must be one that no other program uses, got {port}"
