"""Writes a tub so that a kill or a power cut costs the last record, never the recording.

For each record the picture is written first, then its line by one write, so a line never names a
picture that was not written. **A killed program loses the record it was writing.** Every
`sync_every_s` pictures, lines and manifest are brought to the disk, in this order: **a power cut
loses at most that many seconds.** The manifest is only ever replaced in one step.
"""

import os
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from makerkit.errors import BadInputError
from makerkit.tub import edits
from makerkit.tub.bring_home import sync_files
from makerkit.tub.errors import NoTubError, TubWriteError, cannot_record
from makerkit.tub.layout import IMAGES, Layout, number_of, read_layout
from makerkit.tub.lock import locked
from makerkit.tub.manifest import MAX_LEN, Manifest, read_manifest
from makerkit.tub.open_catalog import OpenCatalog
from makerkit.tub.picture import jpeg_of
from makerkit.tub.record import INPUTS, TYPES, encode

SYNC_EVERY_S = 1.0
_NEW = os.O_WRONLY | os.O_CREAT | os.O_TRUNC | getattr(os, "O_BINARY", 0)


class TubWriter:
    """Adds records to a tub, or begins one; every writer is a session of its own.

    Nothing is written before the first record. A tub that is there already, whoever made it, keeps
    its own inputs; what a record has besides stands in its line all the same.

    Args:
        inputs, types: what records have. Further values may come; they need no name here, and a
            donkeycar goes on with a tub only if its inputs are exactly its own.
        metadata: noted in a tub that is begun.
        max_len: so many records go into a catalog.
        sync_every_s: how often everything is brought to the disk.
        wall: wall time in seconds, for `_timestamp_ms` and the session's id.
        clock: for `sync_every_s`.

    Raises:
        BadInputError: `inputs` and `types` do not fit each other.
        TubWriteError: another program records into it, or the system refuses.

    Attributes:
        session_id: as donkeycar names it: 22-11-29_0.
        written: how many records this writer has written.
    """

    def __init__(
        self,
        folder: str | Path,
        inputs: Sequence[str] = INPUTS,
        types: Sequence[str] = TYPES,
        *,
        metadata: Mapping[str, Any] | None = None,
        max_len: int = MAX_LEN,
        sync_every_s: float = SYNC_EVERY_S,
        wall: Callable[[], float] = time.time,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        if len(inputs) != len(types):
            raise BadInputError(f"{len(inputs)} inputs need as many types (got {len(types)}).")
        self.folder = Path(folder)
        self.written = 0
        self._wall, self._clock, self._sync_every_s = wall, clock, sync_every_s
        self._unsynced: list[str] = []
        self._next_sync_s = 0.0
        self._catalog: OpenCatalog | None = None
        layout = _layout_or_none(self.folder)
        self._manifest = _begun(layout) or Manifest(
            inputs=tuple(inputs),
            types=tuple(types),
            metadata=dict(metadata or {}),
            made={"created_at": wall()},
            max_len=max_len,
        )
        self._types = dict(zip(self._manifest.inputs, self._manifest.types, strict=True))
        self._session, self.session_id = self._manifest.next_session(wall())
        self._take_up(layout)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def __len__(self) -> int:
        """Return how many records the tub has, deleted ones too."""
        return self.next_index

    @property
    def next_index(self) -> int:
        """The index of the next record."""
        return self._catalog.end if self._catalog is not None else self._manifest.current_index

    def write(self, record: Mapping[str, Any], *, t_ms: int | None = None) -> int:
        """Add a record, and return its index.

        Args:
            record: values by name. A picture is JPEG bytes, or an array: BGR or grey.
            t_ms: when it was, in wall time; now if not given.

        Raises:
            BadInputError: a value cannot be written; nothing was.
            TubWriteError: the system refuses (a full disk); what was written before is whole.
        """
        index = self.next_index
        values = {
            **record,
            "_index": index,
            "_session_id": self.session_id,
            "_timestamp_ms": round(self._wall() * 1000) if t_ms is None else t_ms,
        }
        line, pictures = encode(values, self._types, index)
        packed = [(name, jpeg_of(picture)) for name, picture in pictures]
        try:
            self._add(index, line, packed)
        except OSError as error:
            raise cannot_record(self.folder, error) from error
        self.written += 1
        if self.written == 1 or self._clock() >= self._next_sync_s:
            self.sync()
        return index

    def erase_last(self, count: int) -> frozenset[int]:
        """Count the last records as deleted, as donkeycar's drivers know it; return which."""
        if count <= 0 or not self.next_index:
            return frozenset()
        self.sync()
        return edits.erase_last(self.folder, count)

    def sync(self) -> None:
        """Bring everything to the disk now: pictures, then lines, then the manifest.

        Raises:
            TubWriteError: the system refuses.
        """
        if self._catalog is None:
            return
        try:
            self._sync_pictures()
            self._catalog.sync()
            self._write_manifest()
        except BadInputError as error:
            raise TubWriteError(str(error)) from error
        except OSError as error:
            raise cannot_record(self.folder, error) from error
        self._next_sync_s = self._clock() + self._sync_every_s

    def close(self) -> None:
        """Bring everything to the disk, and let go of the tub; safe to call twice.

        Raises:
            TubWriteError: the system refuses.
        """
        catalog = self._catalog
        if catalog is None:
            return
        try:
            if self.written:
                self.sync()
        finally:
            self._manifest = replace(self._manifest, current_index=catalog.end)
            self._catalog = None
            catalog.close()

    def _take_up(self, layout: Layout | None) -> None:
        """Go on in the last catalog of a tub."""
        if layout is None or not layout.catalogs:
            return
        if self._manifest.deleted != layout.manifest.deleted:
            edits.forget_lost_marks(self.folder)
        last = layout.catalogs[-1]
        if len(last) < self._manifest.max_len:
            self._catalog = OpenCatalog(last.path, last.first)

    def _add(self, index: int, line: bytes, pictures: list[tuple[str, bytes]]) -> None:
        if self._catalog is None or len(self._catalog.lengths) >= self._manifest.max_len:
            self._begin_catalog(index)
        assert self._catalog is not None
        for name, jpeg in pictures:
            _write_picture(self._pictures / name, jpeg)
            self._unsynced.append(name)
        self._catalog.add(line)

    def _begin_catalog(self, index: int) -> None:
        """Close the catalog that is full; the next one gets its name and its first line at once."""
        self._pictures.mkdir(parents=True, exist_ok=True)
        full, self._catalog = self._catalog, None
        if full is not None:
            self._sync_pictures()
            self._manifest = replace(self._manifest, current_index=index)
            full.close()
        number = 1 + max([-1, *(number_of(name) for name in self._manifest.paths)])
        name = f"catalog_{number}.catalog"
        self._catalog = OpenCatalog(self.folder / name, index)
        self._manifest = replace(self._manifest, paths=(*self._manifest.paths, name))
        self._next_sync_s = 0.0

    def _write_manifest(self) -> None:
        """Put the manifest in place, with what others marked as deleted meanwhile."""
        made = self._manifest.made
        if self.written or self.session_id in self._manifest.sessions:
            made = self._manifest.with_session(self._session, self.session_id)
        with locked(self.folder):
            others = read_manifest(self.folder)
            deleted = self._manifest.deleted if "catalogs" in others.faults else others.deleted
            metadata = self._manifest.metadata if "metadata" in others.faults else others.metadata
            self._manifest = replace(
                self._manifest,
                made=made,
                deleted=deleted,
                metadata=metadata,
                current_index=self.next_index,
            )
            self._manifest.write(self.folder)

    def _sync_pictures(self) -> None:
        names, self._unsynced = self._unsynced, []
        sync_files(self._pictures, names)

    @property
    def _pictures(self) -> Path:
        return self.folder / IMAGES


def _begun(layout: Layout | None) -> Manifest | None:
    return None if layout is None else layout.true_manifest


def _layout_or_none(folder: Path) -> Layout | None:
    try:
        return read_layout(folder)
    except NoTubError:
        return None


def _write_picture(path: Path, jpeg: bytes) -> None:
    opened = os.open(path, _NEW, 0o666)
    try:
        view = memoryview(jpeg)
        while view:
            view = view[os.write(opened, view) :]
    finally:
        os.close(opened)
