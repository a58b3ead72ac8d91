"""Views of the analytics that people keep: what is chosen there, under a name."""

from django.conf import settings
from django.db import models


class SavedView(models.Model):
    """What somebody chose in the analytics. Nobody else sees it unless it is shared."""

    owner = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    name = models.CharField(max_length=60)
    chosen = models.JSONField(default=dict, help_text="The fields of the form, as its address has them.")
    shared = models.BooleanField(default=False, help_text="For all who may see the analytics.")
    created = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ("name", "pk")
        constraints = [models.UniqueConstraint(fields=["owner", "name"], name="one_view_of_a_name_each")]

    def __str__(self) -> str:
        return self.name
