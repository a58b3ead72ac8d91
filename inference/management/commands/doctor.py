"""Looks at everything an installation needs, and says what to change."""

import dataclasses
import json
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from athena_project.findings import OK, PROBLEM, WAITING, WARNING, Finding
from inference import doctor


class Command(BaseCommand):
    help = "Examines the installation: ok, waiting, warning or problem. Ends with 1 where there is a problem."
    requires_system_checks: list[str] = []  # what is wrong with the settings is among the findings

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--json", action="store_true", help="The findings as JSON.")

    def handle(self, *_args: Any, **options: Any) -> None:
        found = doctor.everything()
        if options["json"]:
            self.stdout.write(json.dumps([dataclasses.asdict(finding) for finding in found], indent=2))
        else:
            self.tell(found)
        problems = sum(finding.state == PROBLEM for finding in found)
        if problems:
            raise CommandError(f"{problems} problem{'s' if problems > 1 else ''} to be mended.", returncode=1)

    def tell(self, found: list[Finding]) -> None:
        paint = {
            OK: self.style.SUCCESS,
            WAITING: self.style.HTTP_NOT_MODIFIED,
            WARNING: self.style.WARNING,
            PROBLEM: self.style.ERROR,
        }
        for finding in found:
            self.stdout.write(f"{paint[finding.state](f'{finding.state:8}')} {finding.name}: {finding.text}")
            if finding.advice:
                self.stdout.write(f"         -> {finding.advice}")
