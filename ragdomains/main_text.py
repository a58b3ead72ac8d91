"""Cuts a web page down to what it is about: without menus, banners, footers, and what is hidden from people."""

import re
from html import escape

from selectolax.lexbor import LexborHTMLParser, LexborNode

HIDDEN = (
    '[hidden], [aria-hidden="true"], [style*="display:none" i], [style*="display: none" i], '
    '[style*="visibility:hidden" i], [style*="visibility: hidden" i]'
)
ROUND_ABOUT = (
    "aside, nav, [role=navigation], [role=banner], [role=contentinfo], [role=search], [role=complementary], "
    "[role=dialog], [role=alertdialog], dialog, menu"
)
MAIN = "main, [role=main], article"
ENOUGH = 200  # characters of a main part, below which it may be but a teaser
SHARE = 0.3  # of the whole page's text, from which on a short one is enough
MENU_LINKS = 4
MENU_SHARE = 0.8  # of a list's text that stands in links, from which on it is a menu
MENU_LENGTH = 40  # characters of a link in a menu, in the mean
DECLARED = re.compile(rb"<meta[^>]{0,200}charset\s*=\s*[\"']?\s*([A-Za-z0-9_:.-]{2,40})", re.IGNORECASE)


def decoded(content: bytes, charset: str) -> bytes:
    """A page in UTF-8, by the charset that came with it or else that it declares; as it is where both are none."""
    declared = DECLARED.search(content[:4096])
    for name in (charset, declared[1].decode() if declared else ""):
        try:
            if name and name.lower() not in ("utf-8", "utf8"):
                return content.decode(name, "replace").encode("utf-8", "replace")
        except (LookupError, ValueError):
            continue
    return content


def main_part(content: bytes) -> bytes:
    """The page with nothing but its main part in its body; the head stays, because it holds title, author and date."""
    tree = LexborHTMLParser(content)
    if tree.body is None:
        return content
    for node in tree.css(f"{HIDDEN}, {ROUND_ABOUT}"):
        if node.tag not in ("html", "body"):
            node.decompose()
    chosen = best(tree)
    if chosen is None:
        trim(tree)
        chosen = tree.body
    inside = (chosen.html or "") if chosen.tag != "body" else (chosen.inner_html or "")
    head = (tree.head.inner_html or "") if tree.head else ""
    language = (tree.root.attributes.get("lang") or "") if tree.root else ""
    page = f'<html lang="{escape(language)}"><head>{head}</head><body>{titled(tree, inside)}</body></html>'
    return page.encode("utf-8", "replace")


def best(tree: LexborHTMLParser) -> LexborNode | None:
    """The part that is marked as the main one, if it holds most of what there is to read."""
    parts = tree.css(MAIN)
    if not parts or tree.body is None:
        return None
    longest = max(parts, key=lambda node: len(node.text()))
    length = len(longest.text().strip())
    return longest if length >= ENOUGH or length >= SHARE * len(tree.body.text().strip()) else None


def trim(tree: LexborHTMLParser) -> None:
    """Of a page without a marked main part: heads and feet go, and lists that are menus."""
    for node in tree.css("header, footer"):
        node.decompose()
    for node in tree.css("ul, ol"):
        if is_menu(node):
            node.decompose()


def is_menu(node: LexborNode) -> bool:
    links = [len(link.text().strip()) for link in node.css("a[href]")]
    length = len(" ".join(node.text().split()))
    return (
        len(links) >= MENU_LINKS and sum(links) >= MENU_SHARE * max(length, 1) and sum(links) / len(links) < MENU_LENGTH
    )


def titled(tree: LexborHTMLParser, inside: str) -> str:
    """With the page's first heading, where that stands outside of the main part."""
    if "<h1" in inside.lower():
        return inside
    heading = tree.css_first("h1")
    return f"<h1>{escape(heading.text().strip())}</h1>{inside}" if heading and heading.text().strip() else inside
