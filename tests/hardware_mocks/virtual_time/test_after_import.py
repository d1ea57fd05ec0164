"""`when_imported`: what is done as soon as a module has been imported."""

import importlib
import importlib.util
import sys

import pytest

from hardware_mocks.after_import import when_imported


@pytest.fixture
def module(tmp_path, monkeypatch):
    """A module that nobody has imported, by name."""
    name = "imported_for_the_first_time"
    (tmp_path / f"{name}.py").write_text("ready = True\n")
    monkeypatch.syspath_prepend(tmp_path)
    monkeypatch.setattr(sys, "meta_path", list(sys.meta_path))
    monkeypatch.delitem(sys.modules, name, raising=False)
    yield name
    sys.modules.pop(name, None)


def test_it_acts_once_when_the_module_is_imported(module):
    seen = []
    when_imported(module, lambda m: seen.append(m.ready))
    assert seen == []
    importlib.import_module(module)
    importlib.import_module(module)
    assert seen == [True]


def test_it_acts_at_once_on_a_module_that_is_there():
    seen = []
    when_imported("sys", seen.append)
    assert seen == [sys]


def test_several_actions_come_in_order(module):
    seen = []
    for number in range(3):
        when_imported(module, lambda m, number=number: seen.append(number))
    importlib.import_module(module)
    assert seen == [0, 1, 2]


def test_looking_whether_a_module_exists_does_not_use_the_action_up(module):
    seen = []
    when_imported(module, seen.append)
    spec = importlib.util.find_spec(module)
    assert spec is not None
    assert spec.loader.get_source(module) == "ready = True\n"
    importlib.import_module(module)
    assert len(seen) == 1


def test_an_import_that_failed_can_be_tried_again(module, tmp_path):
    seen = []
    when_imported(module, seen.append)
    (tmp_path / f"{module}.py").write_text("1 / 0\n")
    with pytest.raises(ZeroDivisionError):
        importlib.import_module(module)
    (tmp_path / f"{module}.py").write_text("ready = 'at last'\n")
    importlib.invalidate_caches()
    importlib.import_module(module)
    assert [m.ready for m in seen] == ["at last"]


def test_the_module_has_its_own_loader(module):
    when_imported(module, lambda m: None)
    loaded = importlib.import_module(module)
    assert type(loaded.__loader__).__name__ == "SourceFileLoader"
    assert loaded.__spec__.loader is loaded.__loader__


def test_a_module_that_does_not_exist_is_missing_as_ever(module):
    when_imported("there_is_no_such_module", print)
    with pytest.raises(ModuleNotFoundError):
        importlib.import_module("there_is_no_such_module")


def test_modules_in_packages_are_found(tmp_path, monkeypatch):
    package = tmp_path / "package_for_the_first_time"
    package.mkdir()
    (package / "__init__.py").write_text("")
    (package / "inner.py").write_text("ready = True\n")
    monkeypatch.syspath_prepend(tmp_path)
    monkeypatch.setattr(sys, "meta_path", list(sys.meta_path))
    seen = []
    when_imported("package_for_the_first_time.inner", lambda m: seen.append(m.__name__))
    importlib.import_module("package_for_the_first_time.inner")
    assert seen == ["package_for_the_first_time.inner"]
    for name in ("package_for_the_first_time.inner", "package_for_the_first_time"):
        sys.modules.pop(name)
