"""Files that were uploaded in the admin."""

import asyncio

from pydantic import BaseModel, ConfigDict

from ragdomains import uploads
from ragdomains.folders import look
from ragdomains.items import Found
from ragdomains.origins import Place, origins


class Options(BaseModel):
    """Files that you upload on the page of the source, once it is saved."""

    model_config = ConfigDict(extra="forbid")


@origins.register("upload", Options, check=uploads.complaint)
async def upload(place: Place, options: Options) -> Found:
    return await asyncio.to_thread(look, str(uploads.folder(place.path)))
