"""What Django starts with."""

from django.apps import AppConfig, apps
from django.contrib.admin.apps import AdminConfig
from django.db.models.signals import post_migrate


class AthenaConfig(AppConfig):
    """The foundation."""

    name = "athena_project"
    verbose_name = "Athena"

    def ready(self) -> None:
        from athena_project import changes, checks, job_signals, people  # noqa: F401 they connect themselves to signals
        from athena_project.roles import set_up

        post_migrate.connect(set_up, sender=last_app(), dispatch_uid="roles")


def last_app() -> AppConfig:
    """Whose migrations end a migration: only then are there permissions for all rows."""
    return list(apps.get_app_configs())[-1]


class AthenaAdminConfig(AdminConfig):
    """Django's admin with our own site."""

    default_site = "athena_project.admin_site.AthenaAdminSite"
