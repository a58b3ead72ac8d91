"""Values as every database takes them: no NUL, no lone surrogate, no NaN, bounded."""


def clean(text: str) -> str:
    """Text that every database takes: NUL and lone surrogates would be refused by PostgreSQL."""
    return text.replace("\x00", "\ufffd").encode("utf-8", "replace").decode()


def plain(value: object) -> object:
    """A span's detail as JSON that every database takes: no NaN, no NUL, bounded."""
    match value:
        case bool() | int() | None:
            return value
        case float():
            return round(value, 4) if value == value and abs(value) < float("inf") else str(value)
        case dict():
            return {clean(str(key))[:100]: plain(item) for key, item in list(value.items())[:200]}
        case list() | tuple() | set() | frozenset():
            return [plain(item) for item in list(value)[:200]]
        case _:
            return clean(str(value))[:4_000]
