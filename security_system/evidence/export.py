"""One event as a zip, to hand to the police, an insurance or a neighbour.

In it: the clip as every player takes it, the pictures, what is known of the event, what the journal
says of that time, a list of SHA-256 sums, and a text that explains all of it. It is written to a
temporary file, piece by piece: a long clip never lies in memory.
"""

from __future__ import annotations

import hashlib
import json
import shutil
import tempfile
import zipfile
from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from makerkit.atomic_file import cannot_write
from makerkit.camera.sharing import to_faststart
from security_system.evidence.blur import FaceFinder, blur_clip
from security_system.evidence.event import Event, to_json

JournalExtract = Callable[[float, float], Iterable[Mapping[str, Any]]]
"""Gives the journal's rows between two Unix times."""
Progress = Callable[[float], None]

AROUND_S = 120.0
"""The journal's extract begins so long before the clip, and ends so long after it."""
PIECE_BYTES = 1 << 16
PREFIX = "event-"
BLURRED = (
    "Whatever moves in the clip was blurred by a computer, so that people are not recognised. That "
    "is no promise: look through it before you give it away. The still pictures are left out.\n"
)
README = """Event {id}
Camera: {camera}
Kind: {kind}
Why: {why}
From: {start}
To:   {end}
(Times are UTC, by the clock of the computer that recorded.)

clip.mp4       the recording; its first picture was taken at the time above
snapshot.jpg   the picture with the clearest motion
event.json     what is known of the event; boxes are shares of the picture
journal.jsonl  what the alarm noted then, and {around_s:g} s before and after; one line each
SHA256SUMS     check that nothing was changed: sha256sum -c SHA256SUMS
{blurred}"""


def export_event(
    event: Event,
    files: Mapping[str, Path],
    *,
    folder: Path | None = None,
    blur: bool = False,
    faces: FaceFinder | None = None,
    journal: JournalExtract | None = None,
    on_progress: Progress = lambda _share: None,
) -> Path:
    """Write the zip of an event and return where it lies; whoever asked for it deletes it.

    Args:
        files: its clip and snapshot by "clip", "snapshot"; what is not there is left out.
        folder: for temporary files; the system's when left out.
        blur: whether what moves is blurred; then still pictures are left out.
        on_progress: told the share that is done, 0 to 1.

    Raises:
        BadInputError: the clip cannot be read, or there is no room.
    """
    with tempfile.TemporaryDirectory(dir=folder, prefix=PREFIX) as work:
        found = _prepared(Path(work), files, blur=blur, faces=faces, on_progress=on_progress)
        found["event.json"] = _text(Path(work), "event.json", _json(event))
        if journal is not None:
            lines = journal(event.start_s - AROUND_S, event.end_s + AROUND_S)
            text = "".join(f"{_json(dict(line), indent=None)}\n" for line in lines)
            found["journal.jsonl"] = _text(Path(work), "journal.jsonl", text)
        found["README.txt"] = _text(Path(work), "README.txt", _readme(event, blur=blur))
        on_progress(0.8)
        return _zipped(event, found, folder, on_progress)


def _prepared(
    work: Path,
    files: Mapping[str, Path],
    *,
    blur: bool,
    faces: FaceFinder | None,
    on_progress: Progress,
) -> dict[str, Path]:
    """Return the pictures by their names in the zip."""
    found = {}
    clip = files.get("clip")
    if clip is not None:
        if blur:
            clip = blur_clip(
                clip, work / "blurred.mp4", faces=faces, on_progress=lambda s: on_progress(0.7 * s)
            )
        found["clip.mp4"] = to_faststart(clip, work / "clip.mp4")
    snapshot = files.get("snapshot")
    if snapshot is not None and not blur:
        found["snapshot.jpg"] = snapshot
    return found


def _zipped(
    event: Event, found: Mapping[str, Path], folder: Path | None, on_progress: Progress
) -> Path:
    """Write the zip; pictures are packed already, so they are only stored."""
    with tempfile.NamedTemporaryFile(
        dir=folder, prefix=f"{PREFIX}{event.id}-", suffix=".zip", delete=False
    ) as file:
        target = Path(file.name)
        try:
            _write_zip(file, found, on_progress)
        except OSError as error:
            with suppress(OSError):
                target.unlink()
            raise cannot_write(target, error) from error
    return target


def _write_zip(file: Any, found: Mapping[str, Path], on_progress: Progress) -> None:
    whole = sum(path.stat().st_size for path in found.values()) or 1
    done, sums = 0, []
    with zipfile.ZipFile(file, "w", zipfile.ZIP_STORED) as archive:
        for name, path in sorted(found.items()):
            digest = hashlib.sha256()
            with path.open("rb") as source, archive.open(name, "w", force_zip64=True) as packed:
                while piece := source.read(PIECE_BYTES):
                    digest.update(piece)
                    packed.write(piece)
                    done += len(piece)
                    on_progress(0.8 + 0.2 * min(done / whole, 1.0))
            sums.append(f"{digest.hexdigest()}  {name}\n")
        archive.writestr("SHA256SUMS", "".join(sums))


def _readme(event: Event, *, blur: bool) -> str:
    return README.format(
        id=event.id,
        camera=event.camera,
        kind=event.kind,
        why=event.why,
        start=_utc(event.start_s),
        end=_utc(event.end_s),
        around_s=AROUND_S,
        blurred="\n" + BLURRED if blur else "",
    )


def _utc(wall_s: float) -> str:
    return datetime.fromtimestamp(wall_s, UTC).strftime("%Y-%m-%d %H:%M:%S")


def _json(value: Any, indent: int | None = 1) -> str:
    data = to_json(value) if isinstance(value, Event) else value
    return json.dumps(data, ensure_ascii=False, indent=indent, default=str)


def _text(work: Path, name: str, text: str) -> Path:
    path = work / name
    path.write_text(text, encoding="utf-8")
    return path


def remove_old_exports(folder: Path) -> None:
    """Delete zips that nobody fetched, and what a power cut left of one."""
    for path in folder.glob(f"{PREFIX}*"):
        with suppress(OSError):
            if path.is_dir():
                shutil.rmtree(path)
            else:
                path.unlink()
