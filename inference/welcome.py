"""What a start prints: where the admin is, how the first administrator is made, a key, a command to try."""

from collections.abc import Iterator

from django.contrib.auth import get_user_model
from django.urls import reverse

from athena_project.changes import acting
from athena_project.setup import setup_token
from inference.auth import issue
from inference.models import ApiKey
from ragdomains.ingest import read_sources

EXAMPLE = "What is the wifi password for guests, and what is 15 percent of 80?"


def read_handbook() -> None:
    """Reads every document source once, so that the first question finds an index."""
    read_sources()


def welcome(url: str, first: bool) -> Iterator[str]:
    """The lines of the greeting; the key is made at the first start only and shown this once."""
    yield ""
    yield f"Athena answers at {url}"
    yield f"Admin:  {url}{reverse('admin:index')}"
    if not get_user_model().objects.filter(is_superuser=True).exists():
        yield f"First administrator (this link works once):  {url}{reverse('setup', args=[setup_token()])}"
    if first or not ApiKey.objects.exists():
        yield from first_key(url)
    else:
        yield "A new API key:  python3 manage.py issue_key NAME"


def first_key(url: str) -> Iterator[str]:
    row, key = issue("first key")
    with acting("first start"):
        row.save()
    yield f"API key (shown this once):  {key}"
    yield "Try it:"
    yield f"  curl {url}/v1/chat/completions -H 'Authorization: Bearer {key}' -H 'Content-Type: application/json' \\"
    yield f'    -d \'{{"model": "athena", "messages": [{{"role": "user", "content": "{EXAMPLE}"}}]}}\''
