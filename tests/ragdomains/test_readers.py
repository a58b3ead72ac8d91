"""Files become sections, and bad files a sentence that says what is wrong."""

from pathlib import Path

import pytest

from ragdomains import pdf_tables, readers
from ragdomains.folders import DEMO
from ragdomains.outline import Section
from ragdomains.readers import ReadError, read, read_file
from ragdomains.wrapping import unwrapped
from tests.ragdomains.papers import locked_pdf, pdf, pdf_with_table

MARKDOWN = """---
author: nobody
---
# The house

Before.

## Heating

Set it to **20** degrees,
see [the manual](http://example.org/x).

### Boiler

- press
- wait

| Bin | Day |
|-----|-----|
| Paper | Tuesday |

```
code E1
```

## Garden

Water it.
"""
HTML = """<html><head><title>Tab title</title><style>p {}</style></head><body><nav>menu</nav>
<h1>House <em>rules</em></h1>lead<p>One <b>two</b> <i>three</i>.</p>tail
<ul><li>first<ul><li>inner</li></ul>after</li></ul><h2>Bins</h2>
<table> <tr> <td>Paper</td> <td>Tuesday</td><td>blue</td></tr></table><div>x<br>y</div>
<script>bad()</script><!-- no --></body></html>"""


def test_markdown_is_cut_at_its_headings() -> None:
    paper = read(MARKDOWN.encode(), ".md", "file")
    assert paper.title == "The house"
    assert paper.sections == (
        Section("", "Before."),
        Section("Heating", "Set it to 20 degrees, see the manual."),
        Section("Heating > Boiler", "press\nwait\nBin: Day\nPaper: Tuesday\ncode E1"),
        Section("Garden", "Water it."),
    )


def test_html_keeps_text_and_leaves_out_the_rest() -> None:
    paper = read(HTML.encode(), ".html", "file")
    assert paper.title == "House rules"
    assert paper.sections == (
        Section("", "lead\nOne two three.\ntail\nfirst: inner\nafter"),
        Section("Bins", "Paper: Tuesday, blue\nx y"),
    )


@pytest.mark.parametrize(
    ("content", "text"),
    [
        ("just text", "just text"),
        ("<p>a<p>b", "a\nb"),
        ("<b>x", "x"),
        ("<table><td>1</table>", "1"),
        ("</html>y", "y"),
        ("<p>one</p></p></div>two", "one\ntwo"),
        ("<p>&amp;&nbsp;&#0;c", "& \ufffdc"),
    ],
)
def test_broken_html_is_read_as_far_as_it_goes(content: str, text: str) -> None:
    assert "\n".join(section.text for section in read(content.encode(), ".html", "f").sections) == text


def test_a_title_without_a_heading_is_the_head_of_the_page() -> None:
    assert read(b"<title>Pool</title><p>Closed.</p>", ".htm", "file").title == "Pool"


def test_wrapped_lines_become_one_and_paragraphs_stay() -> None:
    paper = read(b"The dog is fed\nat seven. The mainte-\nnance is due.\n\nThe cat\n", ".txt", "pets")
    assert paper.sections[0].text == "The dog is fed at seven. The maintenance is due.\n\nThe cat"


def test_a_pdf_has_pages_and_the_title_of_its_metadata() -> None:
    paper = read(pdf(["Page one says boiler."], [], ["Page three."], title="Manual"), ".pdf", "file")
    assert paper.title == "Manual"
    assert paper.sections == (Section("", "Page one says boiler.", 1), Section("", "Page three.", 3))


def test_a_pdf_that_only_its_owner_may_change_is_read() -> None:
    assert "heron" in read(locked_pdf(""), ".pdf", "f").sections[0].text


