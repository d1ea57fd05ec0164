"""Pages of lessons as values. The syntax, whole, is in `reader.py`, `fences.py` and `inline.py`."""

from workshop.lesson_text.blocks import Hint
from workshop.lesson_text.faults import BadPageError, PageFault
from workshop.lesson_text.page import Page
from workshop.lesson_text.reader import inspect_page, read_page

__all__ = ["BadPageError", "Hint", "Page", "PageFault", "inspect_page", "read_page"]
