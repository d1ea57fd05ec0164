"""Sheets of the sample lesson."""

import pytest
from sheet_reader import DATA

from workshop.course import Course
from workshop.lesson_text import read_page
from workshop.worksheet.html import Worksheet

PICTURE = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 20 10"><rect width="9" height="9"/></svg>'
)


@pytest.fixture(scope="session")
def lamp():
    course = Course.read(DATA)
    return read_page(course.lesson("lamp"), course)


@pytest.fixture(scope="session")
def sheet(lamp):
    parts = ["1 x Raspberry Pi", "1 x resistor 330 Ω"]
    return Worksheet(
        lamp,
        number="01",
        name="01_lamp",
        course="A course",
        parts=parts,
        picture=PICTURE,
        wires=["a wire from GPIO17 to row 4", "a wire to ground"],
    )
