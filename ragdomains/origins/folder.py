"""A folder of files, one file, or the rows of a JSONL file."""

import asyncio

from pydantic import BaseModel, ConfigDict

from ragdomains.folders import look
from ragdomains.items import Found
from ragdomains.origins import Place, origins


class Options(BaseModel):
    """A folder of Markdown, text, HTML, PDF, Word and calendar files on this machine, one file, or JSONL."""

    model_config = ConfigDict(extra="forbid")


@origins.register("folder", Options)
async def folder(place: Place, options: Options) -> Found:
    return await asyncio.to_thread(look, place.path)
