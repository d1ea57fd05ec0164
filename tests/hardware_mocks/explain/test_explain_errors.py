"""Errors of running programs: each gets its own message at the program's own line."""

import gc
import warnings
from contextlib import contextmanager

import gpiozero
import pytest
from gpiozero.pins.mock import MockFactory, MockPWMPin
from wrong_programs import ids, wrong_programs

from hardware_mocks.explain import explain_error
from makerkit.errors import BadInputError
from makerkit.messages import Catalogue

PROGRAMS = wrong_programs("errors.txt")


@pytest.fixture(scope="module")
def catalogue():
    return Catalogue.of_the_kit()


@pytest.fixture
def error_of(tmp_path, monkeypatch):
    """Run a program on gpiozero's own mock pins and explain the error that ends it."""
    monkeypatch.chdir(tmp_path)

    def run(program, **files):
        for name, text in files.items():
            (tmp_path / f"{name}.py").write_text(text, encoding="utf-8")
        path = tmp_path / "main.py"
        path.write_text(program, encoding="utf-8")
        with mock_pins():
            try:
                exec(compile(program, str(path), "exec"), {"__name__": "__main__"})
            except BaseException as error:
                return explain_error(error, path)
        raise AssertionError("nothing was raised")

    return run


@contextmanager
def mock_pins():
    before = gpiozero.Device.pin_factory
    gpiozero.Device.pin_factory = MockFactory(pin_class=MockPWMPin)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # gpiozero's, about programs that are wrong on purpose
        yield
        gc.collect()
    gpiozero.Device.pin_factory.close()
    gpiozero.Device.pin_factory = before


@pytest.mark.parametrize(("program", "message_id", "line"), PROGRAMS, ids=ids(PROGRAMS))
def test_an_error_gets_its_own_sentence(program, message_id, line, error_of, catalogue):
    found = error_of(program)

    assert (found.message.id, found.line, found.is_certain) == (message_id, line, True)
    assert found.code == program.split("\n")[line - 1].strip()
    assert catalogue.text(found.message).steps, "it says what to try"


def test_an_own_file_with_the_name_of_a_library_is_found(
    error_of, catalogue, monkeypatch, tmp_path
):
    monkeypatch.syspath_prepend(tmp_path)
    monkeypatch.delitem(__import__("sys").modules, "csv", raising=False)
    found = error_of("from csv import reader\n", csv="print('my table')\n")

    assert found.message.id == "import.shadowed"
    assert "`csv.py`" in catalogue.text(found.message).title


def test_an_error_in_a_function_is_told_at_the_line_in_the_function(error_of):
    found = error_of("def f():\n    x = 1\n    return x + y\nf()\n")

    assert (found.message.id, found.line) == ("name.unknown", 3)


def test_an_error_of_another_own_file_is_told_there(error_of, monkeypatch, tmp_path):
    monkeypatch.syspath_prepend(tmp_path)
    found = error_of("import robot_arm\n", robot_arm="a = 1\nb = a + ''\n")

    assert (found.line, found.code) == (2, "b = a + ''")


def test_a_syntax_error_in_another_own_file_is_told_there(error_of, monkeypatch, tmp_path):
    monkeypatch.syspath_prepend(tmp_path)
    found = error_of("import robot_leg\n", robot_leg="while True\n    pass\n")

    assert (found.message.id, found.code) == ("syntax.missing_colon", "while True")


def test_the_kits_own_errors_keep_their_words(tmp_path, catalogue):
    found = explain_error(BadInputError("The wire is {cut}."), tmp_path / "gone.py")

    assert catalogue.text(found.message).title == "The wire is {cut}."
    assert found.line is None


def test_an_unknown_error_is_told_in_pythons_words_and_not_as_certain(error_of, catalogue):
    found = error_of("raise BufferError('odd')\n")

    assert (found.message.id, found.is_certain) == ("python.other", False)
    assert "BufferError: odd" in catalogue.text(found.message).title
