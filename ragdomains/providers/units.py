"""Conversions of units; no network."""

from pydantic import BaseModel, ConfigDict, Field

from ragdomains.providers import Reach, providers
from ragdomains.sums import german
from ragdomains.sums.answers import TEMPLATES, answer
from ragdomains.types import Evidence, Lookup


class Options(BaseModel):
    """Units: conversions of lengths, weights, temperatures and others; no network."""

    model_config = ConfigDict(extra="forbid")

    max_length: int = Field(300, ge=10, le=2000, description="Longest question that is converted, in characters.")


@providers.register(
    "units",
    Options,
    templates=TEMPLATES,
    translations={"de": german.TEMPLATES},
    replies={"de": german.REPLIES},
    asks=("convert",),
    network=False,
)
async def units(lookup: Lookup, options: Options, reach: Reach) -> Evidence:
    return answer(lookup, options.max_length)
