"""`maker trace`: show what a run recorded, or convert it for other programs."""

import json
import shutil
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from makerkit.timeline import Window
    from makerkit.trace import Trace

WIDTH_WITHOUT_A_TERMINAL = 100
MOST_PRINTS_SHOWN = 200

_OUT = click.Path(dir_okay=False, path_type=Path)


def _pin_names(_: click.Context, __: click.Parameter, given: tuple[str, ...]) -> list[str] | None:
    names = [f"GPIO{pin}" if pin.isdecimal() else _upper_at_end(pin) for pin in given]
    return names or None


def _upper_at_end(pin: str) -> str:
    """Return "GPIO17" for "gpio17", and "uno2:D13" for "uno2:d13"."""
    board, colon, name = pin.rpartition(":")
    return f"{board}{colon}{name.upper()}"


@click.command()
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--vcd", type=_OUT, help="Write a dump that GTKWave and PulseView open.")
@click.option("--svg", type=_OUT, help="Write a picture for browsers and documents.")
@click.option("--png", type=_OUT, help="Write a picture for everything else.")
@click.option("--from", "start_s", type=float, metavar="S", help="Leave out what came before.")
@click.option("--to", "end_s", type=float, metavar="S", help="Leave out what came after.")
@click.option(
    "--pin",
    "pins",
    multiple=True,
    callback=_pin_names,
    metavar="GPIO17",
    help="Show this pin; may be given several times, and the order counts.",
)
@click.option("--json", "as_json", is_flag=True, help="Print it for a program to read.")
def command(
    *,
    file: Path,
    vcd: Path | None,
    svg: Path | None,
    png: Path | None,
    start_s: float | None,
    end_s: float | None,
    pins: list[str] | None,
    as_json: bool,
) -> None:
    r"""Show what a run recorded in FILE, as a logic analyser would.

    Record one with `maker run --trace FILE PROGRAM`. Without an option it is drawn in the
    terminal; with --vcd, --svg or --png it goes into files instead.

    \b
    maker trace blink.jsonl
    maker trace blink.jsonl --from 1 --to 1.5 --pin GPIO17
    maker trace blink.jsonl --svg blink.svg --vcd blink.vcd
    """
    from makerkit.timeline import Window
    from makerkit.trace import Trace

    trace = Trace.load(file)
    window = Window.of(trace, start_s, end_s)
    written = [path for path in (vcd, svg, png) if path]
    if vcd:
        _write_vcd(vcd, trace, window, pins)
    if svg or png:
        _write_pictures(svg, png, trace, window, pins, title=file.stem)
    for path in written:
        click.echo(f"Wrote {path}.", err=as_json)
    if as_json:
        click.echo(json.dumps(_as_data(trace, window, pins), indent=2, ensure_ascii=False))
    elif not written:
        _show(trace, window, pins)


def _write_vcd(path: Path, trace: "Trace", window: "Window", pins: list[str] | None) -> None:
    from makerkit.atomic_file import write_atomically
    from makerkit.timeline import excerpt
    from makerkit.vcd import to_vcd

    dump = to_vcd(excerpt(trace, window, pins), trace.labels())
    write_atomically(path, dump.encode())


def _write_pictures(
    svg: Path | None,
    png: Path | None,
    trace: "Trace",
    window: "Window",
    pins: list[str] | None,
    *,
    title: str,
) -> None:
    from makerkit.atomic_file import write_atomically
    from makerkit.timeline_svg import draw_svg

    heading = next((note.words for note in trace.notes("run")), title)
    picture = draw_svg(trace, window=window, pins=pins, labels=trace.labels(), title=heading)
    if svg:
        write_atomically(svg, picture.encode())
    if png:
        from makerkit.timeline_png import draw_png

        write_atomically(png, draw_png(picture))


def _show(trace: "Trace", window: "Window", pins: list[str] | None) -> None:
    from makerkit.timeline_text import can_show, draw_text

    encoding = sys.stdout.encoding or "ascii"
    width = shutil.get_terminal_size((WIDTH_WITHOUT_A_TERMINAL, 24)).columns
    drawing = draw_text(
        trace,
        width=width,
        window=window,
        pins=pins,
        labels=trace.labels(),
        ascii_only=not can_show(encoding),
    )
    lines = [drawing, *_printed(trace, window), *_on_the_line(trace, window)]
    click.echo("\n".join(lines).encode(encoding, "replace").decode(encoding))


def _printed(trace: "Trace", window: "Window") -> list[str]:
    return _listed("Printed:", trace, "print", window)


def _on_the_line(trace: "Trace", window: "Window") -> list[str]:
    heading = "On the serial line (-> to the Arduino, <- to the Pi):"
    return _listed(heading, trace, "serial", window)


def _listed(heading: str, trace: "Trace", kind: str, window: "Window") -> list[str]:
    from makerkit.timeline import told

    events = told(trace, kind, window)
    lines = [
        f"{event.t_s:10.3f} s  {event.words}{_stream(event.data)}"
        for event in events[:MOST_PRINTS_SHOWN]
    ]
    left_out = len(events) - len(lines)
    if left_out:
        lines.append(f"... and {left_out} lines more: --from and --to choose, --json has them all.")
    return ["", heading, *lines] if lines else []


def _stream(data: dict[str, object]) -> str:
    return "  (stderr)" if data.get("stream") == "stderr" else ""


def _as_data(trace: "Trace", window: "Window", pins: Sequence[str] | None) -> dict[str, object]:
    from makerkit.timeline import excerpt

    part = excerpt(trace, window, pins)
    told = {
        kind: [{"t_s": event.t_s, **event.data} for event in part if event.kind == kind]
        for kind in ("print", "serial", "world", "note")
    }
    levels = {pin: {"edges": part.edges(pin), "pwm": part.pwm(pin)} for pin in part.pins()}
    span = {"from_s": window.start_ns / 1e9, "to_s": window.end_ns / 1e9}
    return {**span, "pins": levels, **told}
