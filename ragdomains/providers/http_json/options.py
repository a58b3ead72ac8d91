"""What is set of a source without code, and what is said about it at once where it does not fit together."""

from collections import Counter
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationInfo, field_validator

from ragdomains.providers.http_json import address, paths
from ragdomains.sentences import validate

OWN = frozenset({"sentence", "long_sentence"})  # what the sentences themselves are called
UNSENT = frozenset({"host", "connection", "content-length", "transfer-encoding", "te", "upgrade", "expect", "trailer"})
NAME = r"^[a-z][a-z0-9_]*$"

Name = Annotated[str, Field(pattern=NAME, max_length=40)]
Sentence = Annotated[str, Field(max_length=1000)]


class Slot(BaseModel):
    """Something that the question names, and that goes into the address or a sentence."""

    model_config = ConfigDict(extra="forbid")

    name: Name = Field(description="What the question must name: place, topic, symbol, day ...")
    otherwise: str = Field("", max_length=200, description="Taken where the question names none.")
    ask_back: str = Field("", max_length=200, description="Asked where there is neither: Which harbour?")

    @field_validator("ask_back")
    @classmethod
    def is_a_question(cls, text: str) -> str:
        if text and not text.rstrip().endswith("?"):
            raise ValueError("This is asked back, so it ends with a question mark.")
        return text


class Mapped(BaseModel):
    """One value of the answer."""

    model_config = ConfigDict(extra="forbid")

    name: Name = Field(description="What sentences call it: price.")
    path: str = Field(max_length=200, description="Where it stands in the answer: data.price or trains[0].leaves.")
    type: Literal["text", "number", "time", "date", "yes/no"] = Field("text", description="What it is.")
    unit: str = Field("", max_length=30, description="Of a number: degC, %, km/h, or a word of your own.")
    required: bool = Field(False, description="Without it, nothing was found.")

    @field_validator("path")
    @classmethod
    def leads_somewhere(cls, path: str) -> str:
        paths.parsed(path)
        return path


class Options(BaseModel):
    """Any service that answers in JSON: its address, its values and your sentences, without code."""

    model_config = ConfigDict(extra="forbid")

    url: str = Field(
        max_length=1000, description="What is asked. Slots in braces are filled: https://example.org/tides?at={place}"
    )
    slots: list[Slot] = Field(
        default_factory=list,
        max_length=10,
        validate_default=True,
        description="What of the question goes into the address.",
    )
    fields: list[Mapped] = Field(min_length=1, max_length=30, description="The values to take out of the answer.")
    short_sentence: Sentence = Field(
        min_length=1,
        description="What is spoken. {names} in braces are replaced; a part in [square brackets] is left out "
        "where a name in it has no value.",
        json_schema_extra={"format": "textarea"},
    )
    long_sentence: Sentence = Field(
        "",
        description="What is written. Empty: the same as spoken. Source and time are added.",
        json_schema_extra={"format": "textarea"},
    )
    nothing_found: Sentence = Field(
        "I found nothing about that.", min_length=1, description="Said where the answer lacks what is required."
    )
    header: str = Field(
        "",
        max_length=60,
        pattern=r"^[A-Za-z0-9-]*$",
        description="The header that carries the key: Authorization or X-Api-Key. The key is the domain's credential.",
    )
    header_prefix: str = Field(
        "", max_length=30, pattern=r"^[!-~]*$", description="What stands before the key in it: Bearer"
    )
    source: str = Field("", max_length=60, description="Who says so, as it is named. Empty: the host.")
    timeout: float = Field(5.0, gt=0, le=60, description="Seconds for one call.")
    max_kib: int = Field(1000, ge=1, le=5000, title="Largest answer", description="In KiB.")

    @field_validator("url")
    @classmethod
    def is_an_address(cls, url: str) -> str:
        address.parsed(url)
        return url

    @field_validator("slots")
    @classmethod
    def are_declared(cls, slots: list[Slot], info: ValidationInfo) -> list[Slot]:
        names = [slot.name for slot in slots]
        refuse_twice(names)
        if "url" in info.data and (lost := sorted(address.parsed(info.data["url"]).slots - set(names))):
            raise ValueError(f"The address names {listed(lost)}. Add it here.")
        return slots

    @field_validator("fields")
    @classmethod
    def are_told_apart(cls, fields: list[Mapped], info: ValidationInfo) -> list[Mapped]:
        slots = [slot.name for slot in info.data.get("slots", ())]
        refuse_twice([*slots, *(name for field in fields for name in given(field))])
        return fields

    @field_validator("short_sentence", "long_sentence", "nothing_found")
    @classmethod
    def has_known_names(cls, text: str, info: ValidationInfo) -> str:
        if "fields" not in info.data or "slots" not in info.data:
            return text
        slots = [slot.name for slot in info.data["slots"]]
        values = [] if info.field_name == "nothing_found" else info.data["fields"]
        known = [*slots, *(name for field in values for name in given(field))]
        if lost := validate(text, known):
            raise ValueError(f"Nothing is called {listed(lost)}. There is: {listed(known) or 'no name here'}.")
        return text

    @field_validator("header")
    @classmethod
    def may_be_sent(cls, header: str) -> str:
        if header.lower() in UNSENT or header.lower().startswith("proxy-"):
            raise ValueError(
                "This header belongs to the connection. Services take a key in Authorization or X-Api-Key."
            )
        return header


def given(field: Mapped) -> tuple[str, ...]:
    """The names that a sentence may use for a field."""
    return (field.name, f"{field.name}_day") if field.type == "time" else (field.name,)


def refuse_twice(names: list[str]) -> None:
    if own := sorted(OWN & set(names)):
        raise ValueError(f"The name {own[0]} is taken. Choose another.")
    if twice := [name for name, count in Counter(names).items() if count > 1]:
        raise ValueError(f"The name {twice[0]} is there twice. Every slot and field has a name of its own.")


def listed(names: list[str]) -> str:
    return ", ".join(f"{{{name}}}" for name in names)
