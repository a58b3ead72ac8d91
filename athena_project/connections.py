"""The database connection of a thread that uses it over and over, twice a second or so."""

from django.db import connections


def keep_sound_ones() -> None:
    """Closes this thread's connection where it broke, and has it looked at before it is used again.

    Unlike Django's close_old_connections() it keeps one however old it is: opening one costs more than what such a
    thread writes through it.
    """
    for each in connections.all(initialized_only=True):
        each.close_at = None
        each.close_if_unusable_or_obsolete()
