"""What Django starts with."""

from django.apps import AppConfig
from django.contrib.admin.apps import AdminConfig


class AthenaConfig(AppConfig):
    """The foundation."""

    name = "athena_project"
    verbose_name = "Athena"

    def ready(self) -> None:
        from athena_project import changes, checks, job_signals  # noqa: F401 they connect themselves to signals and checks


class AthenaAdminConfig(AdminConfig):
    """Django's admin with our own site."""

    default_site = "athena_project.admin_site.AthenaAdminSite"
