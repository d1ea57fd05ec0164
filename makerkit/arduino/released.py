"""The kit's firmware, compiled: what a computer without a compiler uploads and simulates.

`maker build --release` writes `firmware/released/`: for each sketch a `.hex`, one more for boards
whose old boot-loader does not survive a watchdog reset, and `manifest.toml`, which says what they
were made of.
"""

import hashlib
import tomllib
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path

from makerkit.arduino import build as builder
from makerkit.arduino.build import build
from makerkit.arduino.libraries import Shelf
from makerkit.arduino.sketch_source import find_sketch
from makerkit.arduino.toolchain import ToolchainMissingError, require_toolchain
from makerkit.atomic_file import write_atomically
from makerkit.user_cache import content_key

MESSAGES = {"car_controller": "car", "security_node": "node"}
"""The released sketches, and which messages each of them speaks."""

NO_WATCHDOG_RESET = ("MAKER_WATCHDOG_RESET=0",)
MANIFEST = "manifest.toml"
_CODE = {".ino", ".c", ".cpp", ".h", ".hpp", ".S"}
_VARIANTS: dict[str, tuple[str, ...]] = {"": (), ".no_watchdog_reset": NO_WATCHDOG_RESET}


@dataclass(frozen=True, slots=True)
class Release:
    """What the manifest says of one sketch.

    Attributes:
        name: the sketch.
        protocol_version: of the link that it speaks.
        schema_hash: of the messages that it speaks.
        source: names the content of the sketch and the kit's libraries in it.
        flash_bytes: what it takes of the flash.
        ram_bytes: what its variables take of the RAM.
        gcc: the version of the compiler.
        core: the version of the Arduino core.
        files: each `.hex` with the SHA-256 of its content.
    """

    name: str
    protocol_version: int
    schema_hash: int
    source: str
    flash_bytes: int
    ram_bytes: int
    gcc: str
    core: str
    files: dict[str, str]


def released_folder() -> Path:
    """Return where the released files are."""
    return builder.FIRMWARE / "released"


def read_manifest() -> list[Release]:
    """Return what is released; nothing where there is no manifest."""
    file = released_folder() / MANIFEST
    if not file.is_file():
        return []
    found = tomllib.loads(file.read_text(encoding="utf-8"))
    return [Release(name, **facts) for name, facts in found.items()]


def hex_of(sketch: Path, *, defines: tuple[str, ...] = ()) -> Path:
    """Return a sketch compiled; without a compiler, the kit's own firmware as it was released.

    Raises:
        ToolchainMissingError: there is no compiler, and no release of just this sketch.
        BuildError, NotThereError: as `build`.
    """
    try:
        return build(sketch, defines=defines).hex
    except ToolchainMissingError:
        found = _released_hex(find_sketch(sketch).folder, defines)
        if found is None:
            raise
        return found


def _released_hex(folder: Path, defines: tuple[str, ...]) -> Path | None:
    variant = next((name for name, wanted in _VARIANTS.items() if wanted == defines), None)
    for release in read_manifest():
        is_it = folder.resolve() == (builder.FIRMWARE / release.name).resolve()
        if is_it and variant is not None and release.source == source_key(release.name):
            return released_folder() / f"{release.name}{variant}.hex"
    return None


def source_key(name: str) -> str:
    """Return what names the content of a sketch and the kit's libraries that it stands on.

    It is the same on every machine and with every compiler.
    """
    sketch = find_sketch(builder.FIRMWARE / name)
    files = sorted(file for file in sketch.folder.iterdir() if file.suffix in _CODE)
    texts = [file.read_text(encoding="utf-8") for file in files]
    shelf = Shelf(ours=builder.FIRMWARE / "libraries")
    pieces = [part for file, text in zip(files, texts, strict=True) for part in (file.name, text)]
    for library in shelf.needed_by(texts):
        pieces += [library.name, library.content.decode("utf-8")]
    return content_key(pieces)


def write_release() -> list[Release]:
    """Build every released sketch in all its variants, and write files and manifest."""
    released_folder().mkdir(exist_ok=True)
    releases = [_release(name) for name in sorted(MESSAGES) if (builder.FIRMWARE / name).is_dir()]
    text = "# Made by `maker build --release`.\n" + "".join(_as_toml(one) for one in releases)
    write_atomically(released_folder() / MANIFEST, text.encode())
    return releases


def build_variants(name: str) -> dict[str, bytes]:
    """Return the content of each `.hex` of a sketch, as it is built now."""
    return {
        f"{name}{variant}.hex": build(builder.FIRMWARE / name, defines=defines).hex.read_bytes()
        for variant, defines in _VARIANTS.items()
    }


def _release(name: str) -> Release:
    contents = build_variants(name)
    for file, content in contents.items():
        write_atomically(released_folder() / file, content)
    built, toolchain = build(builder.FIRMWARE / name), require_toolchain()
    messages = import_module(f"makerkit.arduino.messages.{MESSAGES[name]}")
    return Release(
        name,
        messages.PROTOCOL_VERSION,
        messages.SCHEMA_HASH,
        source_key(name),
        built.flash_bytes,
        built.ram_bytes,
        toolchain.gcc_version,
        toolchain.core_version,
        {file: hashlib.sha256(content).hexdigest() for file, content in contents.items()},
    )


def _as_toml(release: Release) -> str:
    lines = [
        f"\n[{release.name}]",
        f"protocol_version = {release.protocol_version}",
        f"schema_hash = {release.schema_hash}",
        f'source = "{release.source}"',
        f"flash_bytes = {release.flash_bytes}",
        f"ram_bytes = {release.ram_bytes}",
        f'gcc = "{release.gcc}"',
        f'core = "{release.core}"',
        f"\n[{release.name}.files]",
        *(f'"{file}" = "{digest}"' for file, digest in release.files.items()),
    ]
    return "\n".join(lines) + "\n"
