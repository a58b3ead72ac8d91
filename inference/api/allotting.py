"""Decides which release answers a question: the live one, or the canary beside it."""

from dataclasses import replace

from inference.api.request import Admitted
from inference.conversation import language_of
from inference.messages import plain_text
from inference.now import now_at
from inference.snapshot import Snapshot
from inference.state import Query


def allotted(query: Query, admitted: Admitted) -> tuple[Query, Snapshot]:
    """The question as the release takes it that is to answer it. No query to the database, and nothing is remembered.

    An assistant is the same one where its row is, whatever it is called; one that the canary lacks is the live one's.
    """
    live = admitted.snapshot
    if live.canary is None:
        return query, live
    tried = live.canary
    if not tried.allotment.takes(query.assistant.name, query.room, lambda: thread_of(query, admitted)):
        return query, live
    key = query.assistant.pk
    assistant = next((row for row in tried.snapshot.assistants if row.pk == key), None)
    if assistant is None:
        return query, live
    mode = assistant.mode_for(admitted.key.mode)
    language = language_of(assistant, query.messages)
    asked = replace(query, assistant=assistant, now=now_at(assistant), mode=mode, language=language)
    return asked, tried.snapshot


def thread_of(query: Query, admitted: Admitted) -> str:
    """What stays the same throughout a conversation: the client's name for it, else who asks, and how it was begun.

    The client's prompt is left out: it tells the time in many houses.
    """
    if query.thread:
        return f"{query.api_key}\x00{query.thread}"
    first = next((plain_text(each.get("content")) for each in query.messages if each.get("role") == "user"), "")
    return "\x00".join((query.api_key, query.assistant.name, admitted.caller.address, query.room, first))
