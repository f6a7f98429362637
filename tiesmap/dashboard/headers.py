"""What the browser is told with every answer: above all, to ask nobody but us for anything."""

from __future__ import annotations

from urllib.parse import urlsplit

from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from tiesmap.model.serving import TeamServer
from tiesmap.workspace.team.serving import team_server

# Streamlit's own page needs inline styles and scripts, and blobs for its components. The addresses
# of this machine are its WebSocket, in browsers where 'self' does not mean that too.
_HERE = ("ws://localhost:*", "ws://127.0.0.1:*")
_SOURCES = {
    "default-src": ("'self'",),
    "script-src": ("'self'", "'unsafe-inline'", "blob:"),
    "style-src": ("'self'", "'unsafe-inline'"),
    "img-src": ("'self'", "data:", "blob:"),
    "font-src": ("'self'", "data:"),
    "connect-src": ("'self'", *_HERE),
    "worker-src": ("'self'", "blob:"),
    "frame-src": ("'self'", "blob:"),
    "object-src": ("'none'",),
    "base-uri": ("'self'",),
    "form-action": ("'self'",),
    "frame-ancestors": ("'self'",),
}
DAYS_OF_HTTPS = 180


def headers_of(team: TeamServer | None) -> dict[str, str]:
    """The headers of every answer; for a team, of its own address and what its settings allow."""
    sources = dict(_SOURCES)
    more = {}
    if team is not None:
        place = urlsplit(team.address)
        spoken = "wss" if place.scheme == "https" else "ws"
        sources["connect-src"] = ("'self'", f"{spoken}://{place.netloc}")
        for name, origins in team.allow:
            sources[name] = (*sources[name], *origins)
        if place.scheme == "https":
            more["Strict-Transport-Security"] = f"max-age={DAYS_OF_HTTPS * 86400}"
    policy = "; ".join(" ".join((name, *said)) for name, said in sources.items())
    return {
        "Content-Security-Policy": policy,
        "X-Content-Type-Options": "nosniff",
        "Referrer-Policy": "no-referrer",
        **more,
    }


class Headers:
    """Middleware that adds the headers to every HTTP answer."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app
        self.headers = headers_of(team_server())

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        async def answer(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                headers.update(self.headers)
            await send(message)

        await self.app(scope, receive, answer if scope["type"] == "http" else send)
