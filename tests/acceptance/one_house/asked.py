"""A question to the assistant of this folder, and its answer."""

from openai import OpenAI


def ask(client: OpenAI, question: str) -> str:
    done = client.chat.completions.create(model="athena", messages=[{"role": "user", "content": question}])
    return done.choices[0].message.content or ""
