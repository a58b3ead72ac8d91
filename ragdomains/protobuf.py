"""Protobuf's wire format, as far as a file of few kinds of fields needs it: read, changed and written as it was."""

from collections.abc import Iterator, Sequence

BYTES = 2  # the wire type of what has a length

Bytes = bytes | memoryview  # views: what is large need not be copied to be passed on
Field = tuple[int, int, Bytes]  # number, wire type, what it holds (a varint still encoded)


def fields(data: Bytes) -> Iterator[Field]:
    """The fields of a message, in their order."""
    place = 0
    while place < len(data):
        key, place = number_at(data, place)
        end = {1: place + 8, 5: place + 4}.get(key & 7, 0)
        if key & 7 == 0:
            _, end = number_at(data, place)
        elif key & 7 == BYTES:
            length, place = number_at(data, place)
            end = place + length
        yield key >> 3, key & 7, data[place:end]
        place = end


def joined(parts: Sequence[Field]) -> bytes:
    """The message of these fields."""
    made: list[Bytes] = []
    for which, kind, held in parts:
        made += [varint(which << 3 | kind), varint(len(held)) if kind == BYTES else b"", held]
    return b"".join(made)


def field(which: int, held: Bytes) -> Field:
    """A text, or a message within a message."""
    return which, BYTES, held


def number(which: int, value: int) -> Field:
    return which, 0, varint(value)


def number_at(data: Bytes, place: int) -> tuple[int, int]:
    """The varint at a place, and the place behind it."""
    value = shift = 0
    while True:
        byte = data[place]
        value, shift, place = value | (byte & 127) << shift, shift + 7, place + 1
        if byte < 128:
            return value, place


def varint(value: int) -> bytes:
    made = bytearray()
    while value > 127:
        made.append(value & 127 | 128)
        value >>= 7
    return bytes([*made, value])
