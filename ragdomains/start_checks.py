"""What must be installed soundly before the assistant starts: without its encoder it understands next to nothing."""

from typing import Any

from django.core.checks import CheckMessage, Error, register

from athena_project.checks import START
from ragdomains.embeddings import BrokenModel, model_file

AGAIN = "Install the requirements again: make clean run."


@register(START)
def encoder(**_: Any) -> list[CheckMessage]:
    try:
        model_file()
    except BrokenModel as error:
        return [Error(str(error), hint=AGAIN, id="ragdomains.E001")]
    return []
