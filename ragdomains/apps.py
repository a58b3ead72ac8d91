"""What Django starts this app with."""

from django.apps import AppConfig


class RagDomainsConfig(AppConfig):
    """Knowledge."""

    name = "ragdomains"
    verbose_name = "Knowledge"

    def ready(self) -> None:
        from ragdomains import release_checks, start_checks, tasks  # noqa: F401 they connect themselves to releases and signals
