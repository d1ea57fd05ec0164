"""What a picture shows: every part, every wire, as text too."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from xml.etree import ElementTree

import pytest

from makerkit.errors import BadInputError
from makerkit.wiring import Wiring, parse_wiring, read_wiring
from makerkit.wiring.drawing import build_steps, draw_png, draw_svg, wire_list
from makerkit.wiring.drawing.picture import plan_of
from makerkit.wiring.drawing.two_legged import band_names

DATA = Path(__file__).parent / "data"
SVG = "{http://www.w3.org/2000/svg}"
XLINK = "{http://www.w3.org/1999/xlink}href"


def titles(svg: str) -> list[str]:
    return [element.text or "" for element in ElementTree.fromstring(svg).iter(f"{SVG}title")]


def test_a_part_of_every_type_is_drawn(one_part):
    svg = draw_svg(one_part)
    (part,) = one_part.parts
    assert any(part.type.title in title for title in titles(svg))
    nothing = parse_wiring('{"version": 1, "parts": [], "connections": []}')
    assert len(svg) > len(draw_svg(nothing)) + 100


def test_the_picture_is_an_image_with_a_name_and_the_wires_in_words(wiring):
    root = ElementTree.fromstring(draw_svg(wiring, title="Lesson <1> & more"))
    assert root.get("role") == "img"
    assert root.get("direction") == "ltr"
    assert root.findtext(f"{SVG}title") == "Lesson <1> & more"
    said = [f"{number}. {words}" for number, words in enumerate(wire_list(wiring), 1)]
    assert (root.findtext(f"{SVG}desc") or "").splitlines() == said


def test_every_part_and_every_wire_is_in_the_picture_once(wiring):
    drawn = titles(draw_svg(wiring, title="The picture"))
    wires = list(wire_list(wiring))
    boards = [part.type.title for part in wiring.parts if part.type.breadboard]
    parts = [
        f"{part.label} ({part.type.title})" for part in wiring.parts if not part.type.breadboard
    ]
    assert sorted(drawn) == sorted(["The picture", *boards, *parts, *wires])


def test_the_same_wiring_gives_the_same_picture_byte_for_byte(wiring):
    again = read_wiring(wiring.source)
    assert draw_svg(wiring) == draw_svg(again)
    assert draw_svg(wiring, mono=True) == draw_svg(again, mono=True)


def test_every_reference_in_a_picture_has_its_goal_and_no_id_is_there_twice(wiring):
    root = ElementTree.fromstring(draw_svg(wiring))
    ids = [element.get("id") for element in root.iter() if element.get("id")]
    text = ElementTree.tostring(root, encoding="unicode")
    wanted = set(re.findall(r"url\(#([^)]+)\)", text))
    wanted |= {(element.get(XLINK) or "")[1:] for element in root.iter() if element.get(XLINK)}
    assert len(ids) == len(set(ids))
    assert wanted <= set(ids)


def test_without_colour_wires_differ_by_dashes_and_carry_their_numbers(sample):
    wiring = sample("three_leds")
    svg = draw_svg(wiring, mono=True)
    numbers = re.findall(r">(\d+)</text></g>", svg) + re.findall(r">(\d+)</text><circle", svg)
    for number in range(1, len(wire_list(wiring)) + 1):
        assert numbers.count(str(number)) == 2
    assert "stroke-dasharray" in svg
    assert "stroke-dasharray" not in draw_svg(wiring)


def test_without_colour_everything_is_grey(wiring):
    svg = draw_svg(wiring, mono=True)
    colours = re.findall(r'(?:fill|stroke|stop-color)="([^"]*)"', svg)
    colours += re.findall(r"(?:fill|stroke): ?([^;\"]*)", svg)
    grey = re.compile(r"none|transparent|url\(.*\)|#(..)\1\1(..)?")
    assert {colour for colour in colours if not grey.fullmatch(colour)} == set()


def test_a_step_shows_what_is_new_in_full_and_what_was_there_pale(sample):
    wiring = sample("led")
    led = next(i for i, step in enumerate(build_steps(wiring), 1) if "led1" in step.parts)
    svg = draw_svg(wiring, step=led)
    assert re.search(r'<g opacity="[0-9.]+"><title>r1 \(resistor\)', svg)
    assert re.search(r"<g ><title>red \(LED\)", svg)
    assert "yellow wire" not in re.sub(r"<desc>.*</desc>", "", svg, flags=re.DOTALL)


def test_a_step_that_is_not_there_is_refused_with_the_number_of_steps(sample):
    wiring = sample("led")
    last = len(build_steps(wiring))
    for step in (0, last + 1):
        with pytest.raises(BadInputError, match=f"no step {step}: the steps go from 1 to {last}"):
            draw_svg(wiring, step=step)


def test_a_png_has_the_width_that_was_asked_for(sample):
    png = draw_png(sample("led"), width_px=360)
    assert png[:8] == b"\x89PNG\r\n\x1a\n"
    assert int.from_bytes(png[16:20]) == 360


def test_a_part_named_like_markup_does_no_harm(wired: Callable[..., Wiring]):
    nasty = wired({'<a href="#x">&': ("wokwi-led", {"label": "<b>&amp;"})})
    assert "<b>&amp; (LED)" in titles(draw_svg(nasty))


def test_nothing_to_draw_is_still_a_picture():
    empty = parse_wiring('{"version": 1, "parts": [], "connections": []}')
    assert ElementTree.fromstring(draw_svg(empty)).get("role") == "img"


@pytest.mark.parametrize(
    ("ohms", "names"),
    [
        (330, ("orange", "orange", "brown")),
        (1000, ("brown", "black", "red")),
        (2000, ("red", "black", "red")),
        (10_000, ("brown", "black", "orange")),
        (4_700_000, ("yellow", "violet", "green")),
        (4.7, ("yellow", "violet", "gold")),
        (0.22, ("red", "red", "silver")),
        (999, ("brown", "black", "red")),
    ],
)
def test_a_resistor_wears_the_bands_of_its_value(ohms, names):
    assert band_names(ohms) == names


def test_every_letter_is_in_the_one_font_of_the_picture(one_part):
    assert draw_svg(one_part).count("font-family") == 1


def test_a_long_name_is_cut_short(wired: Callable[..., Wiring]):
    wiring = wired({"led1": ("wokwi-led", {"label": "the lamp above the second door on the left"})})
    assert ">the lamp above the seco…</text>" in draw_svg(wiring)


def test_pictures_on_one_page_do_not_take_each_others_colours(wired: Callable[..., Wiring]):
    red, blue = (
        draw_svg(wired({"b": ("wokwi-pushbutton", {"color": colour})}))
        for colour in ("red", "blue")
    )
    assert not set(re.findall(r' id="([^"]*)"', red)) & set(re.findall(r' id="([^"]*)"', blue))


def _canvas(svg):
    left, top, width, height = map(float, re.search(r'viewBox="([^"]*)"', svg)[1].split())
    return left, top, left + width, top + height


@pytest.mark.parametrize("name", ["led", "whole_course"])
def test_a_picture_without_the_lower_pi_still_shows_every_wire_and_pin_label(name):
    wiring = read_wiring(DATA / f"{name}.json")
    whole, cut = draw_svg(wiring), draw_svg(wiring, whole_pi=False)
    plan = plan_of(wiring)
    lowest = max(
        *(point.y for path in plan.paths for point in path),
        *(label.box.bottom for label in (*plan.labels, *plan.pin_labels)),
    )
    assert lowest < _canvas(cut)[3] < _canvas(whole)[3]
    assert _canvas(cut)[:3] == _canvas(whole)[:3]


def test_a_wiring_without_a_pi_has_nothing_to_cut():
    led = '{"version": 1, "parts": [{"type": "wokwi-led", "id": "led"}], "connections": []}'
    wiring = parse_wiring(led)
    assert draw_svg(wiring, whole_pi=False) == draw_svg(wiring)
