"""What Django starts this app with."""

from django.apps import AppConfig


class ValidationConfig(AppConfig):
    """Checks."""

    name = "validation"
    verbose_name = "Checks"

    def ready(self) -> None:
        from validation import release_checks  # noqa: F401 it adds its checks to those of each release
