"""`maker run`: run a program on the simulated bench, in virtual time, or on real pins."""

import json
import re
import shlex
import shutil
import subprocess
import sys
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from makerkit.errors import BadInputError, MakerKitError, UnsupportedHereError

if TYPE_CHECKING:
    from hardware_mocks.job import Job, Mode, Outcome
    from makerkit.trace import Trace

VIRTUAL_FOR_S = 60.0
"""How long a virtual run lasts unless it is said."""
_DURATION = re.compile(r"(\d+(?:\.\d*)?|\.\d+)\s*(ms|s|min|h|)")
WIRING, SCENE, HOST = "wiring.json", "scene.toml", "host.py"
_SECONDS = {"ms": 1e-3, "s": 1.0, "": 1.0, "min": 60.0, "h": 3600.0}


class Duration(click.ParamType[float]):
    """Seconds, or with a unit: 90, 1.5s, 10min, 2h."""

    name = "S"

    def convert(
        self, value: Any, param: click.Parameter | None, ctx: click.Context | None
    ) -> float:
        """Return seconds."""
        if isinstance(value, int | float):
            return float(value)
        found = _DURATION.fullmatch(value.strip())
        if found is None or float(found[1]) <= 0:
            self.fail(f"{value!r} is no time: write 90, 1.5s, 10min or 2h.", param, ctx)
        return float(found[1]) * _SECONDS[found[2]]


@click.command(
    context_settings={"ignore_unknown_options": True, "allow_interspersed_args": False},
    epilog="Exit code: 0 the program ended or its time was up, 1 it failed, 2 wrong use, 3 stuck.",
)
@click.option("--virtual", "mode", flag_value="virtual", help="In virtual time: exact, at once.")
@click.option("--simulate", "mode", flag_value="simulate", help="On the simulated bench, live.")
@click.option("--hardware", "mode", flag_value="hardware", help="On the pins of this Pi.")
@click.option("--for", "for_s", type=Duration(), help="End after so long (virtual: 60 s).")
@click.option("--seed", type=click.IntRange(min=0), metavar="N", help="Seed of all chance.")
@click.option("--wiring", metavar="F", help="Else wiring.json beside it, or its lesson's.")
@click.option("--scenario", metavar="F", help="Else scene.toml beside it, or its lesson's.")
@click.option("--press", "presses", multiple=True, metavar='"A@1.5s"', help="Press a button then.")
@click.option("--trace", metavar="F", help="Write everything that happened to this file.")
@click.option("--json", "as_json", is_flag=True, help="Print the result for a program to read.")
@click.option("--plain", is_flag=True, help="No drawing: only what the program prints.")
@click.option("--page/--no-page", "page", default=None, help="The bench in the browser as well.")
@click.option("--page-port", type=click.IntRange(1, 65535), metavar="N", help="At this port.")
@click.option("--open", "opens", is_flag=True, help="Open the page in a browser.")
@click.option("-m", "module", metavar="PACKAGE", help="Run a module or package, as python -m does.")
@click.argument("program", nargs=-1, type=click.UNPROCESSED, metavar="PROGRAM [ARGS]...")
@click.pass_context
def command(
    ctx: click.Context,
    /,
    *,
    as_json: bool,
    plain: bool,
    page: bool | None,
    page_port: int | None,
    opens: bool,
    module: str | None,
    program: tuple[str, ...],
    **options: Any,
) -> None:
    r"""Run PROGRAM, written for a real Pi or Arduino, as it is.

    On a Raspberry Pi it runs on the real pins, elsewhere on a simulated bench. Without a wiring
    file each gpiozero device gets its part by itself: a Button(2) gets a button. A sketch (.ino)
    runs on a simulated Uno; `maker flash` uploads it to a real one.

    \b
    maker run blink.py                                   live, in the terminal
    maker run --virtual --for 5 blink.ino                a sketch, five seconds at once
    maker run --virtual --for 10min blink.py             ten minutes, at once
    maker run --virtual --press "A@1.5s" --trace t.jsonl lamp.py
    maker run --virtual --press "GPIO2@1s+3s" lamp.py    held for three seconds
    """
    from workshop.live_run import LiveRun
    from workshop.runner import ended_by_signals

    job = make_job(module=module, program=program, **options)
    with ended_by_signals():
        outcome = _refused(job, as_json=as_json)
        if outcome is None and as_json:
            outcome = show_json(job)
        in_terminal = _is_live(job, plain)
        with_page = _has_page(job, page, page_port, is_asked=opens, in_terminal=in_terminal)
        if outcome is None and (in_terminal or with_page):
            outcome = LiveRun(
                job,
                shows_terminal=in_terminal,
                shows_page=with_page,
                port=page_port,
                opens_browser=opens,
                waits_for_page=bool(page or opens),
                tell=tell,
            ).run()
        if outcome is None:
            outcome = show(job, draw=not plain and sys.stdout.isatty())
    ctx.exit(outcome.exit_code)


