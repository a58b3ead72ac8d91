"""Texts that would run in a page which took them for HTML, and a row of each kind with them wherever it has words."""

from collections.abc import Iterator
from datetime import UTC, date, datetime
from itertools import count
from typing import Any
from uuid import UUID

from django.db import models

# {} is the number that an execution would tell. Tags, attributes, addresses, templates, comments, broken quotes.
PAYLOADS = (
    "<script>alert({})</script>",
    "<img src=x onerror=alert({})>",
    "<svg onload=alert({})>",
    "<svg/onload=alert({})>",
    "<body onload=alert({})>",
    "<iframe src=javascript:alert({})>",
    "<a href=javascript:alert({})>x</a>",
    "<b onmouseover=alert({})>x</b>",
    "<input autofocus onfocus=alert({})>",
    "<details open ontoggle=alert({})>",
    "<video><source onerror=alert({})>",
    "<audio src=x onerror=alert({})>",
    "<marquee onstart=alert({})>x",
    "<select autofocus onfocus=alert({})>",
    "<textarea autofocus onfocus=alert({})>",
    "<object data=javascript:alert({})>",
    "<embed src=javascript:alert({})>",
    "<form><button formaction=javascript:alert({})>",
    "<math href=javascript:alert({})>x",
    "<style>@import 'javascript:alert({})'</style>",
    "<link rel=stylesheet href=javascript:alert({})>",
    "<meta http-equiv=refresh content=0;javascript:alert({})>",
    "<base href=javascript:alert({})//>",
    "<template><script>alert({})</script></template>",
    "<noscript><img src=x onerror=alert({})></noscript>",
    "<ScRiPt>alert({})</sCrIpT>",
    "<script src=data:,alert({})></script>",
    "<script\n>alert({})</script\n>",
    "<<script>alert({})//<</script>",
    "<scr<script>ipt>alert({})</scr</script>ipt>",
    "</script><script>alert({})</script>",
    "</textarea><script>alert({})</script>",
    "</title><script>alert({})</script>",
    "</style><script>alert({})</script>",
    "</option></select><img src=x onerror=alert({})>",
    "--><script>alert({})</script><!--",
    "]]><script>alert({})</script>",
    '"><script>alert({})</script>',
    "'><script>alert({})</script>",
    '" autofocus onfocus=alert({}) x="',
    "' autofocus onfocus=alert({}) x='",
    '"><img src=x onerror=alert({})>',
    "`><img src=x onerror=alert({})>",
    '";alert({});//',
    "';alert({});//",
    "</script>';alert({});//",
    "javascript:alert({})",
    "JaVaScRiPt:alert({})",
    " javascript:alert({})",
    "data:text/html,<script>alert({})</script>",
    "vbscript:alert({})",
    "//evil.example/?{}",
    "&lt;script&gt;alert({})&lt;/script&gt;",
    "&#60;script&#62;alert({})&#60;/script&#62;",
    "\\u003cscript\\u003ealert({})\\u003c/script\\u003e",
    "{{{{constructor.constructor('alert({})')()}}}}",
    "${{alert({})}}",
    "{{% debug %}}<script>alert({})</script>",
    "{{{{ '{}'|safe }}}}<img src=x onerror=alert(1)>",
    "[x](javascript:alert({}))",
)
TEXTS = (models.CharField, models.TextField)
SHORTEST = 30  # characters that a field must take, or nothing is written into it


class Hostile:
    """Writes rows past forms and their validators, as another program or a file could, and knows what it wrote."""

    def __init__(self) -> None:
        self.written: dict[str, str] = {}  # "app.Model.field" -> the last text that stands there
        self._numbers = count(1)
        self._rows: dict[type[models.Model], Any] = {}

    def text(self, place: str, longest: int | None = None) -> str:
        """The next of the texts, or the next that is short enough."""
        while True:
            number = next(self._numbers)
            made = PAYLOADS[number % len(PAYLOADS)].format(number)
            if longest is None or len(made) <= longest:
                self.written[place] = made
                return made

    def within(self, place: str, shape: Any) -> Any:
        """The shape with a text of its own for each "?", also where it is a name."""
        if isinstance(shape, dict):
            return {self.within(place, name): self.within(f"{place} {name}", each) for name, each in shape.items()}
        if isinstance(shape, list):
            return [self.within(place, each) for each in shape]
        return self.text(place) if shape == "?" else shape

    def row(self, model: type[models.Model], **given: Any) -> Any:
        """One with a text of its own in each field that takes words, hanging on the last row of each kind it needs."""
        made = model(**(dict(self._fields(model, given)) | given))
        made.save_base(raw=True, force_insert=True)
        self._rows[model] = made
        return made

    def _fields(self, model: type[models.Model], given: dict[str, Any]) -> Iterator[tuple[str, Any]]:
        for field in model._meta.concrete_fields:
            if field.name not in given and not isinstance(field, models.AutoField) and not field.choices:
                value = self._value(field, f"{model._meta.label}.{field.name}")
                if value is not None:
                    yield field.name, value

    def _value(self, field: Any, place: str) -> Any:
        if field.is_relation:
            known = self._rows.get(field.related_model)
            return known or (None if field.null else self.row(field.related_model))
        if isinstance(field, TEXTS):
            return self.text(place, field.max_length) if (field.max_length or SHORTEST) >= SHORTEST else None
        if isinstance(field, models.JSONField):
            return [self.text(place)] if field.default is list else None
        if field.null or field.has_default():
            return None
        return next((value for kind, value in PLAIN if isinstance(field, kind)), None)


PLAIN: tuple[tuple[Any, Any], ...] = (
    (models.DateTimeField, datetime(2026, 3, 1, 12, tzinfo=UTC)),
    (models.DateField, date(2026, 3, 1)),
    (models.UUIDField, UUID(int=7)),
    (models.BinaryField, b""),
    (models.BooleanField, False),
    (models.IntegerField, 1),
    (models.FloatField, 1.0),
)
