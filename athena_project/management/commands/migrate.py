"""Makes and changes the tables; makes the data folder too where it is missing."""

from typing import Any

from django.core.management.commands import migrate

from athena_project import bootstrap


class Command(migrate.Command):
    def execute(self, *args: Any, **options: Any) -> Any:
        bootstrap.make_folder()  # before the checks, which look into the database already
        return super().execute(*args, **options)
