"""`maker trace`, as somebody types it."""

import json

import pytest
from click.testing import CliRunner

from makerkit.trace import Trace
from workshop.cli import main

S = 1_000_000_000


@pytest.fixture
def file(tmp_path):
    trace = Trace()
    trace.add(0, "note", id="run", text="blink.py", labels={"GPIO17": "red LED"})
    trace.add(0, "edge", pin="GPIO17", level=0, opened="output")
    trace.add(0, "edge", pin="GPIO4", level=0, opened="output")
    for t_s in range(4):
        trace.add(t_s * S, "edge", pin="GPIO17", level=1 - t_s % 2)
    trace.add(2 * S, "print", text="half time", stream="stdout")
    trace.add(3 * S, "print", text="oh no", stream="stderr")
    trace.add(4 * S, "note", id="end", text="time limit reached")
    path = tmp_path / "blink.jsonl"
    trace.dump(path)
    return path


def maker(*words, code=0, charset="utf-8"):
    runner = CliRunner(charset=charset, env={"COLUMNS": "48"})
    result = runner.invoke(main, ["trace", *map(str, words)])
    assert result.exit_code == code, result.output
    return result


def test_a_trace_is_drawn_with_its_prints_below(file):
    assert maker(file).stdout.splitlines() == [
        "GPIO4          ▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁",
        "GPIO17 red LED │▔▔▔▔▔▔▔│▁▁▁▁▁▁▁│▔▔▔▔▔▔▔│▁▁▁▁▁▁▁▁",
        "print                          •       •",
        "seconds        ├───────────────┼───────────────┼",
        "               0               2               4",
        "",
        "Printed:",
        "     2.000 s  half time",
        "     3.000 s  oh no  (stderr)",
    ]


def test_a_number_alone_names_a_pin(file):
    names = [
        line.split()[0]
        for line in maker(file, "--pin", 17, "--pin", "gpio4").stdout.split("\n")[:2]
    ]
    assert names == ["GPIO17", "GPIO4"]


def test_the_lines_of_a_serial_line_stand_below_in_the_order_of_their_times(tmp_path):
    trace = Trace()
    said = ((2.0005, "to_pi", "PONG 1\r\n"), (2.0001, "to_arduino", "PING 1\n"))
    for t_s, way, text in said:
        trace.add(round(t_s * S), "serial", port="/dev/ttyACM0", direction=way, text=text)
    trace.add(3 * S, "serial", port="/dev/ttyACM0", direction="to_arduino", text="?", lost=True)
    trace.dump(tmp_path / "pong.jsonl")

    assert maker(tmp_path / "pong.jsonl").stdout.splitlines()[-4:] == [
        "On the serial line (-> to the Arduino, <- to the Pi):",
        "     2.000 s  -> PING 1",
        "     2.001 s  <- PONG 1",
        "     3.000 s  -> ? (lost)",
    ]


def test_a_window_chooses_the_prints_too(file):
    output = maker(file, "--from", 1.5, "--to", 2.5).stdout
    assert "half time" in output
    assert "oh no" not in output


def test_a_flood_of_prints_is_cut_short(tmp_path):
    trace = Trace()
    for number in range(500):
        trace.add(number, "print", text=f"line {number}")
    trace.dump(tmp_path / "flood.jsonl")
    lines = maker(tmp_path / "flood.jsonl").stdout.splitlines()
    assert lines[-1].startswith("... and 300 lines more")
    assert lines[-2].endswith("line 199")


def test_files_are_written_and_named(file, tmp_path):
    outputs = [tmp_path / f"blink.{kind}" for kind in ("vcd", "svg", "png")]
    result = maker(file, "--vcd", outputs[0], "--svg", outputs[1], "--png", outputs[2])
    assert result.stdout.splitlines() == [f"Wrote {path}." for path in outputs]
    assert "GPIO17_red_LED" in outputs[0].read_text()
    assert "<title>blink.py</title>" in outputs[1].read_text()
    assert outputs[2].read_bytes().startswith(b"\x89PNG")


def test_a_dump_of_a_window_knows_the_level_at_its_start(file, tmp_path):
    maker(file, "--vcd", tmp_path / "a.vcd", "--from", 2.5, "--pin", "GPIO17")
    dump = (tmp_path / "a.vcd").read_text()
    assert "#2500\n1$\n#3000\n0$\n" in dump
    assert "GPIO4" not in dump


def test_json_is_for_programs(file):
    data = json.loads(maker(file, "--json", "--from", 0.5, "--pin", "GPIO17").stdout)
    assert (data["from_s"], data["to_s"]) == (0.5, 4.0)
    assert data["pins"] == {"GPIO17": {"edges": [[1.0, 0], [2.0, 1], [3.0, 0]], "pwm": []}}
    assert [line["text"] for line in data["print"]] == ["half time", "oh no"]


def test_json_stays_json_when_a_file_is_written_as_well(file, tmp_path):
    result = maker(file, "--json", "--svg", tmp_path / "a.svg")
    json.loads(result.stdout)
    assert result.stderr == f"Wrote {tmp_path / 'a.svg'}.\n"


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["--pin", "GPIO5"], "The trace has no pin GPIO5. It has GPIO4, GPIO17."),
        (["--from", "9"], "The trace ends at 4 s: nothing to show from 9 s on."),
        (["--from", "3", "--to", "2"], "must start at 0 s or later and end after that"),
        (["--svg", "none/a.svg"], "the folder none does not exist"),
    ],
)
def test_wrong_use_is_one_message(file, words, message):
    result = maker(file, *words, code=2)
    assert result.stderr.startswith("maker: ")
    assert message in result.stderr


def test_a_file_that_is_not_there_says_how_to_record_one(tmp_path):
    assert "`maker run --trace" in maker(tmp_path / "none.jsonl", code=2).stderr


def test_a_file_that_is_no_trace_is_refused(tmp_path):
    (tmp_path / "notes.txt").write_text("dear diary\n")
    assert "notes.txt, line 1: this is not JSON" in maker(tmp_path / "notes.txt", code=2).stderr


def test_a_terminal_without_blocks_gets_ascii(file):
    output = maker(file, "--pin", 17, charset="ascii").stdout
    assert output.startswith("GPIO17 red LED |-------|_______|")


def test_help_shows_how_it_is_used():
    assert "maker trace blink.jsonl --svg blink.svg" in maker("--help").stdout
