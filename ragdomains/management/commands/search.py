"""Searches a domain of documents for many questions, one line of JSON each."""

import json
import time
from argparse import ArgumentParser
from dataclasses import dataclass
from typing import IO, Any

from django.core.management.base import BaseCommand, CommandError

from athena_project import bootstrap
from athena_project.json_lines import BrokenLineError, opened, parsed
from athena_project.secrets import KeyRingError
from ragdomains.embeddings import Vectors
from ragdomains.encoders import encoder_of
from ragdomains.index import Index, Mean
from ragdomains.models import Domain
from ragdomains.providers.documents import Options
from ragdomains.sources import KIND
from ragdomains.stock import live_build
from ragdomains.types import ProviderError

LIMIT = 20
STEP = 500  # questions between two words of progress


@dataclass(frozen=True, slots=True)
class Searched:
    """A domain's index, and what is asked of it."""

    index: Index
    domain_id: int
    limit: int
    min_score: float
    meaning: Mean | None = None

    def answer(self, line: bytes, number: int) -> dict[str, Any]:
        """What is written for one line; a broken one has its number as id where it names none."""
        row: dict[str, Any] = {}
        try:
            row = parsed(line)
            query = row.get("query")
            if not isinstance(query, str):
                raise BrokenLineError("It has no query.")
        except BrokenLineError as error:
            return {"id": row.get("id", number), "error": str(error)}
        begun = time.perf_counter()
        found = self.index.documents(self.domain_id, query, self.limit, self.meaning)
        ms = round((time.perf_counter() - begun) * 1000, 3)
        scores = [score for _, score in found]
        answered = any(score >= self.min_score for score in scores)
        ranking = [name for name, _ in found]
        return {"id": row.get("id", number), "ranking": ranking, "scores": scores, "answered": answered, "ms": ms}


class Command(BaseCommand):
    help = "Reads questions as JSONL ({id, query}) and writes which documents speak of each, in the same order."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--domain", required=True, help="Name of the domain of documents.")
        parser.add_argument("--in", dest="source", default="-", metavar="FILE", help="The questions; - is stdin.")
        parser.add_argument("--out", dest="target", default="-", metavar="FILE", help="The findings; - is stdout.")
        parser.add_argument("--limit", type=int, default=LIMIT, help="Most documents for one question.")

    def handle(self, *_args: Any, **options: Any) -> None:
        try:
            bootstrap.prepare()
            searched = self.loaded(options["domain"], max(options["limit"], 1))
            with opened(options["source"], "rb") as source, opened(options["target"], "wb") as target:
                self.answer(source, target, searched)
        except (KeyRingError, ProviderError) as error:
            raise CommandError(str(error)) from error
        except OSError as error:
            raise CommandError(f"{error.filename or 'A file'} cannot be read or written: {error.strerror}") from error

    def loaded(self, name: str, limit: int) -> Searched:
        domain = Domain.objects.filter(name=name, kind=KIND).first()
        if domain is None:
            names = ", ".join(Domain.objects.filter(kind=KIND).values_list("name", flat=True))
            raise CommandError(f"There is no domain of documents {name!r}. There are: {names or 'none'}.")
        index = Index()
        index.load(domain.pk)
        index.documents(domain.pk, "warm", 1)  # says that nothing has been read, before the questions are looked at
        least = Options.model_validate(domain.options).min_score
        return Searched(index, domain.pk, limit, least, self.meaning(index, domain))

    def meaning(self, index: Index, domain: Domain) -> Mean | None:
        """None: by the built-in model. A server that does not answer is told of once for each question."""
        version = live_build(domain.pk)
        if version is None or index.embedder_of(domain.pk) is None:
            return None
        encoder = encoder_of(version)

        def asked(text: str) -> Vectors | None:
            try:
                vector: Vectors = encoder.questions([text], lambda _step: None)[0]
            except ProviderError as error:
                self.stderr.write(f"searched by words alone: {error}")
                return None
            return vector

        return asked

    def answer(self, source: IO[bytes], target: IO[bytes], searched: Searched) -> None:
        done = broken = 0
        for number, line in enumerate(source, 1):
            if line.strip():
                answer = searched.answer(line, number)
                target.write(json.dumps(answer).encode() + b"\n")
                target.flush()  # whoever writes the questions one by one waits for it
                done, broken = done + 1, broken + ("error" in answer)
                if done % STEP == 0:
                    self.stderr.write(f"{done} questions searched")
        self.stderr.write(f"{done} lines, {broken} of them broken")
