"""The row of a draft that is to be published at a time."""

from django.db import models


class PlannedPublish(models.Model):
    """The wish to publish the draft at a time. Who made it, made the draft theirs: they are the publisher."""

    WAITING, DONE, REFUSED, CANCELLED = "waiting", "done", "refused", "cancelled"
    OPEN = (WAITING, REFUSED)  # somebody waits for it, or is to see to it

    at = models.DateTimeField(help_text="When the draft goes live.")
    person = models.CharField(max_length=150)
    note = models.CharField(max_length=200, blank=True)
    created = models.DateTimeField(auto_now_add=True)
    last_change = models.PositiveBigIntegerField(
        default=0, help_text="The newest entry of the audit as it was planned."
    )
    state = models.CharField(max_length=10, default=WAITING)
    claimed = models.DateTimeField(null=True, help_text="When a worker took it.")
    problem = models.TextField(blank=True)
    release = models.ForeignKey("athena_project.Release", null=True, on_delete=models.SET_NULL, related_name="planned")

    class Meta:
        ordering = ("-id",)
        constraints = [
            models.UniqueConstraint(
                fields=["state"], condition=models.Q(state="waiting"), name="one_planned_publish_at_a_time"
            )
        ]

    def __str__(self) -> str:
        return f"{self.person}, {self.at:%Y-%m-%d %H:%M} UTC"

    @classmethod
    def overtaken(cls, number: int) -> None:
        """Another release went live: what waited for the draft, or was refused, is over."""
        over = cls._default_manager.filter(state__in=cls.OPEN)
        over.update(state=cls.CANCELLED, problem=f"Release {number} went live before.")
