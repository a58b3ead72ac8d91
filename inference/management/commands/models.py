"""The models on the house's Ollama server: lists, gets and removes them."""

import asyncio
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from inference import ollama_models
from inference.backends import BackendError

BAR = 30  # characters


class Command(BaseCommand):
    help = "Lists the models on the server of OLLAMA_URL, gets one (--pull) or removes one (--remove)."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--pull", metavar="NAME", help="Get a model, such as qwen3:4b.")
        parser.add_argument("--remove", metavar="NAME", help="Delete a model from the server.")

    def handle(self, *_args: Any, **options: Any) -> None:
        try:
            if options["pull"]:
                asyncio.run(self.pulled(options["pull"]))
            elif options["remove"]:
                asyncio.run(ollama_models.remove(options["remove"]))
                self.stdout.write(f"Removed: {options['remove']}.")
            asyncio.run(self.listed())
        except BackendError as error:
            raise CommandError(str(error)) from error

    async def pulled(self, name: str) -> None:
        async for step in ollama_models.pull(name):
            share = step.done / step.total if step.total else 0
            bar = "#" * round(share * BAR)
            self.stdout.write(f"\r{step.status[:30]:30} [{bar:{BAR}}] {share:4.0%}", ending="")
        self.stdout.write("")

    async def listed(self) -> None:
        in_memory = set(await ollama_models.loaded())
        for model in await ollama_models.installed():
            ready = "  in memory" if model.name in in_memory else ""
            self.stdout.write(f"{model.name:40} {model.size / 1e9:6.1f} GB  {model.parameters}{ready}".rstrip())