@pytest.mark.parametrize(
    ("content", "suffix", "said"),
    [
        (locked_pdf("secret"), ".pdf", "protected by a password"),
        (b"%PDF-1.7 and then nothing that makes sense", ".pdf", "damaged"),
        (pdf(["text"])[:200], ".pdf", "damaged"),
        (b"", ".pdf", "damaged"),
        (pdf([]), ".pdf", "Is it a scan?"),
        (bytes(range(256)) * 40, ".md", "not text"),
        (b"\x7fELF\x02\x01\x01\x00" * 50, ".txt", "not text"),
        (b"", ".md", "no text"),
        (b"   \n\n", ".txt", "no text"),
        (b"<script>x</script>", ".html", "no text"),
        (b"x" * (readers.MAX_BYTES + 1), ".txt", "larger than 20 MB"),
        (b"word " * 1_100_000, ".txt", "5,000,000 characters"),
        (pdf(*[["x"]] * (readers.MAX_PAGES + 1)), ".pdf", "more than 1000 pages"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_what_cannot_be_read_is_said_in_a_sentence(content: bytes, suffix: str, said: str) -> None:
    with pytest.raises(ReadError, match=said):
        read(content, suffix, "file")


@pytest.mark.parametrize("place", range(0, 900, 60))
def test_a_pdf_damaged_anywhere_is_read_or_refused(place: int) -> None:
    whole = pdf(["The boiler needs water."], ["Second page."])
    try:
        read(whole[:place] + b"\x00\xff<<" + whole[place + 4 :], ".pdf", "file")
    except ReadError as error:
        assert str(error).endswith((".", "?"))


@pytest.mark.parametrize(
    ("content", "text"),
    [
        ("\ufeffplain".encode(), "plain"),
        ("wide é".encode("utf-16"), "wide é"),
        ("caf\xe9 \x80".encode("latin-1"), "café €"),
        (b"nul \x00" + b"x" * 200, "nul " + "x" * 200),
        (b"one\r\nTwo\rThree", "one\nTwo\nThree"),
    ],
)
def test_text_of_any_encoding_comes_out_clean(content: bytes, text: str) -> None:
    assert read(content, ".txt", "f").sections[0].text == text


def test_lone_surrogates_are_removed() -> None:
    assert readers.clean("a\ud800b\udfffc\x00") == "abc"


def test_a_file_gives_its_name_as_title(tmp_path: Path) -> None:
    path = tmp_path / "plants-and_pets.txt"
    path.write_text("The dog.")
    assert read_file(path).title == "Plants and pets"


@pytest.mark.parametrize("name", ["gone.md", "photo.jpg"])
def test_a_file_that_is_not_there_or_not_of_a_known_kind_is_refused(tmp_path: Path, name: str) -> None:
    with pytest.raises(ReadError):
        read_file(tmp_path / name)


@pytest.mark.parametrize("path", sorted(DEMO.iterdir()), ids=lambda path: path.name)
def test_every_page_of_the_handbook_can_be_read(path: Path) -> None:
    paper = read_file(path)
    assert paper.title
    assert sum(len(section.text) for section in paper.sections) > 500


NESTED = """# Codes
- E1
  - Meaning: low pressure
  - Remedy: open the valve
- E4
  - Meaning: a broken sensor

After the list.
"""
COLUMNS = (
    "<h1>Line 41</h1><table><tr><th>Stop</th><th>First</th><th>Last</th></tr>"
    "<tr><td>Mill Lane</td><td>05:52</td><td>23:12</td></tr></table>"
)
NAMED = "| Who | Name | Phone |\n|---|---|---|\n| Vet | Ueda | 0111 |\n| Sweep | | 0199 |\n"


@pytest.mark.parametrize(
    ("content", "suffix", "text"),
    [
        (
            NESTED,
            ".md",
            "E1: Meaning: low pressure, Remedy: open the valve\nE4: Meaning: a broken sensor\nAfter the list.",
        ),
        (COLUMNS, ".html", "Mill Lane – First: 05:52; Last: 23:12"),
        (NAMED, ".md", "Vet – Name: Ueda; Phone: 0111"),
        ("A ﬁlter that is oﬀ.", ".txt", "A filter that is off."),
    ],
)
def test_what_belongs_together_stands_in_one_line(content: str, suffix: str, text: str) -> None:
    assert read(content.encode(), suffix, "file").sections[0].text == text


def test_a_broken_paragraph_is_one_line() -> None:
    wrapped = (
        "The boiler stands in the cellar, behind the door\nwith the red mark, and is looked after by the\nplumber."
    )
    assert read(wrapped.encode(), ".txt", "file").sections[0].text == wrapped.replace("\n", " ")


def test_a_row_with_the_names_of_its_columns_is_a_passage_of_its_own() -> None:
    assert [section.text for section in read(NAMED.encode(), ".md", "file").sections][1:] == ["Sweep – Phone: 0199"]


NOTES = """the key is with mrs abernathy
black bin on tuesday, green one every other friday
max is allergic to penicillin
the club meets on thursday"""


@pytest.mark.parametrize(
    ("text", "pieces"),
    [
        (NOTES, NOTES.split("\n")),
        ("- socks\n- a long raincoat\n- hat\n- tent", ["- socks\n- a long raincoat\n- hat\n- tent"]),
    ],
)
def test_each_note_is_a_passage_and_a_list_of_words_is_one(text: str, pieces: list[str]) -> None:
    assert [section.text for section in read(text.encode(), ".txt", "file").sections] == pieces


def test_a_markdown_file_without_a_heading_has_the_title_that_it_names() -> None:
    assert read(b"---\ntitle: Grandma's cake\n---\nServes 12.", ".md", "cake").title == "Grandma's cake"


EVENT = "BEGIN:VEVENT\nUID:{}\nSUMMARY:{}\nDTSTART;VALUE=DATE:{}\n{}END:VEVENT\n"
EVENTS = EVENT.format("a", "Bulky waste", "20261217", "") + EVENT.format("b", "Old", "20260101", "STATUS:CANCELLED\n")
CALENDAR = f"BEGIN:VCALENDAR\nVERSION:2.0\nPRODID:-//x//EN\nX-WR-CALNAME:Family\n{EVENTS}END:VCALENDAR\n"


def test_each_event_of_a_calendar_file_is_a_section() -> None:
    paper = read(CALENDAR.encode(), ".ics", "family")
    assert paper.title == "Family"
    assert paper.sections == (Section("Bulky waste", "Bulky waste: on Thursday 17 December 2026, all day."),)


def test_a_file_that_is_no_calendar_is_said_so() -> None:
    with pytest.raises(ReadError, match="no calendar"):
        read(b"BEGIN:VCARD\nEND:VCARD\n", ".ics", "card")


def test_lines_of_narrow_columns_go_on() -> None:
    text = "Our partner in your area is\nDunmore Heating, telephone 01632 555\n017100.\nFault codes"
    assert unwrapped(text) == "Our partner in your area is Dunmore Heating, telephone 01632 555 017100.\nFault codes"


def test_a_line_that_ends_with_a_small_word_goes_on_with_a_number() -> None:
    assert unwrapped("The pressure lies between\n1.2 and 1.8 bar.") == "The pressure lies between 1.2 and 1.8 bar."


def test_a_row_that_nothing_marks_names_the_columns_where_numbers_stand_below_it() -> None:
    rows = "<tr><td>Plan</td><td>Fee</td></tr>", "<tr><td>Plan</td><td>Fee</td><td>Sauna</td></tr>"
    below = "<tr><td>Basic</td><td>24.90</td><td><p>n<b>o</b></p></td></tr>"
    told = [read(f"<table>{row}{below}</table>".encode(), ".html", "gym").sections[0].text for row in rows]
    assert told == ["Plan: Fee\nBasic: 24.90, no", "Basic – Fee: 24.90; Sauna: no"]


GRID = (
    ("Programme", "Temperature", "Duration"),
    ("Cotton", "60 °C", "2 h 20 min"),
    ("Wool", "30 °C", "42 min"),
)


def test_the_table_of_a_pdf_is_read_by_its_rows() -> None:
    above = "Choose by the dial on the left, for a full load. Then start it."
    assert [section.text for section in read(pdf_with_table(GRID, above), ".pdf", "x").sections] == [
        above,
        "Cotton – Temperature: 60 °C; Duration: 2 h 20 min",
        "Wool – Temperature: 30 °C; Duration: 42 min",
    ]


def test_two_columns_of_running_text_are_no_table() -> None:
    lines = [f"This line of the left column {n} goes on      and this one of the right does {n}" for n in range(5)]
    assert not list(pdf_tables.found(lines))


def test_a_table_whose_cells_stand_otherwise_in_the_text_is_left_as_it_is() -> None:
    laid_out = "\n".join("".join(f"{cell:20}" for cell in row) for row in GRID)
    turned = "\n".join(cell for column in zip(*GRID, strict=True) for cell in column)
    assert list(pdf_tables.parted(turned, laid_out)) == [turned]
