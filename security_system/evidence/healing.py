"""What a power cut, a full disk or a curious hand left: make the shelf of the files that are there.

It may be cut off at any point and done again: each step leaves a folder that heals to the same.
"""

import json
import logging
import struct
from contextlib import suppress
from dataclasses import dataclass, field, replace
from pathlib import Path

from makerkit.camera.mp4.scan import scan
from makerkit.camera.recovery import DAMAGED, Fate, recover
from makerkit.errors import MakerKitError
from security_system.evidence.event import NAME, NUMBER_MOST, Event, EventKind, from_json, stamp_s
from security_system.evidence.shelf import Shelf, size_of, try_to_save

log = logging.getLogger(__name__)

SINCE_1904_S = 2_082_844_800
"""From there MP4 counts its seconds (ISO 14496-12, 8.2.2) to 1970."""
LONGEST_BEFORE_S = 120.0
"""No clip begins longer before its cause."""


@dataclass(frozen=True, slots=True)
class Healed:
    """What was found, and what was done about it, in words for people.

    Attributes:
        events: how many there are now.
        recovered: clips that a power cut had left unfinished.
        adopted: clips of which something was not known, or known wrongly.
        dropped: events without anything to show.
    """

    events: int = 0
    recovered: int = 0
    adopted: int = 0
    dropped: int = 0
    words: tuple[str, ...] = ()


@dataclass(slots=True)
class _Found:
    """The files of one id."""

    clips: list[Path] = field(default_factory=list)
    others: dict[str, Path] = field(default_factory=dict)


def heal(shelf: Shelf, *, busy: frozenset[str] = frozenset()) -> Healed:
    """Fill the shelf with what its folder holds.

    Args:
        busy: ids of events that are being recorded: they are left alone.

    Raises:
        MakerKitError: the folder cannot be read or made.
    """
    shelf.folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    words = _recover(shelf.folder)
    recovered = len(words)
    events, adopted, dropped = [], 0, 0
    for id_, found in sorted(_by_id(shelf.folder).items()):
        if id_ in busy:
            continue
        event, is_changed = _event_of(id_, found)
        if event is None:
            dropped += _remove(found)
            continue
        adopted += is_changed and bool(found.clips)
        events.append((event, is_changed))
    shelf.fill([event for event, _ in events])
    for event, is_new in events:
        if is_new:
            try_to_save(shelf, event.id)
    return Healed(len(shelf), recovered, adopted, dropped, tuple(words))


def _recover(folder: Path) -> list[str]:
    """Make clips of unfinished ones, and throw away what holds no picture at all."""
    for path in folder.glob("*.part"):
        with suppress(OSError):
            if path.stat().st_size == 0:
                path.unlink()
    words = []
    for result in recover(folder):
        if result.fate in (Fate.WHOLE, Fate.TRIMMED):
            words.append(result.words)
        elif result.fate is Fate.DAMAGED:
            _throw_away_if_empty(result.path, words)
    for path in (*folder.glob("*.mp4"), *folder.glob(".*.tmp")):
        with suppress(OSError):
            if path.suffix == ".tmp" or path.stat().st_size == 0:
                path.unlink()
    return words


def _throw_away_if_empty(path: Path, words: list[str]) -> None:
    """Delete a film that has no picture: it was cut off before its first half second was there."""
    with suppress(OSError):
        if not scan(path).fragments:
            path.unlink()
            return
    words.append(f"{path.name} cannot be played; it lies in the folder {DAMAGED}.")


def _by_id(folder: Path) -> dict[str, _Found]:
    """Return our files by id; what others put into the folder is left alone."""
    found: dict[str, _Found] = {}
    for path in folder.iterdir():
        name = NAME.fullmatch(path.name)
        if name is None or name["suffix"] == ".mp4.part" or int(name["number"]) > NUMBER_MOST:
            continue
        if path.is_symlink() or not path.is_file():  # a link could lead to anything
            continue
        entry = found.setdefault(name["id"], _Found())
        if name["suffix"] == ".mp4":
            entry.clips.append(path)
        else:
            entry.others[name["suffix"]] = path
    return found


