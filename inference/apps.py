"""What Django starts this app with."""

from django.apps import AppConfig


class InferenceConfig(AppConfig):
    """Answers."""

    name = "inference"
    verbose_name = "Answers"
