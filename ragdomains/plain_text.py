"""What others wrote, made fit to be spoken: no markup, no addresses, not too long. It is data, whatever it says."""

import re

from selectolax.lexbor import LexborHTMLParser

LONGEST = 20_000  # characters of markup that are read
MARKUP = re.compile(r"<[a-zA-Z/!]|&[#\w]+;")
ADDRESS = re.compile(r"\b(?:[a-z][a-z0-9+.-]{1,12}://|www\.)\S+", re.IGNORECASE)
UNSPEAKABLE = re.compile(r"[\x00-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\ud800-\udfff]")
LEFT_OUT = "script, style, iframe, svg, template, noscript, figure, form"


def plain_text(text: object, longest: int) -> str:
    """One line of at most `longest` characters, cut between words; "" for what is no text."""
    if not isinstance(text, str):
        return ""
    text = without_markup(text[:LONGEST])
    text = " ".join(UNSPEAKABLE.sub(" ", ADDRESS.sub(" ", text)).split())
    if len(text) <= longest:
        return text
    return text[: longest - 1].rsplit(" ", 1)[0].rstrip(" ,;:-–(") + "…"


def without_markup(text: str) -> str:
    if not MARKUP.search(text):
        return text
    tree = LexborHTMLParser(text)
    for node in tree.css(LEFT_OUT):
        node.decompose()
    return tree.body.text(separator=" ") if tree.body else ""