def _refused(job: "Job", *, as_json: bool) -> "Outcome | None":
    """Build the sketches of the run, if there are any; say so where one cannot be built."""
    if job.mode == "hardware" or (not job.is_sketch and job.wiring is None):
        return None
    from workshop.sketch_run import refused

    outcome = refused(job)
    if outcome is not None and as_json:
        click.echo(json.dumps(outcome.to_json(), ensure_ascii=False, indent=2))
    elif outcome is not None:
        tell(outcome, job)
    return outcome


def make_job(
    *,
    module: str | None = None,
    program: tuple[str, ...] = (),
    mode: str | None = None,
    wiring: str | None = None,
    scenario: str | None = None,
    for_s: float | None = None,
    **options: Any,
) -> "Job":
    """Return the job that the options ask for.

    Raises:
        BadInputError: no program is named.
        UnsupportedHereError: real pins are asked for where there are none.
    """
    from hardware_mocks.job import Job, Mode

    if module is None and not program:
        raise BadInputError("Which program? For example: maker run blink.py")
    name, *args = (module, *program) if module is not None else program
    is_sketch = module is None and str(name).endswith(".ino")
    if is_sketch:
        _check_sketch(name, args)
    chosen = _chosen_mode(mode, name, is_sketch=is_sketch)
    beside = Path(str(name)).parent if module is None else _folder_of_module(module)
    if chosen is Mode.VIRTUAL and for_s is None:
        for_s = VIRTUAL_FOR_S
    return Job(
        str(name),
        is_module=module is not None,
        args=tuple(args),
        mode=chosen,
        for_s=for_s,
        wiring=wiring or _found(WIRING, beside),
        scenario=scenario or _found(SCENE, beside),
        host=_found(HOST, beside) if is_sketch else None,
        **options,
    )


def _check_sketch(name: str, args: list[str]) -> None:
    """Refuse a sketch that is not there, and words behind one."""
    from hardware_mocks.program_source import read_program

    if not Path(name).exists():
        read_program(Path(name))  # it says so, and which name is near
    if args:
        raise BadInputError(
            f"`{shlex.join(args)}` stands behind the sketch, and a sketch gets no words from here. "
            f"Options come first: `./maker run {shlex.join(args)} {name}`."
            if args[0].startswith("-")
            else f"A sketch gets no words from here: leave out `{shlex.join(args)}`."
        )


def _chosen_mode(mode: str | None, name: str, *, is_sketch: bool) -> "Mode":
    """Return where to run: as asked for, else on the pins of a Pi, else simulated."""
    from hardware_mocks.job import Mode

    on_pins = is_raspberry_pi() and not is_sketch
    chosen = Mode(mode or ("hardware" if on_pins else "simulate"))
    if is_sketch and chosen is Mode.HARDWARE:
        raise UnsupportedHereError(
            f"A sketch runs on an Arduino, not on the Pi: `./maker flash {name}` uploads it."
        )
    if chosen is Mode.HARDWARE and not is_raspberry_pi():
        raise UnsupportedHereError("This machine has no pins. Leave out --hardware to simulate.")
    return chosen


def is_raspberry_pi() -> bool:
    """Return whether this machine is a Raspberry Pi."""
    from workshop.machine import read_pi_model

    return read_pi_model(Path("/")) is not None


def _folder_of_module(module: str) -> Path:
    """Return the folder of a package that has a wiring of its own, else the current one."""
    from hardware_mocks.program_source import folder_of_module

    folder = folder_of_module(module, Path.cwd())
    return folder if folder is not None and (folder / WIRING).is_file() else Path.cwd()


