"""What the environment names may be reached, wherever its name leads now."""

import time

from pytest_django import Settings

from athena_project.infrastructure import Infrastructure


def test_a_server_of_the_environment_may_be_reached_at_its_port_only(settings: Settings) -> None:
    settings.OLLAMA_URL = "http://127.0.0.1:11434"
    found = Infrastructure()
    found.look()
    assert [(str(rule.network), rule.port) for rule in found.allowed] == [("127.0.0.1/32", 11434)]


def test_a_server_that_moves_is_found_again_and_one_without_a_name_is_kept(settings: Settings) -> None:
    found = Infrastructure()
    settings.OLLAMA_URL = "http://127.0.0.1:1"
    found.look()
    settings.OLLAMA_URL = "http://no-such-name.invalid:2"
    found.look()
    assert [rule.port for rule in found.allowed] == [1]
    settings.OLLAMA_URL = "http://127.0.0.2:2"
    found.look_aside()
    until = time.monotonic() + 5
    while [rule.port for rule in found.allowed] != [2]:
        assert time.monotonic() < until, "it was not looked up"
        time.sleep(0.01)
