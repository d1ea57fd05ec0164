"""Marks records of a tub as deleted, and takes it back: only ever the manifest changes."""

from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

from makerkit.tub.layout import Layout, read_layout
from makerkit.tub.lock import locked


def mark(folder: Path, indexes: Iterable[int], *, is_deleted: bool) -> frozenset[int]:
    """Count records as deleted, or no longer; return which have changed.

    Indexes that the tub does not have are passed over.

    Raises:
        NoTubError: there is no tub.
        BadInputError: the system refuses the write.
    """
    with locked(folder):
        layout = read_layout(folder)
        deleted = layout.manifest.deleted
        asked = frozenset(one for one in indexes if 0 <= one < layout.end)
        changed = asked - deleted if is_deleted else asked & deleted
        if changed:
            _write(layout, deleted | changed if is_deleted else deleted - changed)
    return changed


def erase_last(folder: Path, count: int) -> frozenset[int]:
    """Count the last records that are not deleted as deleted; return which."""
    with locked(folder):
        layout = read_layout(folder)
        deleted = layout.manifest.deleted
        chosen: list[int] = []
        for index in range(layout.end - 1, -1, -1):
            if len(chosen) >= count:
                break
            if index not in deleted:
                chosen.append(index)
        if chosen:
            _write(layout, deleted | frozenset(chosen))
    return frozenset(chosen)


def forget_lost_marks(folder: Path) -> None:
    """Drop marks of records that a power cut took: they must not fall on those that come now."""
    with locked(folder):
        read_layout(folder).true_manifest.write(folder)


def note(folder: Path, **metadata: object) -> None:
    """Note something in the metadata; None takes a note away."""
    with locked(folder):
        manifest = read_layout(folder).true_manifest
        kept = {**manifest.metadata, **metadata}
        kept = {name: value for name, value in kept.items() if value is not None}
        replace(manifest, metadata=kept).write(folder)


def _write(layout: Layout, deleted: frozenset[int]) -> None:
    replace(layout.true_manifest, deleted=deleted).write(layout.folder)
