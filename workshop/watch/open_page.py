"""The page that is open in `maker watch`, if there is one: it is scrolled, chosen from, left."""

from __future__ import annotations

from dataclasses import replace

from workshop.course import Lesson
from workshop.desk import Desk
from workshop.lines import Marks
from workshop.standing import in_order
from workshop.watch.pages import list_page
from workshop.watch.view import Page

NARROW = 40
"""Pages are scrolled no further than to their last line on a screen with so many columns."""
_UP, _DOWN = ("up", "k"), ("down", "j")
_BY = {"up": -1, "k": -1, "page up": -10, "down": 1, "j": 1, "page down": 10, " ": 10}
_BACK = ("escape", "enter", "backspace")


class OpenPage:
    """What stands in place of the sentences.

    Attributes:
        page: the page; None while the sentences are shown.
    """

    def __init__(self, desk: Desk, marks: Marks) -> None:
        self.page: Page | None = None
        self._desk = desk
        self._marks = marks
        self._here: Lesson | None = None
        self._chosen = 0

    def show(self, page: Page) -> None:
        """Open a page."""
        self.page, self._here = page, None

    def toggle(self, page: Page) -> None:
        """Open a page, or close it if it is open."""
        if self.page is not None and self.page.title == page.title:
            self.close()
        else:
            self.show(page)

    def close(self) -> None:
        """Show the sentences again."""
        self.page = self._here = None

    def toggle_list(self, here: Lesson) -> None:
        """Open the list of lessons at one of them, or close it."""
        if self._here is not None:
            self.close()
            return
        self._here = here
        self._chosen = in_order(self._desk.course).index(here)
        self._draw_list()

    def takes(self, key: str) -> bool:
        """Take a key if it means something to the page; return whether it did."""
        if self.page is None or key not in (*_BY, *_BACK):
            return False
        if key in _BACK:
            self.close()
        elif self._here is not None and key in (*_UP, *_DOWN):
            last = len(in_order(self._desk.course)) - 1
            self._chosen = min(max(self._chosen + _BY[key], 0), last)
            self._draw_list()
        else:
            last = max(len(self.page.draw(NARROW)) - 1, 0)
            self.page = replace(self.page, scroll=min(max(self.page.scroll + _BY[key], 0), last))
        return True

    def chosen(self) -> Lesson | None:
        """Return the lesson that Enter would open, None where there is no list."""
        return None if self._here is None else in_order(self._desk.course)[self._chosen]

    def _draw_list(self) -> None:
        assert self._here is not None
        self.page = list_page(self._desk, self._here, self._chosen, self._marks)
