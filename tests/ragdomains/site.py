"""A small web site that knows ETags, redirects and every type, and keeps what it was asked."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from aiohttp import web

from tests.threaded import Threaded


@dataclass(frozen=True, slots=True)
class Page:
    """What stands at a path. With an `etag`, who has it already is told so; `endless` never ends."""

    body: bytes = b""
    type: str = "text/html; charset=utf-8"
    status: int = 200
    location: str = ""
    etag: str = ""
    modified: str = ""
    endless: bool = False

    @property
    def headers(self) -> dict[str, str]:
        found = {"Content-Type": self.type, "Location": self.location, "ETag": self.etag}
        return {name: value for name, value in {**found, "Last-Modified": self.modified}.items() if value}


@dataclass
class Site(Threaded):
    """`with Site() as site:` answers what `site.pages` holds; what it does not hold is 404."""

    pages: dict[str, Page] = field(default_factory=dict)
    asked: list[tuple[str, Mapping[str, str]]] = field(default_factory=list)

    def routes(self, app: web.Application) -> None:
        app.router.add_get("/{path:.*}", self._answer)

    async def _answer(self, request: web.Request) -> web.StreamResponse:
        self.asked.append((request.path_qs, dict(request.headers)))
        page = self.pages.get(request.path)
        if page is None:
            return web.Response(status=404, text="not found")
        if page.etag and request.headers.get("If-None-Match") == page.etag:
            return web.Response(status=304)
        if page.modified and request.headers.get("If-Modified-Since") == page.modified:
            return web.Response(status=304)
        if not page.endless:
            return web.Response(status=page.status, body=page.body, headers=page.headers)
        response = web.StreamResponse(headers=page.headers)
        await response.prepare(request)
        try:
            while True:
                await response.write(b"<p>More and more.</p>" * 20_000)
        except ConnectionError:
            return response

    @property
    def paths(self) -> list[str]:
        return [path for path, _ in self.asked]
