"""A program with a key, at the configuration API."""

import json
from typing import Any

from django.test import Client

from inference.auth import issue

ALL = ("config:read", "config:write", "config:secrets", "publish", "replay")
BASE = "/api/config"


class Program:
    """Speaks JSON, and sends files as forms."""

    def __init__(self, *scopes: str, **fields: Any) -> None:
        self.key, text = issue("git", scopes=list(scopes or ALL), **fields)
        self.key.save()
        self.client = Client(headers={"Authorization": f"Bearer {text}"})

    def __call__(self, method: str, path: str, body: Any = None, **headers: str) -> Any:
        sent = None if body is None else json.dumps(body)
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        return self.client.generic(method, f"{BASE}{path}", sent or "", "application/json", headers=named)

    def get(self, path: str) -> Any:
        return self("GET", path).json()

    def send(self, path: str, **fields: Any) -> Any:
        return self.client.post(f"{BASE}{path}", fields)


def code(answer: Any) -> tuple[int, str]:
    return answer.status_code, answer.json()["error"]["code"]
