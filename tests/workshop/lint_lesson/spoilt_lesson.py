"""A copy of a good lesson, and ways to plant a fault in it."""

import shutil
from pathlib import Path

from workshop.course import Course
from workshop.lint_lesson import lint_lesson

DATA = Path(__file__).parents[1] / "lesson_text" / "data" / "course"


class Spoilt:
    """A copy of the good lesson; `faults` are those that were planted."""

    def __init__(self, folder):
        shutil.copytree(DATA, folder)
        self.course = Course.read(folder)
        self.folder = folder / "01_lamp"

    def change(self, name, old, new):
        file = self.folder / name
        text = file.read_text(encoding="utf-8")
        assert old in text
        file.write_text(text.replace(old, new, 1), encoding="utf-8")

    def write(self, name, text):
        (self.folder / name).write_text(text, encoding="utf-8")

    def add_to_page(self, text):
        """Add text to the page; return the line it stands on."""
        page = self.folder / "lesson.md"
        before = page.read_text(encoding="utf-8")
        page.write_text(f"{before}\n{text}\n", encoding="utf-8")
        return before.count("\n") + 2

    @property
    def faults(self):
        found = lint_lesson(self.course.lesson("lamp"), self.course)
        return [
            (fault.file.relative_to(self.folder.parent).as_posix(), fault.line, fault.text)
            for fault in found
        ]

    @property
    def page_faults(self):
        return [(line, text) for file, line, text in self.faults if file.endswith("lesson.md")]
