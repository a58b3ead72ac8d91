"""Asks recorded questions of the draft, or of a release, and says what would change."""

import json
from argparse import ArgumentParser, ArgumentTypeError
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from inference import replay
from inference.models import Replay, ReplayedQuestion
from inference.replayed import Line, lines, worst_first

FAILED = 2  # exit code where it could not be done


def count(text: str) -> int:
    if not text.isdecimal() or not 1 <= int(text) <= replay.MOST:
        raise ArgumentTypeError(f"{text} is not a number from 1 to {replay.MOST}")
    return int(text)


class Command(BaseCommand):
    help = "Asks recorded questions of the draft beside the live release; exit code 1 where one comes out worse."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--last", type=count, default=1000, metavar="N", help="So many of the newest (1000).")
        modes = [mode for mode, _ in Replay.MODES]
        parser.add_argument(
            "--mode",
            choices=modes,
            default=Replay.ROUTING,
            help="routing: what is understood; recorded: the whole answer from what sources and models said then; "
            "live: the whole answer, with both asked anew.",
        )
        parser.add_argument("--starred", action="store_true", help="Of the starred questions only.")
        parser.add_argument("--release", type=int, metavar="N", help="With this release instead of the draft.")
        parser.add_argument("--against", type=int, metavar="N", help="Beside this release instead of the live one.")
        parser.add_argument("--json", action="store_true", help="Write the result as JSON.")

    def handle(self, *_args: Any, **options: Any) -> None:
        row = Replay.objects.create(
            author="manage.py replay",
            mode=options["mode"],
            last=options["last"],
            starred=options["starred"],
            after_number=options["release"],
            before_number=options["against"],
        )
        replay.run(row.pk)
        row.refresh_from_db()
        if row.state == Replay.FAILED:
            raise CommandError(row.problem, returncode=FAILED)
        self.stdout.write(json.dumps(as_json(row)) if options["json"] else "\n".join(told(row)))
        if row.worse:
            raise CommandError(f"Of {row.asked} questions {row.worse} would come out worse.")


def told(row: Replay) -> list[str]:
    said = [line for question in worst_first(row) for line in told_question(question)]
    return [*said, *filter(None, [row.note]), row.result]


def told_question(row: ReplayedQuestion) -> list[str]:
    before, after = lines(row.before, row.after), lines(row.after, row.before)
    said = [f"{row.verdict:8} {row.query.question}"]
    for name, parts, answer in zip(("before", "after "), (before, after), row.answers or ({}, {}), strict=True):
        said.append(f"  {name} {one_line(parts)}")
        said += [f"         {answer['answer'] or 'nothing was said'}"] if answer else []
    return [*said, f"  {row.why}"] if row.why else said


def one_line(parts: tuple[Line, ...]) -> str:
    return " + ".join(f"{part.intent} ({part.details})" for part in parts) or "nothing"


def as_json(row: Replay) -> dict[str, Any]:
    names = ("mode", "same", "changed", "worse", "seconds", "note", "before_number", "after_number", "after_sha256")
    changes = [
        {
            "id": str(each.query_id),
            "question": each.query.question,
            "verdict": each.verdict,
            "why": each.why,
            "before": each.before,
            "after": each.after,
            "answers": each.answers,
        }
        for each in worst_first(row)
    ]
    return {"replay": row.pk, **{name: getattr(row, name) for name in names}, "changes": changes}
