"""The pinned requirements: each package with hashes, no address, none that a Pi has from apt."""

import re
import tomllib
from pathlib import Path

import pytest
from small_project import load_maker

KIT = Path(__file__).resolve().parents[2]
GROUPS = ("base", "laptop", "print", "node", "dev")
PYPROJECT = tomllib.loads((KIT / "pyproject.toml").read_text())


def lines_of(group):
    return (KIT / f"requirements/{group}.txt").read_text().splitlines()


def pinned(group):
    """Return {name: how many hashes} of a group."""
    found = {}
    for line in lines_of(group):
        if match := re.match(r"([a-z0-9-]+)==", line):
            name = match[1]
            found.setdefault(name, 0)
        found_hash = line.strip().startswith("--hash=sha256:")
        if found_hash:
            found[name] += 1
    return found


def names(requirements):
    return {re.split(r"[<>=~!\[; ]", line)[0] for line in requirements}


@pytest.mark.parametrize("group", GROUPS)
def test_every_package_is_pinned_with_hashes(group):
    assert pinned(group)
    assert [name for name, hashes in pinned(group).items() if not hashes] == []


@pytest.mark.parametrize("group", GROUPS)
def test_no_line_names_a_package_index(group):
    assert [line for line in lines_of(group) if "://" in line or "index" in line] == []


@pytest.mark.parametrize(
    ("group", "asked"),
    [
        ("base", PYPROJECT["project"]["dependencies"] + PYPROJECT["dependency-groups"]["setup"]),
        ("laptop", PYPROJECT["dependency-groups"]["laptop"]),
        ("print", PYPROJECT["dependency-groups"]["print"]),
        ("node", PYPROJECT["dependency-groups"]["node"]),
        ("dev", PYPROJECT["dependency-groups"]["dev"]),
    ],
)
def test_everything_that_pyproject_asks_for_is_pinned(group, asked):
    assert names(asked) - pinned(group).keys() == set()


def test_a_package_in_two_files_has_one_version():
    versions = {}
    for group in GROUPS:
        for line in lines_of(group):
            if "==" in line and not line.startswith(" "):
                name, _, pin = line.rstrip(" \\").partition("==")
                version, _, marker = pin.partition(" ; ")  # one file may pin one for each Python
                versions.setdefault((name, marker), set()).add(version)
    assert {name: found for name, found in versions.items() if len(found) > 1} == {}


def test_what_a_pi_has_from_apt_is_not_installed_by_pip_there():
    from_apt = load_maker(KIT).APT_PACKAGES_ON_A_PI
    assert pinned("base").keys() & (from_apt.keys() | {"opencv-python-headless"}) == set()
    assert pinned("dev").keys() & (from_apt.keys() | {"opencv-python-headless"}) == set()


def test_who_installs_the_kit_as_a_library_gets_the_same_for_cameras():
    extra = PYPROJECT["project"]["optional-dependencies"]["camera"]
    assert extra == PYPROJECT["dependency-groups"]["laptop"]
