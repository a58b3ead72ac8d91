"""Works on a page by keys alone, and fails where a key leads nowhere or nobody could see where one is."""

from playwright.sync_api import Locator, Page

MOST = 400  # stops of one page
# Where the keys are: its words, whether that is marked, and whether it is in sight.
HERE = """() => {
  const here = document.activeElement;
  const style = getComputedStyle(here);
  const box = here.getBoundingClientRect();
  return {
    words: `${here.tagName} ${here.id} ${here.textContent.trim().slice(0, 40)}`,
    top: here === document.body,
    marked: style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) > 0,
    seen: box.width > 0 && box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth,
  };
}"""


class Keys:
    """Hands on the keyboard of a page: Tab to get somewhere, then what works there."""

    def __init__(self, page: Page) -> None:
        self.page = page

    def step(self, key: str = "Tab") -> str:
        """One stop on; it must be in sight and marked. Returns its words, nothing at the end of the page."""
        self.page.keyboard.press(key)
        here = self.page.evaluate(HERE)
        if here["top"]:
            return ""
        assert here["marked"], f"nothing marks {here['words']} on {self.page.url}"
        assert here["seen"], f"{here['words']} is out of sight on {self.page.url}"
        return str(here["words"])

    def reach(self, wanted: Locator) -> None:
        """Tabs to what is wanted, from where the keys are; round the end of the page once."""
        wanted.wait_for()
        for _ in range(MOST):
            if wanted.evaluate("wanted => wanted === document.activeElement"):
                return
            self.step()
        raise AssertionError(f"{wanted} is not reached by Tab on {self.page.url}")

    def content(self) -> None:
        """Into what a page is about: by the link at its top, unless it was opened just there."""
        self.page.wait_for_load_state()
        if "Skip to main content" in self.step():
            self.page.keyboard.press("Enter")

    def press(self, wanted: Locator, key: str = "Enter") -> None:
        self.reach(wanted)
        self.page.keyboard.press(key)

    def write(self, wanted: Locator, text: str) -> None:
        self.reach(wanted)
        self.page.keyboard.press("Control+A")
        self.page.keyboard.type(text)

    def choose(self, wanted: Locator, value: str) -> None:
        """Down a list until the value is chosen."""
        self.reach(wanted)
        self.page.keyboard.press("Home")
        for _ in range(MOST):
            if wanted.input_value() == value:
                return
            self.page.keyboard.press("ArrowDown")
        raise AssertionError(f"{value} is not reached by the arrows in {wanted}")

    def round(self) -> int:
        """Tabs to the end of the page, and from its top to its end: no stop holds the keys. Returns their number."""
        self.end()
        return self.end()

    def end(self) -> int:
        for stops in range(MOST):
            if not self.step():
                return stops
        raise AssertionError(f"the keys do not come to the end of {self.page.url}")