def _event_of(id_: str, found: _Found) -> tuple[Event | None, bool]:
    """Return the event of some files, and whether that is news to its data."""
    if not found.clips and ".jpg" not in found.others:
        return None, False
    told = _told(id_, found.others.get(".json"))
    event = told or _from_name(id_)
    event = _with_clip(event, found, is_known=told is not None)
    names = {suffix: path.name for suffix, path in found.others.items()}
    event = replace(
        event,
        snapshot=names.get(".jpg", ""),
        thumbnail=names.get(".small.jpg", ""),
        size_bytes=size_of([*found.clips, *_pictures(found)]),
    )
    return event, event != told


def _pictures(found: _Found) -> list[Path]:
    return [path for suffix, path in found.others.items() if suffix != ".json"]


def _told(id_: str, path: Path | None) -> Event | None:
    if path is None:
        return None
    try:
        event = from_json(json.loads(path.read_text(encoding="utf-8")))
    except (OSError, ValueError, TypeError, KeyError, AttributeError) as error:
        log.warning("evidence: %s is damaged (%r); its clip tells the rest", path.name, error)
        return None
    return event if event.id == id_ else None


def _from_name(id_: str) -> Event:
    name = NAME.fullmatch(f"{id_}.json")
    assert name is not None, "ids come from names"
    begun_s = stamp_s(name["stamp"])
    return Event(
        id=id_,
        number=int(name["number"]),
        camera=name["camera"],
        kind=EventKind.MOTION,
        start_s=begun_s,
        cause_s=begun_s,
        end_s=begun_s,
        why="What began it is not known any more: only its clip was left.",
    )


def _with_clip(event: Event, found: _Found, *, is_known: bool) -> Event:
    """Return the event with what its clip's name tells; what keeps it longer is believed."""
    if not found.clips:
        return replace(event, clip="")
    clip = max(found.clips, key=lambda path: path.stat().st_size)
    name = NAME.fullmatch(clip.name)
    assert name is not None
    kind = EventKind(name["kind"] or "motion")
    if is_known:
        kind = max(kind, event.kind, key=lambda kind: kind.weight)
    is_protected = event.is_protected or name["kept"] is not None
    event = replace(event, kind=kind, is_protected=is_protected, clip=clip.name)
    if not is_known:
        event = replace(event, start_s=_began_s(clip, event.cause_s))
    if not is_known or event.end_s <= event.start_s:
        event = replace(event, end_s=event.start_s + _duration_s(clip))
    return _renamed(event, clip)


def _renamed(event: Event, clip: Path) -> Event:
    """Give the clip the name that tells what is known now; a disk that refuses keeps the old."""
    if clip.name == event.clip_name:
        return event
    with suppress(OSError):
        clip.replace(clip.with_name(event.clip_name))
        return replace(event, clip=event.clip_name)
    return event


def _began_s(clip: Path, cause_s: float) -> float:
    """Return when a clip's first picture was taken: the clip itself says it, to the second."""
    with suppress(OSError, struct.error), clip.open("rb") as file:
        head = file.read(4096)
        place = head.find(b"mvhd\x01")  # the long form, as our clips have it
        if place >= 0:
            began_s = float(struct.unpack_from(">Q", head, place + 8)[0] - SINCE_1904_S)
            if 0 <= cause_s - began_s <= LONGEST_BEFORE_S:
                return began_s
    return cause_s


def _duration_s(clip: Path) -> float:
    try:
        return scan(clip).duration_us / 1e6
    except (OSError, MakerKitError):
        return 0.0


def _remove(found: _Found) -> int:
    """Delete what belongs to nothing; return whether an event went with it."""
    for path in found.others.values():
        with suppress(OSError):
            path.unlink()
    return ".json" in found.others
