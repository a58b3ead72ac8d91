"""The draft in one statement is the draft."""

import pytest
from django.db import connection
from pytest_django import DjangoAssertNumQueries

from athena_project import bootstrap, configuration, one_look, releases
from athena_project.models import Credential
from inference.models import LLM, Assistant
from intents.models import Intent
from ragdomains.models import Domain, Place

pytestmark = pytest.mark.django_db


def test_it_reads_what_a_release_would_hold_to_the_last_digit(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    configuration.load(bootstrap.seed())
    key = Credential.objects.create(name="key")
    place = Place.objects.create(name="Home ünï", latitude=0.1 + 0.2, longitude=-1e-7, aliases=['"x"', "\n"])
    LLM.objects.create(name="big", kind="echo", credential=key, timeout=1e16, options={"a": [1, 2.5, None, True]})
    Assistant.objects.create(name='A "quoted" one', place=place, domains=["{}"], enabled=True)
    Intent.objects.create(name="off", title="off", enabled=False)
    Domain.objects.create(name="odd", title="[1]", kind="clock", options={})
    assert connection.features.supports_json_field  # Django asks the database that once
    with django_assert_num_queries(2):
        seen = one_look.compiled()
        every = one_look.everything()
    off = every["intents.intent"][str(Intent.objects.get(name="off").pk)]
    assert off["enabled"] is False and every["ragdomains.place"][str(place.pk)]["latitude"] == 0.1 + 0.2
    assert seen == releases.compile() and releases.canonical(seen) == releases.canonical(releases.compile())
