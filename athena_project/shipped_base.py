"""The row that says what shipped when this house last looked: the base of the next comparison."""

import zlib
from typing import Any

import orjson
from django.db import models

Tables = dict[str, dict[str, dict[str, Any]]]  # label -> natural key as text -> every field


class ShippedBase(models.Model):
    """What shipped, row by row, as it was when the house took it or said to leave it. There is one."""

    content = models.BinaryField(editable=False)
    known = models.BooleanField(
        default=True, help_text="Whether what it lacks did not ship then. Off: nobody knows what the house began with."
    )
    fingerprint = models.CharField(max_length=64, help_text="Of the files that were last compared.")
    waiting = models.PositiveIntegerField(default=0, help_text="Rows that wait to be taken, or to be decided on.")
    changed = models.DateTimeField(auto_now=True)

    def __str__(self) -> str:
        return f"What shipped, as of {self.changed:%Y-%m-%d}" if self.changed else "What shipped"

    @classmethod
    def held(cls, **defaults: Any) -> "ShippedBase":
        """The one there is, or one with these values that is not saved."""
        return cls._default_manager.first() or cls(**defaults)

    def tables(self) -> Tables:
        found: Tables = unpacked(bytes(self.content))
        return found

    def hold(self, tables: Tables) -> None:
        """Saved together with whatever else was set."""
        self.content = packed(tables)
        self.save()


def packed(tables: Tables) -> bytes:
    """15,000 rows of the same few fields: a tenth of their JSON."""
    return zlib.compress(orjson.dumps(tables, option=orjson.OPT_SORT_KEYS), 6)


def unpacked(data: bytes) -> Tables:
    found: Tables = orjson.loads(zlib.decompress(data))
    return found
