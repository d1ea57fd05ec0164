"""A good file is read; a bad one is refused with the place and a way out."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from makerkit.errors import BadInputError, NotThereError
from makerkit.wiring import BadFileError, PinRef, Wiring, parse_wiring, read_wiring
from makerkit.wiring.text_file import MAX_BYTES

DATA = Path(__file__).parent / "data"
BLINK = (DATA / "blink.json").read_text()
EXAMPLES = sorted(path.stem for path in DATA.glob("*.json"))
Document = dict[str, Any]
FaultsOf = Callable[[Document], list[str]]


@pytest.mark.parametrize("name", EXAMPLES)
def test_every_example_file_is_read(name: str) -> None:
    document = json.loads((DATA / f"{name}.json").read_text())

    wiring = read_wiring(DATA / f"{name}.json")

    assert [part.id for part in wiring.parts] == [part["id"] for part in document["parts"]]
    assert len(wiring.connections) == len(document["connections"])


def test_a_part_has_its_attributes_its_defaults_and_its_place(
    wiring_called: Callable[[str], Wiring],
) -> None:
    led = wiring_called("blink").part("led1")

    assert led.type.title == "LED"
    assert (led.attrs["color"], led.attrs["gamma"]) == ("red", 2.8)
    assert (led.left_px, led.top_px, led.rotate_deg, led.is_hidden) == (100.0, 40.0, 0.0, False)


def test_a_wire_has_its_ends_its_colour_and_its_route(
    wiring_called: Callable[[str], Wiring],
) -> None:
    wire = wiring_called("blink").connections[-1]

    assert (wire.a, wire.b) == (PinRef("bb1", "tn.1"), PinRef("pi", "GND.1"))
    assert (wire.colour, wire.route) == ("black", ("h-30", "*", "v-40"))


def test_what_wokwi_adds_is_accepted(blink: Document) -> None:
    blink["serialMonitor"] = {"display": "plotter", "newline": "lf", "convertEol": True}
    blink["parts"].append({"id": "uno", "type": "wokwi-arduino-uno", "hide": True, "rotate": 90})
    blink["connections"].append(["uno:1", "$serialMonitor:RX", ""])

    wiring = parse_wiring(json.dumps(blink))

    assert wiring.part("uno").is_hidden
    assert str(wiring.connections[-1].b) == "$serialMonitor:RX"


@pytest.mark.parametrize(
    ("written", "meant"),
    [("GND", "GND.1"), ("5V", "5V.1"), ("3V3", "3V3.1"), ("ID_SD", "GPIO0"), ("ID_SC", "GPIO1")],
)
def test_a_pin_of_the_pi_may_be_written_without_its_number(
    wired: Callable[..., Wiring], written: str, meant: str
) -> None:
    wiring = wired({"pi": "chip-raspberry-pi", "r1": "wokwi-resistor"}, ("r1:1", f"pi:{written}"))

    assert wiring.connections[0].b == PinRef("pi", meant)


@pytest.mark.parametrize(("attrs", "pin"), [({}, "COM.2"), ({"digits": "4"}, "DIG4")])
def test_the_pins_of_a_display_follow_its_digits(
    wired: Callable[..., Wiring], attrs: dict[str, str], pin: str
) -> None:
    wiring = wired({"d": ("wokwi-7segment", attrs), "r1": "wokwi-resistor"}, ("d:" + pin, "r1:1"))

    assert pin in wiring.part("d").pins


def test_a_mark_at_the_start_of_the_file_is_passed_over(tmp_path: Path) -> None:
    file = tmp_path / "wiring.json"
    file.write_bytes(b"\xef\xbb\xbf" + BLINK.encode())

    assert len(read_wiring(file).parts) == 4


# --- what is wrong with the file as a whole


def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(NotThereError, match=r"There is no file .*wiring\.json\."):
        read_wiring(tmp_path / "wiring.json")


def test_a_folder_is_refused(tmp_path: Path) -> None:
    with pytest.raises(BadInputError, match="is not a file"):
        read_wiring(tmp_path)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no named pipes")
def test_a_pipe_is_refused_without_waiting_for_it(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")

    with pytest.raises(BadInputError, match="is not a file"):
        read_wiring(tmp_path / "pipe")


@pytest.mark.parametrize(
    ("raw", "message"),
    [
        (b"", "is empty"),
        (b" \n\n ", "is empty"),
        (b"{\n \xff}", r"line 2: byte 0xff is not UTF-8 text. Save the file as UTF-8"),
        (BLINK.encode("utf-16"), "line 1: byte 0xff is not UTF-8"),
        (b" " * 10_000_000, r"is larger than 1 MB. Is it the right file\?"),
    ],
)
def test_a_file_that_is_no_text_is_refused(tmp_path: Path, raw: bytes, message: str) -> None:
    file = tmp_path / "wiring.json"
    file.write_bytes(raw)

    with pytest.raises(BadInputError, match=message):
        read_wiring(file)


def test_a_file_of_exactly_the_largest_size_is_still_read(tmp_path: Path) -> None:
    file = tmp_path / "wiring.json"
    file.write_text(BLINK.ljust(MAX_BYTES))

    assert len(read_wiring(file).parts) == 4


@pytest.mark.parametrize(
    ("broken", "place", "reason", "code"),
    [
        ('{"a": 1 "b": 2}', "1, column 9", "a comma or a closing bracket is missing", '"b"'),
        ('{\n"a" 1}', "2, column 5", "a colon is missing", "1"),
        ('{"a": }', "1, column 7", "a value must stand here", "}"),
        ("{'a': 1}", "1, column 2", 'texts stand in "double quotes"', "'"),
        ('{\n// who\n"a": 1}', "2, column 1", "JSON has no comments", "//"),
        ('{"a": 1} x', "1, column 10", "the file should have ended", "x"),
        ('{"a": "b}', "1, column 7", "has no closing quote", '"b'),
        ('{"a": "b\n"}', "1, column 9", "the text has no closing quote on its line", ""),
        (r'{"a": "\q"}', "1, column 8", r"after \\ only", "\\q"),
    ],
)
def test_broken_json_is_shown_with_its_line_and_column(
    broken: str, place: str, reason: str, code: str
) -> None:
    with pytest.raises(BadInputError, match=reason) as caught:
        parse_wiring(broken)

    message, shown, arrow = str(caught.value).split("\n")
    assert message.startswith(f"wiring.json, line {place}: ")
    assert shown[arrow.index("^") :].startswith(code)


def test_a_comma_too_many_is_called_so_in_every_python() -> None:
    with pytest.raises(BadInputError, match="is one too many"):
        parse_wiring('{"a": 1,}')


def test_a_file_that_stops_in_the_middle_is_called_so() -> None:
    with pytest.raises(BadInputError, match="the file ends before its last bracket is closed"):
        parse_wiring(BLINK[: len(BLINK) // 2].rsplit(",", 1)[0])


def test_a_fault_far_right_in_a_long_line_is_cut_out_of_it() -> None:
    with pytest.raises(BadInputError) as caught:
        parse_wiring('{"a": [' + "1," * 5000 + "x]}")

    _, shown, arrow = str(caught.value).split("\n")
    assert len(shown) < 100
    assert shown[arrow.index("^")] == "x"


@pytest.mark.parametrize(
    ("text", "message"),
    [("[" * 100_000, "too deep"), ('{"version": ' + "9" * 5000 + "}", "thousands of digits")],
)
def test_json_that_python_refuses_is_refused_with_a_word(text: str, message: str) -> None:
    with pytest.raises(BadInputError, match=message):
        parse_wiring(text)


@pytest.mark.parametrize("text", ["[]", "3", '"wiring"', "null"])
def test_a_document_that_is_no_object_is_refused(text: str) -> None:
    with pytest.raises(BadFileError, match=r"wiring\.json: .*things are wrong") as caught:
        parse_wiring(text)

    assert caught.value.faults[0].text.startswith("must be an object")


# --- what is wrong inside


Change = Callable[[Document], object]


@pytest.mark.parametrize(
    ("change", "fault"),
    [
        (lambda d: d.update(version=2), "version: must be 1, not 2."),
        (lambda d: d.pop("version"), "version: must be 1, but it is left out."),
        (lambda d: d.update(author=3), 'author: must be "text", not 3.'),
        (lambda d: d.update(part=[]), 'part: no such entry is known here. Did you mean "parts"?'),
        (lambda d: d.update(parts={}), "parts: must be a list [...], not {...}."),
        (lambda d: d.pop("connections"), "connections: must be a list [...], but it is left out."),
        (lambda d: d.update(dependencies=[1]), "dependencies: must be an object {...}, not [...]."),
        (
            lambda d: d.update(serialMonitor={"display": "big"}),
            "serialMonitor.display: must be one of auto, always, never, plotter, terminal.",
        ),
        (
            lambda d: d.update(serialMonitor={"convertEol": 1}),
            "serialMonitor.convertEol: must be true or false.",
        ),
    ],
)
def test_a_fault_at_the_top_is_named(
    blink: Document, faults_of: FaultsOf, change: Change, fault: str
) -> None:
    change(blink)

    assert faults_of(blink) == [fault]


@pytest.mark.parametrize(
    ("change", "fault"),
    [
        ({"type": "led"}, '.type: the kit knows no part "led". Did you mean "wokwi-led"?'),
        (
            {"type": "wokwi-ledd"},
            '.type: the kit knows no part "wokwi-ledd". Did you mean "wokwi-led"?',
        ),
        ({"type": 3}, '.type: must be the type, such as "wokwi-led", not 3.'),
        ({"type": None}, '.type: must be the type, such as "wokwi-led", but it is left out.'),
        ({"id": ""}, '.id: must be a name, such as "led1", not "".'),
        ({"left": "7"}, '.left: must be a number, not "7".'),
        ({"top": float("nan")}, ".top: must be a number, not nan."),
        ({"rotate": float("inf")}, ".rotate: must be a number, not inf."),
        ({"left": 10**400}, ".left: must be a number, not a number that long."),
        ({"hide": 0}, ".hide: must be true or false, not 0."),
        ({"lft": 3}, '.lft: a part has no such entry. Did you mean "left"?'),
        (
            {"color": "red"},
            '.color: a part has no such entry. It belongs into "attrs": {"color": ...}.',
        ),
        ({"attrs": "red"}, '.attrs: must be an object {...}, not "red".'),
        (
            {"attrs": {"colour": "red"}},
            '.attrs.colour: wokwi-led has no such attribute. Did you mean "color"?',
        ),
        (
            {"attrs": {"color": "rde"}},
            '.attrs.color: must be a colour such as "red" or "#ff0000", not "rde".',
        ),
        ({"attrs": {"gamma": "0"}}, '.attrs.gamma: must be a number from 0.1 to 10, not "0".'),
        ({"attrs": {"flip": "maybe"}}, '.attrs.flip: must be on or off ("1" or "0"), not "maybe".'),
        (
            {"attrs": {"label": ["a\nb"]}},
            ".attrs.label: must be at most 200 characters, not [...].",
        ),
    ],
)
def test_a_fault_of_a_part_is_named(
    blink: Document, faults_of: FaultsOf, change: Document, fault: str
) -> None:
    blink["connections"] = []
    blink["parts"][2] |= change

    assert faults_of(blink) == [f"parts[2]{fault}"]


@pytest.mark.parametrize("name", ["a:b", "$a", " a", "a\n", "x" * 65, "\ud800"])
def test_a_name_that_could_not_be_used_is_refused(
    blink: Document, faults_of: FaultsOf, name: str
) -> None:
    blink["parts"].append({"id": name, "type": "wokwi-led"})

    assert "cannot be a name: up to 64 characters" in faults_of(blink)[0]


def test_a_resistance_that_is_none_is_named(blink: Document, faults_of: FaultsOf) -> None:
    blink["parts"][3]["attrs"]["value"] = "33O"

    assert faults_of(blink) == [
        "parts[3].attrs.value: must be ohms above 0, such as "
        '"330", "4.7k", "2k2" or "10M", not "33O".'
    ]


def test_a_short_list_of_attributes_is_told(blink: Document, faults_of: FaultsOf) -> None:
    blink["parts"][3]["attrs"] = {"resistance": "330"}

    assert faults_of(blink) == [
        "parts[3].attrs.resistance: wokwi-resistor has no such attribute. There is: value."
    ]


def test_two_parts_of_one_name_are_one_fault(blink: Document, faults_of: FaultsOf) -> None:
    blink["parts"].append({"id": "led1", "type": "wokwi-resistor"})

    assert faults_of(blink) == ['parts[4].id: "led1" is already the name of another part.']


def test_the_wires_of_a_part_that_is_wrong_are_not_blamed(
    blink: Document, faults_of: FaultsOf
) -> None:
    blink["parts"][2]["type"] = "wokwi-lamp"

    assert [fault.split(":")[0] for fault in faults_of(blink)] == ["parts[2].type"]


def test_a_name_that_stands_twice_in_an_object_is_a_fault() -> None:
    text = BLINK.replace('"left": 100', '"left": 100, "left": 120')

    with pytest.raises(BadFileError, match=r"parts\[2\]\.left: stands here twice"):
        parse_wiring(text)


@pytest.mark.parametrize(
    ("wire", "fault"),
    [
        (3, ': a wire is written ["led1:C", "pi:GND.1", "black", []]: from, to, colour.'),
        (["led1:A"], ': a wire is written ["led1:C", "pi:GND.1", "black", []]: from, to, colour.'),
        (["led1:A", 5, "red"], '[1]: must be a pin, such as "led1:A", not 5.'),
        (["led1", "r1:1", "red"], '[0]: must be a pin, such as "led1:A", not "led1".'),
        (["led2:A", "r1:1", "red"], '[0]: there is no part "led2". Did you mean "led1"?'),
        (["led1:B", "r1:1", "red"], '[0]: led1 (LED) has no pin "B". There is: A, C.'),
        (["led1:A", "led1:A", "red"], ": joins led1:A with itself."),
        (["pi:GND", "pi:GND.1", "red"], ": joins pi:GND.1 with itself."),
        (
            ["pi:11", "r1:1", "red"],
            '[0]: pi (Raspberry Pi) has no pin "11". '
            'Did you mean "GPIO11"? (Number 11 on the board is GPIO17.)',
        ),
        (
            ["pi:39", "r1:1", "red"],
            '[0]: pi (Raspberry Pi) has no pin "39". (Number 39 on the board is GND.8.)',
        ),
        (
            ["pi:BCM4", "r1:1", "red"],
            '[0]: pi (Raspberry Pi) has no pin "BCM4". Did you mean "GPIO4"?',
        ),
        (["bb1:a12", "r1:1", "red"], '[0]: bb1 has no hole "a12". Did you mean "12t.a"?'),
        (["bb1:12t.f", "r1:1", "red"], '[0]: bb1 has no hole "12t.f". Did you mean "12b.f"?'),
        (
            ["bb1:tp.26", "r1:1", "red"],
            '[0]: bb1 has no hole "tp.26". It has the holes "1t.a" to "30t.e", '
            '"1b.f" to "30b.j" and the rails "tp.1" to "bn.25".',
        ),
        (["$serialMonitor:CTS", "r1:1", ""], "[0]: $serialMonitor has only TX and RX."),
        (["led1:A", "r1:1", None], '[2]: must be a colour such as "red", but it is left out.'),
        (["led1:A", "r1:1", "yelow"], '[2]: "yelow" is no colour. Did you mean "yellow"?'),
        (["led1:A", "r1:1", "red", "h10"], '[3]: must be a list [...], not "h10".'),
        (["led1:A", "r1:1", "red", ["x10"]], '[3]: "x10" is no step: "h10", "v-5" or "*".'),
        (["led1:A", "r1:1", "red", ["*", "*"]], '[3]: "*" can stand only once in it.'),
    ],
)
def test_a_fault_of_a_wire_is_named(
    blink: Document, faults_of: FaultsOf, wire: object, fault: str
) -> None:
    blink["connections"] = [wire]

    assert faults_of(blink) == [f"connections[0]{fault}"]


def test_all_faults_are_told_at_once_the_heaviest_first(
    blink: Document, faults_of: FaultsOf
) -> None:
    blink["connections"][0] = ["pi:GPIO99", "bb1:12b.j", "yelow", []]
    blink["connections"][1][0] = "r9:1"
    blink["parts"][3]["attrs"]["value"] = "-1"
    blink["version"] = "1"

    assert [fault.split(":")[0] for fault in faults_of(blink)] == [
        "version",
        "connections[1][0]",
        "connections[0][0]",
        "parts[3].attrs.value",
        "connections[0][2]",
    ]


def test_a_message_names_ten_faults_and_counts_the_rest(blink: Document) -> None:
    blink["connections"] = [["led1:X", "r1:1", "red", []]] * 14

    with pytest.raises(BadFileError) as caught:
        parse_wiring(json.dumps(blink), "my/wiring.json")

    lines = str(caught.value).split("\n")
    assert lines[0] == "my/wiring.json: 14 things are wrong."
    assert lines[1] == '  connections[0][0]: led1 (LED) has no pin "X". There is: A, C.'
    assert (len(lines), lines[-1]) == (12, "  and 4 more.")


def test_reading_stops_where_everything_is_wrong(blink: Document) -> None:
    blink["parts"] = [{"id": f"led{index}", "type": "lamp"} for index in range(5000)]

    with pytest.raises(BadFileError, match=r"at least 100 things are wrong"):
        parse_wiring(json.dumps(blink))


def test_a_single_fault_is_one_line_with_the_file(blink: Document) -> None:
    blink["version"] = 3

    with pytest.raises(BadFileError, match=r"^my\.json, version: must be 1, not 3\.$"):
        parse_wiring(json.dumps(blink), "my.json")


def test_a_message_can_be_printed_whatever_stands_in_the_file(blink: Document) -> None:
    blink["parts"][0]["type"] = "\ud800\x1b[31m" + "y" * 300
    blink["parts"][1]["\udfff\n"] = 1

    with pytest.raises(BadFileError) as caught:
        parse_wiring(json.dumps(blink))

    message = str(caught.value)
    assert re.fullmatch(r"[\n\x20-\x7e]+", message)
    assert len(message) < 500


def test_reading_a_wiring_loads_no_heavy_module() -> None:
    code = (
        "import sys; from makerkit.wiring import read_wiring;"
        f"read_wiring({str(DATA / 'blink.json')!r}).bench_parts();"
        "print([m for m in ('pydantic', 'tomllib', 'difflib', 'gpiozero') if m in sys.modules])"
    )

    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)

    assert done.stdout.strip() == "[]"
