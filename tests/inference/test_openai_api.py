"""Models and chat completions, as their clients use them."""

from typing import Any

import orjson
import pytest

from tests.inference.asgi import HELLO, SECRET, Client, Double, asked, message, says

USER = {"role": "user", "content": "Hello?"}


async def test_models_names_the_default_assistant_first() -> None:
    listed = (await Client().get("/v1/models")).json()
    assert listed["object"] == "list"
    assert [model["id"] for model in listed["data"]] == ["athena", "study"]
    assert {model["object"] for model in listed["data"]} == {"model"}


async def test_models_asks_no_pipeline() -> None:
    client = Client()
    await client.get("/v1/models")
    assert not client.double.asked


ALIASES = ["gpt-4o-mini", "gpt-4", "gpt-3.5-turbo", "local-model", "qwen3:4b-instruct", "athena", "study"]


@pytest.mark.parametrize("latest", ["", ":latest"])
@pytest.mark.parametrize("alias", ALIASES)
async def test_an_alias_is_a_model_and_answers_by_the_name_it_was_asked_by(alias: str, latest: str) -> None:
    client = Client()
    assert (await client.get(f"/v1/models/{alias}{latest}")).json()["id"] == alias + latest
    assert (await client.chat(model=alias + latest)).json()["model"] == alias + latest
    assert client.double.asked[0].assistant.name == ("study" if alias == "study" else "athena")


@pytest.mark.parametrize("name", ["gpt-5", "models/athena", "a\x00\ud800", "x" * 10_000])
async def test_an_unknown_model_is_not_found_in_openai_s_shape(name: str) -> None:
    client = Client()
    body = (
        b'{"messages":[{"role":"user","content":"?"}],"model":'
        + orjson.dumps(name.encode("utf-8", "replace").decode())
        + b"}"
    )
    for reply in (await client.get(f"/v1/models/{name}"), await client.post("/v1/chat/completions", body)):
        assert (reply.status, reply.error["code"], reply.error["param"]) == (404, "model_not_found", "model")
        assert len(reply.error["message"]) < 120


async def test_a_deployment_of_azure_s_path_is_the_model_where_the_body_names_none() -> None:
    client = Client()
    await client.post("/openai/deployments/study/chat/completions?api-version=2024-10-21", {"messages": [USER]})
    assert client.double.asked[0].assistant.name == "study"


async def test_an_unknown_deployment_is_an_unknown_model() -> None:
    client = Client()
    reply = await client.post("/openai/deployments/gpt%2D99/chat/completions", {"messages": [USER]})
    assert (reply.status, reply.error["code"], reply.error["param"]) == (404, "model_not_found", "model")
    assert "gpt-99" in reply.error["message"]
    assert not client.double.asked


@pytest.mark.parametrize("model", [None, ""])
async def test_without_a_model_the_default_assistant_answers(model: str | None) -> None:
    client = Client()
    reply = await client.chat(model=model)
    assert reply.json()["model"] == client.double.asked[0].assistant.name == "athena"


async def test_an_answer_in_one_piece_is_a_chat_completion() -> None:
    client = Client(Double(says("It is five.")))
    reply = await client.chat()
    done = reply.json()
    assert done["object"] == "chat.completion"
    assert done["id"] == f"chatcmpl-{client.double.asked[0].id.hex}"
    assert message(reply) == {"role": "assistant", "content": "It is five."}
    assert done["choices"][0]["finish_reason"] == "stop"
    assert done["usage"] == {"prompt_tokens": 12, "completion_tokens": 7, "total_tokens": 19}


UNKNOWN = {"seed": 1, "logit_bias": {}, "stop": ["x"], "top_p": 1.0, "service_tier": "auto", "keep_alive": -1.0}


async def test_unknown_fields_are_ignored() -> None:
    reply = await Client().chat(**UNKNOWN, options={"num_ctx": 8192.0}, made_up={"deep": [1]}, chat_template_kwargs={})
    assert len(reply.json()["choices"]) == 1


async def test_null_is_as_good_as_absent() -> None:
    names = (
        "stream stream_options tools tool_choice functions function_call max_tokens temperature response_format user"
    )
    query = await asked(**dict.fromkeys(names.split()), metadata=None, model=None)
    assert (query.tools, query.tool_choice, query.max_tokens, query.schema, query.streamed) == (
        (),
        "auto",
        None,
        None,
        False,
    )


