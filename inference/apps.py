"""What Django starts this app with."""

from django.apps import AppConfig


class InferenceConfig(AppConfig):
    """Answers."""

    name = "inference"
    verbose_name = "Answers"

    def ready(self) -> None:
        from inference import release_checks  # noqa: F401 it adds its checks to those of each release
