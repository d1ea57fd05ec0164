"""What a tub really holds: its manifest, and the catalogs that lie there."""

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from makerkit.tub.catalog import SUFFIX, Catalog, read_beside
from makerkit.tub.errors import NoTubError
from makerkit.tub.manifest import FILE_NAME, Manifest, read_manifest
from makerkit.tub.record import decode

IMAGES = "images"
_NAME = re.compile(r"catalog_(\d+)\.catalog")


@dataclass(frozen=True, slots=True)
class Layout:
    """A tub as it lies on the disk.

    Attributes:
        manifest: as it stands there; `faults` says what of it is made up.
        catalogs: those that are there, in order; between two there may be a gap.
        missing: names of catalogs that the manifest tells of and that are not there.
        unlisted: names of catalogs that it does not tell of: the writer was killed.
    """

    folder: Path
    manifest: Manifest
    catalogs: tuple[Catalog, ...]
    missing: tuple[str, ...] = ()
    unlisted: tuple[str, ...] = ()

    @property
    def end(self) -> int:
        """The index after the last record: that of the next one."""
        return self.catalogs[-1].end if self.catalogs else 0

    @property
    def true_manifest(self) -> Manifest:
        """The manifest as it ought to be."""
        end = self.end
        return replace(
            self.manifest,
            paths=tuple(one.path.name for one in self.catalogs),
            current_index=end,
            deleted=frozenset(one for one in self.manifest.deleted if one < end),
            faults=(),
        )

    def indexes(self, start: int = 0, stop: int | None = None) -> Iterator[int]:
        """Yield the indexes of all records that have a line, in order."""
        for catalog in self.catalogs:
            last = catalog.end if stop is None else min(stop, catalog.end)
            yield from range(max(start, catalog.first), last)

    def catalog_of(self, index: int) -> Catalog | None:
        """Return the catalog with a record; None where there is none."""
        place = bisect_right([one.first for one in self.catalogs], index) - 1
        if place < 0 or index >= self.catalogs[place].end:
            return None
        return self.catalogs[place]


def read_layout(folder: Path) -> Layout:
    """Look at a tub.

    Raises:
        NoTubError: there is none.
    """
    lying = _catalogs_in(folder)
    if not lying and not (folder / FILE_NAME).is_file():
        raise NoTubError(_no_tub(folder))
    manifest = read_manifest(folder)
    listed = [name for name in manifest.paths if (folder / name).is_file()]
    unlisted = [name for name in lying if name not in manifest.paths]
    catalogs: list[Catalog] = []
    for name in _in_order([*listed, *unlisted]):
        catalogs.append(_open(folder / name, catalogs[-1].end if catalogs else 0))
    return Layout(
        folder,
        manifest,
        tuple(catalogs),
        missing=tuple(name for name in manifest.paths if name not in listed),
        unlisted=tuple(unlisted),
    )


def number_of(name: str) -> int:
    """Return the number in the name of a catalog; -1 if it has none."""
    found = _NAME.fullmatch(name)
    return int(found[1]) if found else -1


def _in_order(names: list[str]) -> list[str]:
    """Return names by their numbers: whatever a manifest says, that is how they were written."""
    return sorted(dict.fromkeys(names), key=number_of)


def _open(path: Path, after: int) -> Catalog:
    """Open a catalog; where the one before it is gone, its own word says where it starts."""
    catalog = Catalog(path, after)
    said = [read_beside(path).get("start_index")]
    if len(catalog):
        said.append((decode(catalog.line(0)) or {}).get("_index"))
    starts = [one for one in said if type(one) is int and one > after]
    if len(starts) == len(said) and starts:
        catalog.first = min(starts)
    return catalog


def _catalogs_in(folder: Path) -> list[str]:
    return _in_order(
        [path.name for path in folder.glob(f"catalog_*{SUFFIX}") if number_of(path.name) >= 0]
    )


def _no_tub(folder: Path) -> str:
    if not folder.is_dir():
        return f"There is no folder {folder}."
    if next(folder.glob("record_*.json"), None) is not None:
        return (
            f"{folder} is a tub of donkeycar 3 (record_*.json). "
            "`python convert_to_tub_v2.py` of donkeycar 4 makes a newer one of it."
        )
    return f"{folder} is no tub: it has neither manifest.json nor catalogs."
