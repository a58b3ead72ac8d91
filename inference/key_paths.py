"""Whether a whole set of rows would have a stored key sent elsewhere: an old release that is to ask sources again."""

from athena_project import key_guard
from athena_project.models import Credential
from athena_project.releases import Content
from inference.rows import Rows


def refused(content: Content) -> str:
    """Why these rows may not ask: a key of theirs goes to other hosts by now. "" where nothing is wrong."""
    rows, keys = Rows(content), dict(Credential.objects.values_list("name", "pk"))
    found = []
    for model in key_guard.keyed():
        for row in rows.all(model):
            key = row.key()
            if key is not None and key.name in keys:  # a release names its keys; one that is gone goes nowhere
                key.pk = keys[key.name]
                found.append(row)
    return key_guard.refusal(found, key_guard.given())