def _found(name: str, beside: Path) -> str | None:
    """Return the file beside the program, or that of the lesson whose folder it stands in."""
    if (beside / name).is_file():
        return str(beside / name)
    with suppress(MakerKitError):
        from workshop.course import Course

        lesson = Course.of_the_kit().lesson_of(beside / name)
        if lesson is not None and lesson.file(name).is_file():
            return str(lesson.file(name))
    return None


def _is_live(job: "Job", plain: bool) -> bool:
    if job.mode == "virtual" or plain:
        return False
    from workshop.live_view import can_show_live

    return can_show_live()


def _has_page(
    job: "Job", page: bool | None, port: int | None, *, is_asked: bool, in_terminal: bool
) -> bool:
    """Return whether a page is served: beside the terminal's view, or where one asks for it."""
    wants = page or (page is None and (port is not None or is_asked))
    if job.mode != "simulate":
        if wants:
            raise BadInputError(
                "The page shows the simulated bench live: leave out --page, --page-port and "
                "--open, or --virtual and --hardware."
            )
        return False
    return wants or (page is None and in_terminal)


# -- the ways to show a run


def show(job: "Job", *, draw: bool) -> "Outcome":
    """Let the program print as it likes, then say how it ended, with a drawing if wanted."""
    from dataclasses import replace

    from workshop.runner import run

    traces: list[str] = []
    draws = draw and job.mode == "virtual"
    outcome = run(
        replace(job, send_trace=draws),
        on_message=lambda message: traces.append(message.get("trace", "")),
        stdin=subprocess.DEVNULL if job.mode == "virtual" and sys.stdin.isatty() else None,
    )
    for text in filter(None, traces):
        _draw(text)
    tell(outcome, job)
    return outcome


def show_json(job: "Job") -> "Outcome":
    """Print one JSON object: how the run ended, what the program printed, the remarks."""
    from dataclasses import replace

    from makerkit.trace import Trace
    from workshop.runner import run

    texts: list[str] = []
    outcome = run(
        replace(job, send_trace=True),
        on_message=lambda message: texts.append(message.get("trace", "")),
        on_output=lambda _text, _stream: None,
        stdin=subprocess.DEVNULL,
    )
    trace = Trace.loads("".join(texts).encode())
    click.echo(json.dumps({**outcome.to_json(), **_observed(trace)}, ensure_ascii=False, indent=2))
    return outcome


def tell(outcome: "Outcome", job: "Job") -> None:
    """Say on stderr how the run ended, in a line or two."""
    for text in (outcome.message, outcome.tip):
        if text:
            click.echo(text, err=True)
    if outcome.exit_code == 0 and sys.stderr.isatty():
        words = {
            "ended": "The program ended",
            "time limit": "The time was up",
            "stopped": "Stopped",
            "powered off": "The program switched the Pi off",
            "restarted": "The program restarted the Pi",
        }
        clock = " of virtual time" if job.mode == "virtual" else ""
        recorded = f" The trace is in {job.trace}." if job.trace else ""
        said = words.get(outcome.reason, outcome.reason)
        click.echo(f"{said} after {outcome.t_s:.2f} s{clock}.{recorded}", err=True)
    if job.is_sketch and outcome.exit_code == 0:
        from workshop.sketch_run import remark

        if note := remark(job):
            click.echo(note, err=True)


def _draw(text: str) -> None:
    from makerkit.timeline_text import can_show, draw_text
    from makerkit.trace import Trace

    trace = Trace.loads(text.encode())
    if not trace.pins():
        return
    width = shutil.get_terminal_size().columns
    ascii_only = not can_show(sys.stdout.encoding)
    click.echo()
    click.echo(draw_text(trace, width=width, labels=trace.labels(), ascii_only=ascii_only))


def _observed(trace: "Trace") -> dict[str, Any]:
    labels = trace.labels()
    return {
        "pins": {
            pin: {"label": labels.get(pin), "edges": trace.edges(pin), "pwm": trace.pwm(pin)}
            for pin in trace.pins()
        },
        "prints": trace.prints(),
        "notes": [{"t_s": note.t_s, **note.data} for note in trace.notes()],
    }
