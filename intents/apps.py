"""What Django starts this app with."""

from django.apps import AppConfig


class IntentsConfig(AppConfig):
    """Understanding."""

    name = "intents"
    verbose_name = "Understanding"

    def ready(self) -> None:
        from intents import release_checks  # noqa: F401 it adds its checks to those of each release
