"""The wire into a real pseudo-terminal."""

import asyncio
import os
import pty
import tty
from collections.abc import Iterator
from contextlib import suppress
from select import select
from typing import Any

import pytest
from npnn_tui.tui.link.wire import Wire, opened_apart

MUCH = b"0123456789" * 50_000


class End:
    """The other end of a wire."""

    def __init__(self, master: int, slave: int) -> None:
        self.master, self.slave = master, slave

    def read(self) -> bytes:
        """Return what has come by now."""
        return os.read(self.master, 65536) if select([self.master], [], [], 0)[0] else b""


@pytest.fixture
def end() -> Iterator[End]:
    master, slave = pty.openpty()
    tty.setraw(slave)
    yield End(master, slave)
    for file in (master, slave):
        with suppress(OSError):  # the test has closed it
            os.close(file)


def wire_into(end: End, on_cut: Any = lambda: None) -> tuple[Wire, asyncio.Event]:
    wire, emptied = Wire(end.slave, asyncio.get_running_loop(), on_cut), asyncio.Event()
    wire.on_empty = emptied.set
    return wire, emptied


async def test_what_is_sent_arrives(end: End) -> None:
    wire, emptied = wire_into(end)
    wire.send(b"hello")
    assert wire.is_empty
    assert end.read() == b"hello"
    assert not emptied.is_set()
    wire.close()


async def test_much_is_sent_without_waiting_and_arrives_while_it_is_read(end: End) -> None:
    wire, emptied = wire_into(end)
    wire.send(MUCH)
    assert not wire.is_empty
    arrived = b""
    async with asyncio.timeout(20):
        while len(arrived) < len(MUCH):
            arrived += end.read()
            await asyncio.sleep(0)
        await emptied.wait()
    assert arrived == MUCH
    assert wire.is_empty
    wire.close()


async def test_the_shells_own_descriptor_still_waits(end: End) -> None:
    wire, _ = wire_into(end)
    assert os.get_blocking(end.slave)
    wire.close()
    os.write(end.slave, b"after")
    assert end.read() == b"after"


async def test_a_terminal_that_has_gone_is_told_once(end: End) -> None:
    cuts: list[int] = []
    wire, _ = wire_into(end, lambda: cuts.append(1))
    os.close(end.master)
    wire.send(b"hello")
    wire.send(b"again")
    assert wire.is_cut
    assert wire.is_empty
    assert cuts == [1]
    wire.close()


async def test_a_terminal_that_goes_while_bytes_wait_is_told_too(end: End) -> None:
    cut = asyncio.Event()
    wire, _ = wire_into(end, cut.set)
    wire.send(MUCH)
    os.close(end.master)
    async with asyncio.timeout(20):
        await cut.wait()
    wire.close()


async def test_a_flush_waits_no_longer_than_it_is_told(end: End) -> None:
    wire, _ = wire_into(end)
    wire.send(MUCH)
    wire.flush(0.01)
    assert not wire.is_empty
    wire.close()


async def test_a_terminal_without_a_name_is_written_to_all_the_same() -> None:
    read, write = os.pipe()
    copy = opened_apart(write)
    os.write(copy, b"hello")
    assert os.read(read, 10) == b"hello"
    for file in (read, write, copy):
        os.close(file)
