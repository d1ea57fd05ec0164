"""`maker protocol`: the files that come from the table."""

import importlib.util
import shutil
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from workshop import kit_folder
from workshop.cli import main
from workshop.protocol.files import HEADERS, PACKAGE, PAGE, TABLE, differing, generated, write_files

KIT = Path(__file__).resolve().parents[3]


@pytest.fixture
def kit(tmp_path):
    """Return a folder that holds the table and what comes from it, as in the kit."""
    for path in (TABLE, *generated(KIT)):
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(KIT / path, tmp_path / path)
    return tmp_path


def test_the_files_of_the_kit_are_as_its_table_says():
    assert differing(KIT) == []


def test_a_changed_a_missing_and_a_left_over_file_differ(kit):
    (kit / PAGE).write_text("something else")
    (kit / PACKAGE / "link.py").unlink()
    (kit / HEADERS / "boat_messages.h").write_text("// no section is called so")
    expected = [PAGE, HEADERS / "boat_messages.h", PACKAGE / "link.py"]
    assert differing(kit) == expected
    assert write_files(kit) == expected
    assert differing(kit) == []
    assert not (kit / HEADERS / "boat_messages.h").exists()


def test_writing_leaves_files_alone_that_are_right(kit):
    before = (kit / PAGE).stat().st_mtime_ns
    assert write_files(kit) == []
    assert (kit / PAGE).stat().st_mtime_ns == before


def test_a_changed_table_makes_the_check_fail_until_the_files_are_written(kit, monkeypatch):
    monkeypatch.setattr(kit_folder, "FOLDER", kit)
    (kit / "maker").write_text("")
    table = kit / TABLE
    table.write_text(
        table.read_text().replace('name = "token", low = 0', 'name = "token", low = 1')
    )
    check = CliRunner().invoke(main, ["protocol", "--check"])
    assert check.exit_code == 1
    assert check.output.splitlines()[-1] == (
        "They are not as firmware/protocol.toml says. Type: ./maker protocol"
    )
    written = CliRunner().invoke(main, ["protocol"])
    assert "wrote firmware/PROTOCOL.md" in written.output.splitlines()
    again = CliRunner().invoke(main, ["protocol", "--check"])
    assert (again.exit_code, again.output) == (0, "All is as firmware/protocol.toml says.\n")


def test_a_table_that_cannot_be_is_one_sentence_and_nothing_is_written(kit, monkeypatch):
    monkeypatch.setattr(kit_folder, "FOLDER", kit)
    (kit / "maker").write_text("")
    before = (kit / PAGE).read_text()
    table = kit / TABLE
    table.write_text(table.read_text().replace('name = "PONG"', 'name = "BOOT"'))
    result = CliRunner().invoke(main, ["protocol"])
    assert result.exit_code == 2
    assert result.output.startswith("maker: firmware/protocol.toml: ")
    assert (kit / PAGE).read_text() == before


@pytest.mark.parametrize("fields", [0, 1, 3])
def test_an_application_without_enums_or_fields_is_valid_python(tmp_path, fields):
    rows = "".join(
        f'{{ name = "x{n}", low = 0, high = {n}, reason = "r" }},' for n in range(fields)
    )
    (tmp_path / TABLE).parent.mkdir()
    message = f'name = "GO"\nfrom = "host"\nmeaning = "Go."\nrate = "once"\nfields = [{rows}]'
    (tmp_path / TABLE).write_text(
        'version = 1\n[link]\nmeaning = "All."\n'
        f'[boat]\nmeaning = "A boat."\n[[boat.messages]]\n{message}\n'
    )
    write_files(tmp_path)
    boat = load(tmp_path / PACKAGE / "boat.py")
    go = boat.Go(*range(fields))
    assert go.values() == tuple(range(fields))
    assert [{"GO": boat.Go}, {}] == [boat.FROM_HOST, boat.FROM_BOARD]


def load(file):
    """Import a file that is in no package."""
    specification = importlib.util.spec_from_file_location(f"generated_{file.stem}", file)
    module = importlib.util.module_from_spec(specification)
    sys.modules[specification.name] = module
    specification.loader.exec_module(module)
    return module
