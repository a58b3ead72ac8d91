"""What Django starts this app with."""

from django.apps import AppConfig


class InferenceConfig(AppConfig):
    """Answers."""

    name = "inference"
    verbose_name = "Answers"

    def ready(self) -> None:
        from inference import release_checks, release_figures, rule_figures, suite_by_hand, suite_gate, tried_answers  # noqa: F401 they add to what releases, rules and tests ask
