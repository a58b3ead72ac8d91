"""A small Qdrant server for tests: its REST interface over the client's own memory mode, which can also misbehave."""

import asyncio
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import orjson
from aiohttp import web
from qdrant_client import QdrantClient, models


class StandIn:
    """`trouble`: "" works, "500" answers errors, "hang" never answers, "rubbish" answers no JSON."""

    def __init__(self) -> None:
        self.memory = QdrantClient(":memory:")
        self.trouble = ""
        self.calls: list[str] = []
        self.keys: set[str] = set()
        self.url = ""

    async def answer(self, request: web.Request) -> web.Response:
        self.calls.append(f"{request.method} {request.path}")
        self.keys.add(request.headers.get("api-key", ""))
        if self.trouble == "500":
            return web.json_response({"status": {"error": "out of disk"}}, status=500)
        if self.trouble == "rubbish":
            return web.Response(text="<html>gateway</html>", content_type="text/html")
        if self.trouble == "hang":
            await asyncio.sleep(30)
        body = orjson.loads(await request.read() or b"{}")
        result = self.result(request.method, request.path.strip("/").split("/")[1:], body)
        text = orjson.dumps({"result": plain(result), "status": "ok", "time": 0.0})
        return web.Response(body=text, content_type="application/json")

    def result(self, method: str, path: list[str], body: dict[str, Any]) -> Any:
        match method, path:
            case "GET", []:
                return self.memory.get_collections()
            case "POST", ["aliases"]:
                return self.memory.update_collection_aliases(models.ChangeAliasesOperation.model_validate(body).actions)
            case "GET", [name, "exists"]:
                return {"exists": self.memory.collection_exists(name)}
            case "PUT", [name]:
                return self.memory.create_collection(name, models.VectorParams.model_validate(body["vectors"]))
            case "DELETE", [name]:
                return self.memory.delete_collection(name)
            case _, [name, "points", *what]:
                return self.points(method, name, what, body)
        raise web.HTTPNotFound

    def points(self, method: str, name: str, what: list[str], body: dict[str, Any]) -> Any:
        match method, what:
            case "PUT", []:
                batch = models.Batch.model_validate(body["batch"])
                return self.memory.upsert(name, batch)
            case "POST", []:
                return self.memory.retrieve(name, body["ids"], with_payload=False, with_vectors=True)
            case "POST", ["query"]:
                found = models.QueryRequest.model_validate(body)
                return self.memory.query_points(name, found.query, limit=found.limit or 10, with_payload=False)
            case "POST", ["count"]:
                return self.memory.count(name)
            case "POST", ["delete"]:
                return self.memory.delete(name, models.PointIdsList.model_validate(body))
            case "POST", ["scroll"]:
                found_points, after = self.memory.scroll(name, limit=body["limit"], offset=body.get("offset"))
                return {"points": plain(found_points), "next_page_offset": after}
        raise web.HTTPNotFound


def plain(value: Any) -> Any:
    if isinstance(value, list):
        return [plain(item) for item in value]
    return value.model_dump(mode="json") if hasattr(value, "model_dump") else value


@contextmanager
def serving() -> Iterator[StandIn]:
    """A running stand-in on a free port, in a thread of its own."""
    stand_in, loop, up = StandIn(), asyncio.new_event_loop(), threading.Event()

    async def start() -> web.AppRunner:
        app = web.Application(client_max_size=1 << 26)
        app.router.add_route("*", "/{path:.*}", stand_in.answer)
        runner = web.AppRunner(app, shutdown_timeout=0.1)
        await runner.setup()
        site = web.TCPSite(runner, "127.0.0.1", 0)
        await site.start()
        stand_in.url = f"http://127.0.0.1:{runner.addresses[0][1]}"
        return runner

    def work() -> None:
        runner = loop.run_until_complete(start())
        up.set()
        loop.run_forever()
        loop.run_until_complete(runner.cleanup())
        loop.close()

    thread = threading.Thread(target=work)
    thread.start()
    assert up.wait(5)
    try:
        yield stand_in
    finally:
        loop.call_soon_threadsafe(loop.stop)
        thread.join()
