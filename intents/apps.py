"""What Django starts this app with."""

from django.apps import AppConfig


class IntentsConfig(AppConfig):
    """Understanding."""

    name = "intents"
    verbose_name = "Understanding"
