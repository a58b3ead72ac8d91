"""The main part of a page: what it is about stays, what stands round about it goes."""

import pytest

from ragdomains.main_text import main_part
from ragdomains.readers import read_html

MENU = "<ul>" + "".join(f'<li><a href="/{n}">Topic {n}</a></li>' for n in range(6)) + "</ul>"
TEXT = "The dog is called Bruno. He eats twice a day."


def read(page: str) -> tuple[str, str]:
    paper = read_html(main_part(page.encode()))
    return paper.title, "\n".join(section.text for section in paper.sections)


@pytest.mark.parametrize(
    "page",
    [
        f"<body>{MENU}<main><p>{TEXT}</p></main></body>",
        f"<body><header>Top{MENU}</header><div><p>{TEXT}</p></div>{MENU}<footer>Imprint</footer></body>",
        f"<body><div role=main>{TEXT}<nav>{MENU}</nav></div><div role=complementary>Adverts</div></body>",
        f"<body><article><header><h1>Dog</h1></header><p>{TEXT}</p></article><aside>Cat</aside></body>",
        f'<body><p>{TEXT}</p><p style="color:red; display: none">Secret</p><div aria-hidden="true">Icon</div></body>',
    ],
)
def test_the_text_stays_and_the_rest_goes(page: str) -> None:
    assert read(page)[1] == TEXT


def test_a_list_in_the_text_is_no_menu() -> None:
    page = "<body><ul><li>Flour from the mill in the valley</li><li>Salt, as <a href='/s'>here</a></li></ul></body>"
    assert "Flour" in read(page)[1]


def test_a_teaser_is_not_taken_for_the_page() -> None:
    rest = "<p>" + "Much more is said about the garden and its trees. " * 20 + "</p>"
    assert "garden" in read(f"<body><article>Short.</article>{rest}</body>")[1]


def test_a_heading_outside_of_the_main_part_is_the_title() -> None:
    assert read(f"<body><header><h1>Our dog</h1></header><main><p>{TEXT}</p></main></body>")[0] == "Our dog"


@pytest.mark.parametrize("page", ["", "just text", "<p>a", "<html><frameset></frameset></html>"])
def test_what_is_hardly_a_page_is_taken_as_it_is(page: str) -> None:
    assert read(page)[1] in {"", page.removeprefix("<p>")}
