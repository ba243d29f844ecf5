"""Each page has a process of its own, and neither outlives the other or the server."""

import os
import signal

import pytest

from .conftest import FLAT_OUT, Client, Served, is_alive, serving, until, visiting

SECONDS = 4
"""Two that the process has to end, and two more for a busy machine."""


async def until_gone(*pids: int, seconds: float = SECONDS) -> None:
    await until(lambda: not any(map(is_alive, pids)), seconds, f"of {pids} some are alive")


async def leave(client: Client, how: str) -> None:
    if how == "close":
        await client.websocket.close()
    elif how == "vanish":
        client.vanish()
    else:
        await client.press("q")


@pytest.mark.parametrize(
    ("state", "how"), [("opening", "vanish"), ("ready", "close"), ("ready", "quit")]
)
async def test_who_leaves_takes_the_process_along(served: Served, state: str, how: str) -> None:
    async with visiting(served) as client:
        await client.until(state)
        (visitor,) = served.visitors()
        await leave(client, how)
        await until_gone(visitor)


async def test_so_does_who_leaves_while_training(training: Served) -> None:
    async with visiting(training) as client:
        await client.until("running")
        (visitor,) = training.visitors()
        await leave(client, "vanish")
        await until_gone(visitor)


async def test_a_process_that_hangs_is_killed(served: Served) -> None:
    async with visiting(served) as client:
        await client.until("ready")
        (visitor,) = served.visitors()
        os.kill(visitor, signal.SIGSTOP)
        client.vanish()
        await until_gone(visitor)


async def test_a_page_whose_process_dies_is_closed(served: Served) -> None:
    async with visiting(served) as client:
        await client.until("ready")
        os.kill(served.visitors()[0], signal.SIGKILL)
        await client.until_closed()


async def test_visitors_do_not_share_an_app(served: Served) -> None:
    async with visiting(served) as one, visiting(served) as other:
        await one.until("ready")
        await one.press("s")
        await one.until("paused")
        await other.until("ready")
        first, second = served.visitors()
        one.vanish()
        await until(lambda: len(served.visitors()) == 1, SECONDS, "both are alive")
        await other.press("s")
        await other.until("paused")
        assert is_alive(first) != is_alive(second)


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
async def test_a_signal_ends_the_server_and_its_visitors(number: signal.Signals) -> None:
    with serving(*FLAT_OUT) as served:
        async with visiting(served) as one, visiting(served) as other:
            await one.until("running")
            await other.until("opening")
            visitors = served.visitors()
            assert len(visitors) == 2
            assert served.end(number) == 128 + number
            assert not any(map(is_alive, visitors))


def test_a_hangup_ends_the_server() -> None:
    with serving() as served:
        assert served.end(signal.SIGHUP) == 128 + signal.SIGHUP


async def test_a_killed_server_leaves_nobody_behind() -> None:
    with serving("--pace", "max", "--max-epochs", "1000000000", "--min-improvement=0") as served:
        async with visiting(served) as idle, visiting(served) as training:
            await idle.until("ready")
            await training.until("ready")
            await training.press(" ")
            await training.until("running")
            visitors = served.visitors()
            assert len(visitors) == 2
            served.end(signal.SIGKILL)
            await until_gone(*visitors, seconds=20)  # nobody is left to kill them


async def test_the_page_has_colours_and_blocks_whatever_the_servers_terminal(
    served: Served,
) -> None:
    async with visiting(served) as client:
        await client.until("ready")
        assert b"\x1b[38;2;" in client.drawn or b";38;2;" in client.drawn
        await client.until("▀")
