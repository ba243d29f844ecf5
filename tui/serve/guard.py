"""Who may use the page: no other page, and nobody by a name that others can point at it."""

from collections.abc import Awaitable, Callable
from ipaddress import ip_address
from urllib.parse import urlsplit

from aiohttp import web
from aiohttp.typedefs import Middleware

Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]

_POLICY = "; ".join(
    (
        "default-src 'self' 'unsafe-inline'",
        "img-src 'self' data:",
        "frame-ancestors 'none'",
        "form-action 'none'",
        "base-uri 'none'",
    )
)


def hosts_only(host: str) -> Middleware:
    """Return what refuses every request that came by a name other than this host or localhost.

    A page from elsewhere can have its own name lead here (DNS rebinding), but not an address.
    """
    names = {host.lower(), "localhost"}

    @web.middleware
    async def refuse_others(request: web.Request, handler: Handler) -> web.StreamResponse:
        name = _hostname(request.host)
        if name not in names and not _is_address(name):
            text = "Open this page by an address, or start npnn-tui serve with --host and its name."
            raise web.HTTPForbidden(text=text)
        return await handler(request)

    return refuse_others


def require_same_origin(request: web.Request) -> None:
    """Refuse a websocket that another page opens; browsers let each page open any."""
    own = {f"http://{request.host}".lower(), f"https://{request.host}".lower()}
    if request.headers.get("Origin", "").lower() not in own:
        raise web.HTTPForbidden(text="Only the page that is served here may use this.")


async def seal(_request: web.Request, response: web.StreamResponse) -> None:
    """Forbid the page to load anything from elsewhere, and others to frame it."""
    response.headers["Content-Security-Policy"] = _POLICY
    response.headers["X-Content-Type-Options"] = "nosniff"


def _hostname(netloc: str) -> str:
    try:
        return urlsplit(f"//{netloc}").hostname or ""
    except ValueError:
        return ""


def _is_address(name: str) -> bool:
    try:
        ip_address(name)
    except ValueError:
        return False
    return True
