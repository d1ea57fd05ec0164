"""What Python cannot read, as beginners write it: each gets its own message at the right line."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from wrong_programs import ids, wrong_programs

from hardware_mocks.explain import explain_file
from hardware_mocks.explain.source import Source
from hardware_mocks.explain.syntax import explain_text, syntax_error_in
from hardware_mocks.explain.syntax.mask import masked
from makerkit.messages import Catalogue

PROGRAMS = wrong_programs("syntax.txt")


@pytest.fixture(scope="module")
def catalogue():
    return Catalogue.of_the_kit()


@pytest.mark.parametrize(("program", "message_id", "line"), PROGRAMS, ids=ids(PROGRAMS))
def test_a_syntax_error_gets_its_own_sentence(program, message_id, line, tmp_path, catalogue):
    file = tmp_path / "main.py"
    file.write_text(program, encoding="utf-8")
    found = explain_file(file)

    assert (found.message.id, found.line) == (message_id, line)
    assert found.code == program.split("\n")[line - 1].strip()
    text = catalogue.text(found.message)
    assert text.steps, "it says what to try"


def test_the_number_is_shown_as_it_should_be_written(tmp_path, catalogue):
    found = {}
    for written in ("٠٫٥", "۱۷", "١،٥", "１７"):  # noqa: RUF001 (look-alikes)
        source = Source(f"sleep({written})\n")
        explained = explain_text(source, syntax_error_in(source))
        found[written] = explained.message.params["right"]

    assert found == {"٠٫٥": "0.5", "۱۷": "17", "١،٥": "1.5", "１７": "17"}  # noqa: RUF001 (look-alikes)


def test_arabic_text_in_strings_and_comments_is_no_fault(tmp_path):
    file = tmp_path / "main.py"
    file.write_text('# المصباح، ٣ مرات\nprint("مرحبا، ١٢٣")\nالمصباح = 3\n', encoding="utf-8")  # noqa: RUF001 (look-alikes)

    assert explain_file(file) is None


def test_a_mask_keeps_every_place():
    code = ["a = 'x # y' # z", "b = '''1", "2''' + c", "'open", "d"]
    mask = ["a = 'sssss'    ", "b = 'sss", "sss' + c", "'ssss", "d"]

    assert masked("\n".join(code)) == "\n".join(mask)


@given(st.text(alphabet="ab(){}[]:='\"#\\ \n\t.,1٣“”+-;ifelsdw>&", max_size=60))
def test_any_text_is_masked_in_place_and_explained_without_a_crash(text):
    mask = masked(text)
    assert [len(line) for line in mask.split("\n")] == [len(line) for line in text.split("\n")]
    source = Source(text)
    error = syntax_error_in(source)
    if error is not None:
        assert explain_text(source, error).message.id
