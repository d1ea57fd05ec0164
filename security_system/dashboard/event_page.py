"""One event: its clip, why it triggered, with boxes over the picture, and what to do about it."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import quote

from flask import Blueprint, Response, abort, render_template, request, url_for
from flask_babel import gettext as _

from makerkit.errors import MakerKitError
from makerkit.web import user_now
from security_system.alarm.states import Right
from security_system.dashboard.events_page import event_or_404, evidence_now, shown
from security_system.dashboard.here import here_now, kept, see, typed
from security_system.dashboard.journal_rows import extract, rows_between
from security_system.dashboard.live_state import name_of
from security_system.dashboard.noting import note, note_settings
from security_system.dashboard.rights import needs

blueprint = Blueprint("event", __name__, template_folder="templates")

BESIDE_S = 90.0
"""Rows of the journal so long before and after an event stand beside it."""
MOST_ROWS = 40
PIECE_BYTES = 1 << 16


@blueprint.get("/events/<key>")
@needs(Right.CLIPS)
def show(key: str, error: str = "") -> str:
    """Show one event."""
    event = event_or_404(key)
    system = here_now().system
    from_s, to_s = event.start_s - BESIDE_S, event.end_s + BESIDE_S
    return render_template(
        "security/event.html",
        event=shown(event),
        zone_name=name_of(system.panel.view, event.zone),
        error=error,
        done=request.args.get("done", "")[:20],
        remedies=_remedies(event),
        rows=rows_between(system.journal, system.panel.view, from_s, to_s, most=MOST_ROWS),
        rights=Right,
    )


@blueprint.post("/events/<key>/protect")
@needs(Right.CLIPS)
def protect(key: str) -> Response | tuple[str, int]:
    """Keep it for ever; or let it go when its time comes, which is deleting it later."""
    is_protected = typed("on") == "1"
    if not is_protected and not here_now().rights.may(user_now(), Right.MANAGE):
        abort(403)
    return _done(key, "protect", lambda: _protect(key, is_protected=is_protected))


def _protect(key: str, *, is_protected: bool) -> None:
    evidence_now().protect(key, is_protected=is_protected)
    what = "protected the event {}." if is_protected else "let the event {} go when its time comes."
    note(what.format(key))


@blueprint.post("/events/<key>/delete")
@needs(Right.MANAGE)
def delete(key: str) -> Response | tuple[str, int]:
    """Delete it with its files."""
    event_or_404(key)
    error = kept(lambda: evidence_now().delete(key))
    if error:
        return show(key, error), 409
    note(f"deleted the event {key}.")
    return see(url_for("events.day"))


@blueprint.post("/events/<key>/judge")
@needs(Right.MANAGE)
def judge(key: str) -> Response | tuple[str, int]:
    """Take down that it was a false alarm, with what shall be done about it; or a true one."""
    if typed("verdict") == "true":
        return _done(key, "true", lambda: evidence_now().mark_true(key))
    return _done(key, "false", lambda: _mark_false(key, typed("remedy")[:80]))


def _mark_false(key: str, remedy_id: str) -> Any:
    remedy = evidence_now().mark_false(key, remedy_id)
    if remedy is None:
        return None
    said = here_now().system.change(remedy.section, remedy.values)
    note_settings(remedy.section, remedy.values)
    return said


@blueprint.post("/events/<key>/export")
@needs(Right.CLIPS)
def export(key: str) -> Response | tuple[str, int]:
    """Send everything about an event as one zip."""
    event_or_404(key)
    here = here_now()
    try:
        rows = extract(here.system.journal)
        path = evidence_now().export(key, blur=typed("blur") == "1", journal=rows)
    except MakerKitError as error:
        return show(key, str(error)), 409
    answer = Response(_pieces(path), mimetype="application/zip")
    answer.call_on_close(lambda: _let_go(here.system.evidence, path))
    answer.content_length = path.stat().st_size
    answer.headers["Content-Disposition"] = f"attachment; filename={quote(path.name)}"
    return answer


def _pieces(path: Path) -> Iterator[bytes]:
    with path.open("rb") as file:
        while piece := file.read(PIECE_BYTES):
            yield piece


@blueprint.get("/events/<key>/<any(protect, delete, judge, export):what>")
@needs(Right.CLIPS)
def back(key: str, what: str) -> Response:  # noqa: ARG001  # only the address of a form
    """Answer who loads the address of a form again."""
    return see(url_for("event.show", key=key))


def _done(key: str, done: str, change: Callable[[], Any]) -> Response | tuple[str, int]:
    event_or_404(key)
    error = kept(change)
    if error:
        return show(key, error), 409
    return see(url_for("event.show", key=key, done=done))


def _remedies(event: Any) -> list[Any]:
    """Return what could be done against another such false alarm."""
    evidence = here_now().system.evidence
    if event.is_running or not hasattr(evidence, "remedies"):
        return []
    try:
        return list(evidence.remedies(event.id))
    except MakerKitError:
        return []


def _let_go(evidence: Any, path: Any) -> None:
    """Let the zip go once it is sent."""
    done = getattr(evidence, "export_done", None)
    if done is not None:
        done(path)


def done_words(done: str) -> str:
    """Return what to say after a change."""
    words: dict[str, str] = {
        "protect": _("Noted."),
        "false": _("Noted. The remedy counts from now on."),
        "true": _("Noted: this was a real one."),
    }
    return words.get(done, "")


@blueprint.app_context_processor
def _for_templates() -> dict[str, Any]:
    return {"done_words": done_words}
