"""What Django starts this app with."""

from django.apps import AppConfig


class InferenceConfig(AppConfig):
    """Answers."""

    name = "inference"
    verbose_name = "Answers"

    def ready(self) -> None:
        from inference import release_checks, suite_gate  # noqa: F401 they look over each release before it is published
