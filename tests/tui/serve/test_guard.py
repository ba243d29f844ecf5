"""Other pages cannot control the app, not even one whose name leads to this machine."""

import aiohttp
import pytest

from .conftest import Served


def headers_of(served: Served, **headers: str) -> dict[str, str]:
    port = served.netloc.rpartition(":")[2]
    return {name: text.replace("PORT", port) for name, text in headers.items()}


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"Origin": "null"},
        {"Origin": "http://example.com"},
        {"Origin": "http://127.0.0.1"},
        {"Origin": "http://127.0.0.1:1"},
        {"Origin": "http://localhost:PORT"},
        {"Origin": "http://127.0.0.1:PORT.example.com"},
        {"Origin": "http://["},
        {"Origin": "http://example.com:PORT", "Host": "example.com:PORT"},
        {"Origin": "http://127.0.0.1.example.com", "Host": "127.0.0.1.example.com"},
    ],
    ids=str,
)
async def test_a_websocket_of_another_page_is_refused(
    served: Served, headers: dict[str, str]
) -> None:
    async with aiohttp.ClientSession() as session:
        with pytest.raises(aiohttp.WSServerHandshakeError) as refusal:
            await session.ws_connect(served.url + "ws", headers=headers_of(served, **headers))
    assert refusal.value.status == 403
    assert served.visitors() == []


@pytest.mark.parametrize("host", ["127.0.0.1:PORT", "localhost:PORT", "localhost:9", "[::1]:9"])
async def test_the_page_has_a_websocket_from_wherever_its_port_was_forwarded(
    served: Served, host: str
) -> None:
    headers = headers_of(served, Host=host, Origin=f"http://{host}")
    async with (
        aiohttp.ClientSession() as session,
        session.ws_connect(served.url + "ws", headers=headers) as websocket,
    ):
        assert not websocket.closed


@pytest.mark.parametrize("host", ["example.com:PORT", "localhost.example.com", "", "[", "a b"])
async def test_the_page_is_not_shown_under_other_names(served: Served, host: str) -> None:
    async with (
        aiohttp.ClientSession() as session,
        session.get(served.url, headers=headers_of(served, Host=host)) as answer,
    ):
        assert answer.status == 403 or (answer.status == 400 and host in ("[", "a b"))


async def test_the_page_loads_nothing_from_elsewhere_and_cannot_be_framed(served: Served) -> None:
    async with aiohttp.ClientSession() as session, session.get(served.url) as answer:
        policy = answer.headers["Content-Security-Policy"]
        assert answer.status == 200
        assert "://" not in await answer.text()
    assert "default-src 'self'" in policy
    assert "frame-ancestors 'none'" in policy
