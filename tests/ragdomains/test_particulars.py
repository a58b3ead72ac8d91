"""What is kept of a document: author, date, language, headings, links, names; and what is amiss with its text."""

import io
import zipfile
from datetime import date

import pytest

from ragdomains import about
from ragdomains.particulars import amiss, language_of, names, particulars
from ragdomains.readers import Paper, read
from tests.ragdomains.papers import pdf

NOTE = """---
author: "Freya Hill"
date: 2024-05-01
lang: en-GB
---
# Boat

## Sails

Ask Tom Berg of the Beech Yacht Club. When it blows, Tom Berg takes the sails down. The Heron is our boat; we bought the
Heron from the Beech Yacht Club. See https://boats.example/heron, and https://boats.example/heron.
"""


def paper(text: str, suffix: str = ".md") -> Paper:
    return read(text.encode(), suffix, "file")


def office(core: str) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("word/document.xml", '<d xmlns:w="w"><w:p><w:t>Text.</w:t></w:p></d>')
        archive.writestr("docProps/core.xml", core)
    return out.getvalue()


def test_a_note_says_who_wrote_it_when_and_about_what() -> None:
    found = paper(NOTE)
    assert found.about.written == date(2024, 5, 1)
    assert particulars(found) == {
        "author": "Freya Hill",
        "language": "en",
        "names": ["Beech Yacht Club", "Tom Berg", "Heron"],
        "headings": ["Sails"],
        "links": ["https://boats.example/heron"],
        "words": 35,
    }


@pytest.mark.parametrize(
    ("head", "day"),
    [
        ('<meta property="article:modified_time" content="2024-06-02T10:00:00+02:00">'
         '<meta property="article:published_time" content="2024-05-01">', date(2024, 6, 2)),
        ('<script type="application/ld+json">{"datePublished": "2024-05-01T08:00"}</script>', date(2024, 5, 1)),
        ('<meta itemprop="datePublished" content="20240501">', date(2024, 5, 1)),
        ('<meta name="date" content="1 May 2024">', None),
        ('<meta name="date" content="2024-13-41">', None),
        ('<meta name="date" content="9999-01-01">', None),
    ],
)  # fmt: skip
def test_the_date_of_a_page(head: str, day: date | None) -> None:
    assert paper(f"<html><head>{head}</head><body>Text.</body></html>", ".html").about.written == day


def test_the_core_properties_of_a_word_file() -> None:
    core = '<c xmlns:d="d"><d:creator>Ann Lee</d:creator><d:modified>2024-05-01T08:00:00Z</d:modified></c>'
    found = read(office(core), ".docx", "file").about
    assert (found.author, found.written) == ("Ann Lee", date(2024, 5, 1))


@pytest.mark.parametrize("core", ["", "<c>", '<!DOCTYPE c [<!ENTITY a "b">]><c>&a;</c>', "\x00"])
def test_core_properties_that_make_no_sense_say_nothing(core: str) -> None:
    assert about.of_docx(office(core)) == about.NOTHING


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("The cat is in the garden and it was seen by the dog on the roof.", "en"),
        ("Die Katze ist im Garten und wird von dem Hund auf dem Dach nicht gesehen.", "de"),
        ("Le chat est dans le jardin et il ne voit pas le chien qui est sur le toit.", "fr"),
        ("El gato que vive en la casa no come las flores del jardín, pero se las lleva.", "es"),
        ("Kettle 4711 230 V", ""),
        ("", ""),
    ],
)
def test_a_language_is_told_by_its_small_words(text: str, language: str) -> None:
    assert language_of(text) == language


def test_in_german_a_noun_is_no_name() -> None:
    text = "Der Hund von Anna Berg schläft. Wenn Anna Berg kommt, wacht der Hund auf."
    assert names(text, "de") == ["Anna Berg"]


def test_words_that_only_begin_sentences_are_no_names() -> None:
    assert names("Press the button. Press it again. Then wait. Then press it.") == []


@pytest.mark.parametrize(
    ("text", "suffix", "said"),
    [
        ("<p>Just a moment... Please enable JavaScript and cookies.</p>", ".html", "looks like a notice"),
        ("".join(f'<p><a href="https://x.example/{n}">x</a></p>' for n in range(9)), ".html", "hardly any text"),
        ("\n\n".join(["Confidential. Beech Ltd."] * 12), ".md", "repeat each other"),
        ("~~ ## 4711 0815 :: || " * 20, ".txt", "no words"),
        (NOTE, ".md", ""),
        ("The dog is called Bruno.", ".txt", ""),
        ("Do not enable cookies. " + "This manual explains the browser of the television. " * 20, ".txt", ""),
    ],
)
def test_what_is_amiss_with_a_text_is_said(text: str, suffix: str, said: str) -> None:
    assert said in amiss(paper(text, suffix))
    assert bool(amiss(paper(text, suffix))) == bool(said)


def test_pages_without_a_text_are_counted() -> None:
    mixed = read(pdf(["Page one."], [], [], ["Page four."]), ".pdf", "file")
    assert amiss(mixed) == "2 of its 4 pages hold no text. Are they scans?"
