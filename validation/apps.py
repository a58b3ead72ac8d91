"""What Django starts this app with."""

from django.apps import AppConfig


class ValidationConfig(AppConfig):
    """Checks."""

    name = "validation"
    verbose_name = "Checks"
