"""Compile the firmware's C++ for this machine; what has not changed is not compiled again."""

import hashlib
import json
import os
import shutil
import subprocess
import tempfile
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from makerkit.user_cache import user_cache

KIT = Path(__file__).resolve().parents[2]
LIBRARIES = KIT / "firmware" / "libraries"
TESTS = KIT / "tests" / "firmware" / "native"
DOCTEST = Path("/usr/include/doctest/doctest.h")

SANITIZERS = ("-fsanitize=address,undefined", "-fno-sanitize-recover=all")
WARNINGS = ("-Wall", "-Wextra", "-Werror")
STANDARD = ("-std=gnu++11", *WARNINGS)
OF_LIBRARIES = (*STANDARD, *SANITIZERS, "-O1", "-g", "-fno-omit-frame-pointer")
OF_TESTS = (*STANDARD, *SANITIZERS, "-O0", "-g")  # three times as quick to compile
OF_MAIN = (*STANDARD, "-O0")  # doctest's own code: ten times


def require_native():
    """Skip where there is no g++ or doctest; fail there if this is CI, or somebody asked for it."""
    if shutil.which("g++") and DOCTEST.exists():
        return
    said = "g++ or doctest is missing: sudo apt-get install g++ doctest-dev"
    if os.environ.get("CI") or os.environ.get("MAKER_REQUIRE_FIRMWARE"):
        pytest.fail(said)
    pytest.skip(said)


def headers():
    return sorted(LIBRARIES.glob("*/src/**/*.h"))


def include_flags():
    folders = [*sorted(LIBRARIES.glob("*/src")), TESTS]
    return [f"-I{folder}" for folder in folders]


def library_objects():
    """Return the objects of all libraries."""
    sources = sorted(LIBRARIES.glob("*/src/**/*.cpp"))
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        return list(pool.map(lambda source: compiled(source, OF_LIBRARIES), sources))


def program(source, objects, *, defines=()):
    """Return the program of one test file, linked with the objects."""
    parts = [compiled(source, (*OF_TESTS, *defines)), *objects]
    key = _hash("link", *(part.name + _content(part) for part in parts))
    target = _cache() / f"{source.stem}-{key}"
    if not target.exists():
        _run(["g++", *SANITIZERS, *map(str, parts)], target)
    return target


def main_object():
    """Return the object of the main program that all tests share."""
    return compiled(TESTS / "main.cpp", OF_MAIN)


def compiled(source, flags):
    """Return the object of a source; it is made anew if anything it includes has other content."""
    command = ["g++", *flags, *include_flags(), "-c", str(source)]
    target = _cache() / f"{source.stem}-{_hash(*command)}.o"
    record = target.with_suffix(".json")
    if not (target.exists() and _is_fresh(record)):
        record.unlink(missing_ok=True)
        with tempfile.NamedTemporaryFile(suffix=".d") as list_of_files:
            _run([*command, "-MMD", "-MF", list_of_files.name], target)
            words = (
                Path(list_of_files.name).read_text(encoding="utf-8").replace("\\\n", " ").split()
            )
        record.write_text(json.dumps({name: _content(Path(name)) for name in words[1:]}))
    return target


def _is_fresh(record):
    try:
        contents = json.loads(record.read_text())
        return all(_content(Path(name)) == content for name, content in contents.items())
    except (OSError, ValueError):
        return False


def _run(command, target):
    """Run the compiler; the target is there whole or not at all."""
    beside = target.with_name(f"{target.name}.{os.getpid()}.{id(command)}")
    done = subprocess.run(
        [*command, "-o", str(beside)], cwd=KIT, capture_output=True, text=True, check=False
    )
    if done.returncode:
        pytest.fail(done.stderr.replace(f"{KIT}/", ""), pytrace=False)
    beside.replace(target)


def _cache():
    folder = user_cache() / "native"
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def _content(file):
    return hashlib.sha256(file.read_bytes()).hexdigest()


def _hash(*texts):
    return hashlib.sha256("\0".join(texts).encode()).hexdigest()[:20]
