"""Reads a tub of any size and in any state, and marks records as deleted."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from makerkit.errors import NotThereError
from makerkit.tub.edits import mark
from makerkit.tub.layout import IMAGES, Layout, read_layout
from makerkit.tub.manifest import only_name
from makerkit.tub.picture import picture_of
from makerkit.tub.record import IMAGE, Record, decode

if TYPE_CHECKING:
    from makerkit.tub.picture import Picture


@dataclass(frozen=True, slots=True)
class Session:
    """One drive.

    Attributes:
        id: as donkeycar names it: 22-11-29_0.
        first, last: the indexes of its first and last record.
        records: how many it has that are not deleted.
        deleted: how many it has that are.
    """

    id: str
    first: int
    last: int
    records: int
    deleted: int = 0


class Tub:
    """A tub to read; what it holds is looked up where it is asked for, never all at once.

    Iterating yields the records that are not deleted and can be read.

    Args:
        folder: where it is.

    Raises:
        NoTubError: there is no tub.
    """

    def __init__(self, folder: str | Path) -> None:
        self.folder = Path(folder)
        self._layout: Layout = read_layout(self.folder)

    def refresh(self) -> None:
        """Look again at what is there: somebody may be recording into it."""
        self._layout = read_layout(self.folder)
        self.__dict__.pop("sessions", None)

    def __len__(self) -> int:
        """Return how many records are not deleted, as donkeycar counts."""
        deleted = sum(1 for one in self.deleted if self._layout.catalog_of(one) is not None)
        return self.total - deleted

    def __iter__(self) -> Iterator[Record]:
        return self.records()

    @property
    def total(self) -> int:
        """How many records there are, deleted and damaged ones too."""
        return sum(len(catalog) for catalog in self._layout.catalogs)

    @property
    def end(self) -> int:
        """The index after the last record."""
        return self._layout.end

    @property
    def inputs(self) -> tuple[str, ...]:
        """What its records are said to have."""
        return self._layout.manifest.inputs

    @property
    def types(self) -> Mapping[str, str]:
        """The type of each input."""
        return dict(zip(self.inputs, self._layout.manifest.types, strict=False))

    @property
    def metadata(self) -> Mapping[str, Any]:
        """What its owner noted."""
        return self._layout.manifest.metadata

    @property
    def deleted(self) -> frozenset[int]:
        """The indexes of what counts as deleted; it is all still there."""
        return self._layout.manifest.deleted

    @property
    def layout(self) -> Layout:
        """Its files as they lie there."""
        return self._layout

    def records(
        self, start: int = 0, stop: int | None = None, *, with_deleted: bool = False
    ) -> Iterator[Record]:
        """Yield records in order, one line read at a time.

        Args:
            start, stop: indexes between which to look.
            with_deleted: also those that count as deleted.
        """
        deleted = frozenset() if with_deleted else self.deleted
        for catalog in self._layout.catalogs:
            begin = max(0, start - catalog.first)
            end = None if stop is None else max(0, stop - catalog.first)
            for index, line in enumerate(catalog.lines(begin, end), catalog.first + begin):
                values = None if index in deleted else decode(line)
                if values is not None:
                    yield Record(index, values)

    def record(self, index: int) -> Record | None:
        """Return a record, deleted or not; None where its line cannot be read.

        Raises:
            NotThereError: there is no such record.
        """
        catalog = self._layout.catalog_of(index)
        if catalog is None:
            raise NotThereError(
                f"{self.folder} has no record {index}: they go from 0 to {self.end - 1}."
            )
        values = decode(catalog.line(index - catalog.first))
        return None if values is None else Record(index, values)

    def __getitem__(self, index: int) -> Record:
        record = self.record(index)
        if record is None:
            raise NotThereError(f"Record {index} of {self.folder} is damaged.")
        return record

    def image_path(self, record: Record | int, key: str = IMAGE) -> Path | None:
        """Return where the picture of a record should lie; None if it names none."""
        found = self.record(record) if isinstance(record, int) else record
        name = None if found is None else found.get(key)
        if not isinstance(name, str) or only_name(name) in ("", ".", ".."):
            return None
        return self.folder / IMAGES / only_name(name)

    def jpeg(self, record: Record | int, key: str = IMAGE) -> bytes | None:
        """Return the picture of a record as it lies there; None where it is missing or empty."""
        path = self.image_path(record, key)
        try:
            return None if path is None else path.read_bytes() or None
        except OSError:
            return None

    def image(self, record: Record | int, key: str = IMAGE) -> Picture | None:
        """Return the picture of a record as BGR (H, W, 3); None where it cannot be seen."""
        return picture_of(self.jpeg(record, key) or b"")

    def delete(self, indexes: Iterable[int]) -> None:
        """Count records as deleted; nothing is lost, `restore` takes it back."""
        mark(self.folder, indexes, is_deleted=True)
        self.refresh()

    def restore(self, indexes: Iterable[int]) -> None:
        """Take back that records count as deleted."""
        mark(self.folder, indexes, is_deleted=False)
        self.refresh()

    @cached_property
    def sessions(self) -> tuple[Session, ...]:
        """The drives in it, the first one first; every record is looked at for that."""
        found: dict[str, list[int]] = {}
        for record in self.records(with_deleted=True):
            is_deleted = record.index in self.deleted
            seen = found.setdefault(record.session, [record.index, 0, 0, 0])
            seen[1] = record.index
            seen[3 if is_deleted else 2] += 1
        return tuple(Session(name, *numbers) for name, numbers in found.items())
