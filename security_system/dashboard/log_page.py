"""The journal: filtered, checked by its chain of hashes, and to download."""

import csv
import io
from collections.abc import Iterator
from typing import Any

from flask import Blueprint, Response, render_template, request
from flask_babel import gettext as _

from makerkit.errors import MakerKitError
from security_system.alarm.happenings import Kind
from security_system.alarm.states import Right
from security_system.dashboard.here import clock_of, date_of, here_now
from security_system.dashboard.journal_rows import NEWEST, read_rows, shown_row
from security_system.dashboard.live_state import is_secret
from security_system.dashboard.rights import LOOK, needs

blueprint = Blueprint("log", __name__, template_folder="templates")

A_PAGE = 100
BATCH = 500
MOST_DOWNLOADED = 20_000
FILTERS: dict[str, tuple[str, ...]] = {
    "alarms": ("alarm", "confirmed", "panic", "siren started", "siren cut off", "entry started"),
    "arming": ("armed", "disarmed", "arming refused", "exit started", "scheduled", "bypassed",
               "unbypassed", "auto-bypassed"),
    "codes": ("code wrong", "code locked", "code unlocked"),
    "faults": ("fault", "zone lost", "source lost", "source back", "battery low", "battery ok",
               "power lost", "power back", "restarted", "zone tampered"),
}  # fmt: skip
COLUMNS = ("time", "kind", "zone", "source", "user", "place", "why", "evidence", "hash")
"""Without its number: one that is missing would tell that something is kept silent."""
FORMULA = ("=", "+", "-", "@", "\t", "\r")


@blueprint.get("/log")
@needs(LOOK)
def show() -> str:
    """Show the newest rows, or those before a row."""
    here = here_now()
    wanted = request.args.get("show", "")
    kinds = FILTERS.get(wanted)
    read = read_rows(here.system.journal, before_id=_before(), most=A_PAGE, kinds=kinds)
    rows = [row for row in read if not is_secret(row)]
    return render_template(
        "security/log.html",
        rows=[shown_row(row, here.system.panel.view) for row in rows],
        only=wanted if kinds else "",
        filters=_filters(),
        older=read[-1].id if len(read) >= A_PAGE else 0,
        is_newest=_before() == NEWEST,
        rights=Right,
    )


@blueprint.get("/log/chain")
@needs(LOOK)
def chain() -> str:
    """Check the chain of hashes: whether a row was changed or taken out."""
    is_whole, says = _verdict()
    return render_template("security/chain.html", is_whole=is_whole, says=says)


@blueprint.get("/log/download")
@needs(Right.MANAGE)
def download() -> Response:
    """Send the journal as a table."""
    answer = Response(_lines(here_now().system.journal), mimetype="text/csv; charset=utf-8")
    name = "alarm-journal.csv"
    answer.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer


def _lines(journal: Any) -> Iterator[str]:
    yield _line(COLUMNS)
    before_id, sent = NEWEST, 0
    while sent < MOST_DOWNLOADED:
        rows = read_rows(journal, before_id=before_id, most=BATCH)
        for row in rows:
            if is_secret(row):
                continue
            time = f"{date_of(row.wall_s)} {clock_of(row.wall_s)}"
            told = (row.zone, row.source, row.user, row.place, row.why, row.evidence, row.hash)
            yield _line((time, row.kind, *told))
        if not rows:
            return
        sent += len(rows)
        before_id = rows[-1].id


def _line(cells: tuple[Any, ...]) -> str:
    written = io.StringIO()
    csv.writer(written).writerow([_harmless(str(cell)) for cell in cells])
    return written.getvalue()


def _harmless(text: str) -> str:
    """Return a cell that no spreadsheet takes for a formula."""
    return f"'{text}" if text.startswith(FORMULA) else text


def _verdict() -> tuple[bool, str]:
    journal = here_now().system.journal
    if journal is None:
        return False, _("No log is kept.")
    try:
        verdict = journal.verify()
    except MakerKitError as error:
        return False, str(error)
    usual = _("No row was changed or taken out.") if verdict.is_whole else _("The chain is broken.")
    return bool(verdict.is_whole), str(verdict.says or usual)


def _before() -> int:
    text = request.args.get("before", "")
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 16 else NEWEST


def _filters() -> list[tuple[str, str]]:
    return [
        ("", _("Everything")),
        ("alarms", _("Alarms")),
        ("arming", _("Arming")),
        ("codes", _("Codes")),
        ("faults", _("Faults")),
    ]


assert {kind for kinds in FILTERS.values() for kind in kinds} <= {kind.value for kind in Kind}
