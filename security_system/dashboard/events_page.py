"""What the cameras kept: a day to wind through, with its clips, pictures and journal rows."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from flask import Blueprint, Response, abort, render_template, request, send_file, url_for
from flask_babel import gettext as _

from makerkit.errors import MakerKitError, NotThereError
from security_system.alarm.states import Right
from security_system.dashboard.here import Here, clock_of, date_of, here_now
from security_system.dashboard.journal_rows import rows_between
from security_system.dashboard.rights import needs

blueprint = Blueprint("events", __name__, template_folder="templates")

MOST_A_DAY = 1000
BATCH = 100
PARTS = {"clip": "video/mp4", "snapshot": "image/jpeg", "thumbnail": "image/jpeg"}
PRIVATE = "private, no-store"
ONLY = ("alarm", "motion", "manual", "protected", "false")
EARLIEST, LATEST = datetime(2000, 1, 1), datetime(2100, 1, 1)  # days of this place


@blueprint.get("/events")
@needs(Right.CLIPS)
def day() -> str:
    """Show one day."""
    here = here_now()
    wanted = _wanted_day()
    from_s, to_s = wanted.timestamp(), (wanted + timedelta(days=1)).timestamp()
    only, camera = request.args.get("show", ""), request.args.get("camera", "")
    only = only if only in ONLY else ""
    found = _events_between(here, from_s, to_s, camera, only)
    return render_template(
        "security/events.html",
        day=wanted.strftime("%Y-%m-%d"),
        before=(wanted - timedelta(days=1)).strftime("%Y-%m-%d"),
        after=(wanted + timedelta(days=1)).strftime("%Y-%m-%d"),
        today=datetime.now().strftime("%Y-%m-%d"),  # the day of this place
        from_s=from_s,
        to_s=to_s,
        events=[shown(event) for event in found],
        strip=[_on_strip(event) for event in reversed(found)],
        only=only,
        camera=camera,
        cameras=sorted(here.system.eyes),
        rows=rows_between(here.system.journal, here.system.panel.view, from_s, to_s, most=60),
        has_evidence=here.system.evidence is not None,
        clock=clock_of,
    )


@blueprint.get("/events/<key>/<any(clip, snapshot, thumbnail):part>")
@needs(Right.CLIPS)
def media(key: str, part: str) -> Response:
    """Send a file of an event, with Range, so that a film can be wound."""
    try:
        path = evidence_now().path(key, part)
    except NotThereError:
        abort(404)
    answer = send_file(
        path,
        mimetype=PARTS[part],
        as_attachment="save" in request.args,
        download_name=path.name,
        conditional=True,
    )
    answer.headers["Cache-Control"] = PRIVATE
    return answer


def evidence_now() -> Any:
    """Return who keeps the events; 404 where nobody does."""
    evidence = here_now().system.evidence
    if evidence is None:
        abort(404)
    return evidence


def event_or_404(key: str) -> Any:
    """Return an event; 404 where it is not, or no longer."""
    try:
        return evidence_now().event(key)
    except NotThereError:
        abort(404)


def shown(event: Any) -> dict[str, Any]:
    """Return an event as a template shows it."""
    return {
        "id": event.id,
        "kind": str(event.kind),
        "kind_words": kind_words(str(event.kind)),
        "camera": event.camera,
        "title": title_of(event),
        "why": event.why,
        "zone": event.zone,
        "day": date_of(event.cause_s),
        "time": clock_of(event.cause_s),
        "seconds": max(0, round(event.end_s - event.start_s)),
        "score": round(100 * event.score),
        "objects": [str(name) for name in getattr(event, "objects", ())],
        "boxes": [tuple(round(side, 4) for side in box) for box in event.boxes],
        "is_protected": event.is_protected,
        "is_running": event.is_running,
        "is_false": str(event.feedback) == "false",
        "problem": event.problem,
        "has_clip": bool(event.clip) and not event.is_running,
        "has_picture": bool(event.snapshot),
    }


def kind_words(kind: str) -> str:
    """Return what a kind of event is called."""
    words = {"alarm": _("Alarm"), "motion": _("Motion"), "manual": _("Recorded by hand")}
    return str(words.get(kind, kind))


def title_of(event: Any) -> str:
    """Return an event in few words: what, and where."""
    return f"{kind_words(str(event.kind))}, {event.camera}"


def _on_strip(event: Any) -> dict[str, Any]:
    """Return an event as `mk-day` wants it."""
    found = {
        "id": event.id,
        "start_s": event.start_s,
        "end_s": max(event.end_s, event.start_s + 1),
        "kind": "false" if str(event.feedback) == "false" else str(event.kind),
        "title": title_of(event),
        "href": url_for("event.show", key=event.id),
        "clip_s": event.start_s,
    }
    if event.thumbnail or event.snapshot:
        found["picture"] = url_for("events.media", key=event.id, part="thumbnail")
    if event.clip and not event.is_running:
        found["clip"] = url_for("events.media", key=event.id, part="clip")
    return found


def _wanted_day() -> datetime:
    """Return midnight of the day that is asked for; what is none is today."""
    today = datetime.now().replace(hour=0, minute=0, second=0, microsecond=0)
    try:
        asked = datetime.strptime(request.args.get("day", ""), "%Y-%m-%d")
    except ValueError:
        return today
    return asked if EARLIEST < asked < LATEST else today


def _events_between(
    here: Here, from_s: float, to_s: float, camera: str, only: str
) -> Sequence[Any]:
    """Return the events of a stretch of time, the newest first."""
    evidence = here.system.evidence
    found: list[Any] = []
    before: int | None = None
    while evidence is not None and len(found) < MOST_A_DAY:
        try:
            batch = evidence.events(
                before=before, limit=BATCH, camera=camera or None, only=only or None
            )
        except MakerKitError:
            break
        found += [event for event in batch if from_s <= event.cause_s < to_s]
        if len(batch) < BATCH or batch[-1].cause_s < from_s:
            break
        before = batch[-1].number
    return found
