"""Makes a damaged tub whole again, so that every program can read it. Nothing is thrown away.

What is unusable (a line that cannot be read, a picture that is missing, empty or cut) is counted as
deleted: a training of donkeycar's would end at it. `restore` takes that back.
"""

import os
from dataclasses import dataclass, replace
from pathlib import Path

from makerkit.tub.catalog import Catalog, lengths_beside, read_beside, write_beside
from makerkit.tub.layout import IMAGES, Layout, read_layout
from makerkit.tub.lock import is_held, locked
from makerkit.tub.manifest import FILE_NAME, only_name
from makerkit.tub.picture import is_whole
from makerkit.tub.record import IMAGE, decode

DAMAGED = ".damaged"


@dataclass(frozen=True, slots=True)
class Report:
    """What was wrong with a tub.

    Attributes:
        records: how many it has, deleted ones too.
        manifest: which lines of the manifest were missing or damaged.
        missing_catalogs: catalogs that are gone; their records are, too.
        found_catalogs: catalogs that the manifest did not tell of.
        counted: catalogs whose lengths were missing or wrong.
        cut_bytes: how many bytes of a half last line were taken away.
        bad_lines: indexes of records whose line cannot be read.
        bad_pictures: indexes of records whose picture is missing, empty or cut.
    """

    records: int
    manifest: tuple[str, ...] = ()
    missing_catalogs: tuple[str, ...] = ()
    found_catalogs: tuple[str, ...] = ()
    counted: tuple[str, ...] = ()
    cut_bytes: int = 0
    bad_lines: tuple[int, ...] = ()
    bad_pictures: tuple[int, ...] = ()

    @property
    def is_well(self) -> bool:
        """Whether nothing was wrong."""
        return not any(self.parts())

    def parts(self) -> list[str]:
        """Return what was wrong, a sentence each."""
        says = {
            f"Its manifest had no {', '.join(self.manifest)}.": self.manifest,
            f"Missing: {', '.join(self.missing_catalogs)}.": self.missing_catalogs,
            f"Not in the manifest: {', '.join(self.found_catalogs)}.": self.found_catalogs,
            f"Lines were counted in {', '.join(self.counted)}.": self.counted,
            f"A half line of {self.cut_bytes} bytes was cut off.": self.cut_bytes,
            f"Lines that cannot be read: {len(self.bad_lines)}.": self.bad_lines,
            f"Pictures that are missing or cut: {len(self.bad_pictures)}.": self.bad_pictures,
        }
        return [sentence for sentence, is_so in says.items() if is_so]


def heal(folder: str | Path, *, look_at_pictures: bool = True) -> Report:
    """Make a tub whole, and say what was wrong with it.

    A damaged manifest is kept beside the new one (`manifest.json.damaged`).

    Args:
        look_at_pictures: whether each picture is looked at, which takes 20 us for each.

    Raises:
        NoTubError: there is no tub.
        BadInputError: the system refuses the write.
    """
    folder = Path(folder)
    with locked(folder):
        layout = read_layout(folder)
        report = _examine(layout, look_at_pictures=look_at_pictures)
        _mend_catalogs(layout)
        bad = {*report.bad_lines, *report.bad_pictures}
        manifest = layout.true_manifest
        manifest = replace(manifest, deleted=manifest.deleted | bad)
        if manifest != layout.manifest:
            _keep_damaged(layout)
            manifest.write(folder)
    return report


def cut_half_line(catalog: Catalog) -> int:
    """Take a half last line away, or end a whole one; return how many bytes are gone."""
    size = catalog.path.stat().st_size
    gone = size - catalog.size
    if gone:
        os.truncate(catalog.path, catalog.size)
    elif size:
        with catalog.path.open("r+b", buffering=0) as file:
            file.seek(size - 1)
            if file.read(1) != b"\n":
                file.write(b"\n")
    return gone


def _examine(layout: Layout, *, look_at_pictures: bool) -> Report:
    bad_lines, bad_pictures = [], []
    for catalog in layout.catalogs:
        for index, line in enumerate(catalog.lines(), catalog.first):
            values = decode(line)
            if values is None:
                bad_lines.append(index)
            elif look_at_pictures and not _has_picture(layout.folder, values.get(IMAGE)):
                bad_pictures.append(index)
    return Report(
        records=sum(len(catalog) for catalog in layout.catalogs),
        manifest=layout.manifest.faults,
        missing_catalogs=layout.missing,
        found_catalogs=() if "catalogs" in layout.manifest.faults else layout.unlisted,
        counted=tuple(one.path.name for one in layout.catalogs if one.was_counted),
        cut_bytes=sum(one.path.stat().st_size - one.size for one in layout.catalogs),
        bad_lines=tuple(bad_lines),
        bad_pictures=tuple(bad_pictures),
    )


def _has_picture(folder: Path, name: object) -> bool:
    return isinstance(name, str) and is_whole(folder / IMAGES / only_name(name))


def _mend_catalogs(layout: Layout) -> None:
    """Cut half lines off, and write down lengths where they are missing or wrong."""
    for catalog in layout.catalogs:
        if is_held(catalog.path):  # somebody is recording
            continue
        if catalog.was_counted or not lengths_beside(catalog.path):
            cut_half_line(catalog)
            mended = Catalog(catalog.path, catalog.first)
            start = read_beside(catalog.path).get("start_index", catalog.first)
            write_beside(catalog.path, start, mended.lengths)


def _keep_damaged(layout: Layout) -> None:
    """Keep what is left of a manifest: a person may read more from it than we can."""
    manifest = layout.folder / FILE_NAME
    kept = layout.folder / (FILE_NAME + DAMAGED)
    if layout.manifest.faults and manifest.is_file() and not kept.exists():
        kept.write_bytes(manifest.read_bytes())
