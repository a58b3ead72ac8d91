"""The caches take what Django's own take, and keep it as they do."""

import uuid

import pytest

from athena_project.caches import LocMemCache, RedisCache


@pytest.mark.parametrize("key", ["lookup:1:ab", "with a blank", "a" * 300])
def test_any_key_is_taken_without_a_warning(key: str) -> None:
    cache = LocMemCache(uuid.uuid4().hex, {})
    cache.set(key, b"kept")
    assert cache.get_many([key, "another"]) == {key: b"kept"}


def test_that_of_redis_takes_them_too() -> None:
    assert RedisCache("redis://127.0.0.1:1", {}).make_and_validate_key("with a blank") == ":1:with a blank"
