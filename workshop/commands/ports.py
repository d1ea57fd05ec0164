"""`maker ports`: which boards are plugged in, who may use them, and what to do about the rest."""

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import click

NOTHING_TO_USE = 1


@click.command()
@click.option("--json", "as_json", is_flag=True, help="Print it for a program to read.")
@click.pass_context
def command(ctx: click.Context, as_json: bool) -> None:
    r"""List the boards that are plugged in, and say what to do where one cannot be used.

    Nothing is opened, so no board restarts. Ends with 1 when there is no board that can be used.

    \b
    maker ports
    maker ports --json
    """
    rows, troubles = look()
    if as_json:
        click.echo(json.dumps(_as_data(rows, troubles), indent=2, ensure_ascii=False))
    else:
        _show(rows, troubles)
    ctx.exit(0 if any(row.is_usable for row in rows) else NOTHING_TO_USE)


@dataclass(frozen=True, slots=True)
class Row:
    """One port.

    Attributes:
        board: what is plugged in there, as far as it is known.
        is_usable: whether the kit can work with it at this moment.
        state: that in a few words.
        to_do: all that helps, where it is not usable; the first line says what is the matter.
    """

    port: str
    board: str
    usb_ids: str
    is_usable: bool
    state: str
    held_by: str = ""
    to_do: str = ""


def look(root: Path = Path("/")) -> tuple[list[Row], list[str]]:
    """Return the ports, and what else is to be said: boards without a port, or nothing there."""
    from makerkit.arduino.ports import list_simulated_ports, list_usb_ports
    from makerkit.arduino.ports.errors import NoBoardError

    rows = [_row(port) for port in list_usb_ports()]
    rows += [
        Row(port.device, port.description, "", is_usable=True, state="running")
        for port in list_simulated_ports()
    ]
    troubles = list(_lost_boards(root))
    if not rows and not troubles:
        troubles.append(str(NoBoardError(there="")))
    return rows, troubles


def _row(port: Any) -> Row:
    from makerkit.arduino.ports.access import holders, trouble_with
    from makerkit.arduino.ports.boards import Fit

    name = port.board.name if port.board else port.description or "not known to the kit"
    others = ", ".join(map(str, holders(port.device)))
    row = {"port": port.device, "board": name, "usb_ids": port.usb_ids, "held_by": others}
    if port.fit is Fit.NO:
        to_do = port.board.to_do if port.board else ""
        return Row(**row, is_usable=False, state="not for the kit", to_do=to_do)
    trouble = trouble_with(port.device)
    if trouble is not None:
        state = "in use" if others else "forbidden"
        return Row(**row, is_usable=False, state=state, to_do=str(trouble))
    return Row(**row, is_usable=True, state="ready")


def _lost_boards(root: Path) -> list[str]:
    from makerkit.arduino.errors import text_of
    from makerkit.arduino.ports.usb import has_brltty, without_a_port
    from makerkit.messages import Message

    reason = "port.brltty" if has_brltty(root) else "port.no_driver"
    return [
        str(text_of(Message(reason, {"board": lost.board.name, "usb_ids": lost.usb_ids})))
        for lost in without_a_port(root)
    ]


def _as_data(rows: list[Row], troubles: list[str]) -> dict[str, Any]:
    from dataclasses import asdict

    return {"ports": [asdict(row) for row in rows], "troubles": troubles}


def _show(rows: list[Row], troubles: list[str]) -> None:
    from workshop.printing import Printer

    printer = Printer()
    if rows:
        printer.show(_table(rows))
    for row in rows:
        if row.to_do:
            printer.show(["", *_paragraph(f"{row.port}: {row.to_do}", printer.columns)])
    for trouble in troubles:
        printer.show([*([""] if rows else []), *_paragraph(trouble, printer.columns)])


def _table(rows: list[Row]) -> list[Any]:
    from rich.text import Text

    cells = [
        ("port", "board", "USB", "state"),
        *((r.port, r.board, r.usb_ids, _said(r)) for r in rows),
    ]
    widths = [max(len(row[column]) for row in cells) for column in range(3)]
    styles = ["dim", *("green" if row.is_usable else "yellow" for row in rows)]
    lines = []
    for row, style in zip(cells, styles, strict=True):
        lines.append(
            Text.assemble(
                *(
                    (f"{cell:<{width}}  ", "dim" if style == "dim" else "")
                    for cell, width in zip(row, widths, strict=False)
                ),
                (row[3], style),
            )
        )
    return lines


def _said(row: Row) -> str:
    return f"{row.state} by {row.held_by}" if row.held_by else row.state


def _paragraph(text: str, columns: int) -> list[Any]:
    """Return a message in lines; each step keeps its dash."""
    from workshop.lines import wrapped

    lines: list[Any] = []
    for line in text.split("\n"):
        body = line.removeprefix("- ")
        lines += wrapped(body, columns, first="- " if body != line else "")
    return lines
