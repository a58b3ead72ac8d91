"""The caches of Django, without what they do for memcached's sake: it is none of those that are used here."""

from django.core.cache.backends import locmem, redis


class AnyKey:
    """Takes keys as they are. Django looks at each of their letters for what memcached would refuse, at each call."""

    def validate_key(self, key: str) -> None:
        """Warns of nothing."""


class LocMemCache(AnyKey, locmem.LocMemCache):
    """In the memory of this process."""


class RedisCache(AnyKey, redis.RedisCache):
    """In a Redis that all processes share."""
