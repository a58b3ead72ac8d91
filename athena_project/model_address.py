"""The address of a server that speaks OpenAI's protocol, as people write it."""

from urllib.parse import urlsplit


def address(base_url: str) -> str:
    """The base URL as it is meant: without a slash at the end or the endpoint, with /v1 where no path is given."""
    base = base_url.strip().rstrip("/").removesuffix("/chat/completions").removesuffix("/embeddings")
    return f"{base}/v1" if base and not urlsplit(base).path.strip("/") else base
