"""The tests; what they all share stands in conftest.py."""

import gc

# A start makes a million objects that stay: manage.py says what looking through them costs.
gc.set_threshold(20_000, 20, 100)