@pytest.mark.parametrize(
    ("fields", "tokens"),
    [
        ({"max_tokens": 150.0}, 150),
        ({"max_completion_tokens": 3.0}, 3),
        ({"max_tokens": 9, "max_completion_tokens": 3}, 3),
        ({"max_tokens": -1}, None),
        ({"max_tokens": 0}, None),
        ({"max_tokens": 0.5}, 1),
        ({"max_tokens": 1e300}, int(1e300)),
    ],
)
async def test_numbers_may_be_floats(fields: dict[str, float], tokens: int | None) -> None:
    assert (await asked(**fields)).max_tokens == tokens


@pytest.mark.parametrize(("sent", "used"), [(0, 0.0), (0.7, 0.7), (9, 2.0), (-3.0, 0.0), (True, None)])
async def test_the_temperature_is_kept_within_what_models_take(sent: float, used: float | None) -> None:
    assert (await asked(temperature=sent)).temperature == used


@pytest.mark.parametrize(
    "content",
    ["Hello?", [{"type": "text", "text": "Hello?"}], ["Hello?"], {"type": "text", "text": "Hello?"}, None, "", []],
)
async def test_content_may_be_text_parts_null_or_an_object(content: Any) -> None:
    query = await asked(messages=[{"role": "user", "content": content}])
    assert query.question == ("Hello?" if content else "")
    assert query.messages[0]["content"] == content


async def test_all_roles_orphan_results_and_repeated_turns_are_taken() -> None:
    roles = ["system", "developer", "tool", "user", "user", "assistant", "function", "tool", "user"]
    query = await asked(messages=[{"role": role, "content": role} for role in roles])
    assert len(query.messages) == len(roles)
    assert query.question == "user"


async def test_a_lone_tool_result_is_a_request() -> None:
    assert (await asked(messages=[{"role": "tool", "tool_call_id": "x", "content": "{}"}])).question == ""


async def test_the_pipeline_gets_what_the_client_said() -> None:
    client = Client()
    await client.post("/v1/chat/completions", {**HELLO, "user": "01M7"}, headers={"user-agent": "x" * 300})
    query = client.double.asked[0]
    assert (query.question, query.mode, query.language, query.conversation) == ("Hello?", "owner", "en", "01M7")
    assert query.client == "x" * 200
    assert query.api_key == SECRET[4:12]
    assert str(query.now.tzinfo) == "Europe/Oslo"


async def test_a_stream_is_known_to_be_one() -> None:
    client = Client()
    await client.chat(stream=True)
    assert client.double.asked[0].streamed


SCHEMA = {"type": "object", "properties": {"degrees": {"type": "number"}}}


@pytest.mark.parametrize(
    ("sent", "schema"),
    [
        ({"type": "json_schema", "json_schema": {"name": "x", "strict": True, "schema": SCHEMA}}, SCHEMA),
        ({"type": "json_object"}, {}),
        ({"type": "text"}, None),
        ({"type": "json_schema", "json_schema": {"name": "x"}}, {}),
    ],
)
async def test_the_response_format_becomes_the_schema_of_the_answer(sent: Any, schema: Any) -> None:
    assert (await asked(response_format=sent)).schema == schema


@pytest.mark.parametrize("fields", [{"user": "abc"}, {"safety_identifier": "abc"}, {"metadata": {"session_id": "abc"}}])
async def test_the_conversation_is_what_the_client_calls_it(fields: dict[str, Any]) -> None:
    assert (await asked(**fields)).conversation == "abc"


async def test_a_conversation_without_a_name_is_known_by_how_it_began() -> None:
    system = {"role": "system", "content": "Be brief."}
    first = await asked(messages=[system, USER])
    later = await asked(
        messages=[system, USER, {"role": "assistant", "content": "Hi."}, {"role": "user", "content": "And now?"}]
    )
    other = await asked(messages=[{"role": "system", "content": "Be long."}, USER])
    assert first.conversation == later.conversation != other.conversation


async def test_a_very_long_conversation_name_fits_the_log() -> None:
    assert len((await asked(user="x" * 10_000)).conversation) <= 64
