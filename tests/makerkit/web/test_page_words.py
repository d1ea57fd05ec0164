"""Every word that an element shows can be translated."""

import re
from pathlib import Path

import makerkit

WEB = Path(makerkit.__file__).parent / "web"
SAID = re.compile(r'\btext\(\s*"((?:[^"\\]|\\.)*)"')
LISTED = re.compile(r'^  "(.+)": _\("(.+)"\),$', re.MULTILINE)


def test_the_words_of_the_elements_are_exactly_those_that_the_template_hands_over():
    said = {
        words
        for folder in ("base", "bench", "car", "elements", "entries", "live", "security")
        for file in (WEB / "ts" / folder).glob("*.ts")
        if not file.name.endswith(".test.ts")
        for words in SAID.findall(file.read_text(encoding="utf-8"))
    }
    listed = LISTED.findall((WEB / "templates" / "strings.html").read_text(encoding="utf-8"))
    assert [key for key, _ in listed] == sorted(said)
    assert [key for key, words in listed if key != words] == []


def test_styles_know_no_left_and_right_but_where_a_gradient_has_no_other_words():
    sides = re.compile(r"^\s*(?:(?:margin|padding|border)-(?:left|right)|left|right|float)\b", re.M)
    wrong = [
        file.name
        for file in (WEB / "ts").glob("[ces]*/*.css")
        if sides.search(file.read_text(encoding="utf-8"))
    ]
    assert wrong == []


def test_nothing_in_a_template_is_inline():
    inline = re.compile(r"\sstyle=|\son\w+=|<style|<script(?![^>]*(?:src=|application/json))")
    wrong = [
        file.name
        for file in [
            *WEB.glob("templates/*.html"),
            *WEB.glob("demo/templates/*.html"),
            *WEB.parents[1].glob("workshop/bench_page/templates/*.html"),
            *WEB.parents[1].glob("*/dashboard/templates/*/*.html"),
        ]
        if inline.search(file.read_text(encoding="utf-8"))
    ]
    assert wrong == []
