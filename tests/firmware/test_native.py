"""The firmware's libraries under g++, with warnings as errors and the sanitizers on."""

import subprocess

import native_build as native
import pytest

TEST_FILES = sorted(native.TESTS.glob("*_test.cpp"))


@pytest.fixture(scope="session")
def objects():
    native.require_native()
    return [native.main_object(), *native.library_objects()]


@pytest.mark.parametrize("source", TEST_FILES, ids=lambda source: source.stem)
def test_a_library_does_what_its_native_test_says(source, objects):
    program = native.program(source, objects)
    done = subprocess.run([program], capture_output=True, text=True, timeout=120, check=False)
    if done.returncode:
        pytest.fail(f"{done.stdout}\n{done.stderr}".replace(f"{native.KIT}/", ""), pytrace=False)
    assert "0 failed" in done.stdout
    assert "test cases: 0 |" not in done.stdout, "it tests nothing"


@pytest.mark.parametrize("header", native.headers(), ids=lambda header: header.name)
def test_a_header_needs_no_other_before_it(header, tmp_path):
    native.require_native()
    source = tmp_path / "alone.cpp"
    source.write_text(f'#include "{header}"\n#include "{header}"\n')
    command = ["g++", *native.STANDARD, "-fsyntax-only", *native.include_flags()]
    done = subprocess.run([*command, source], capture_output=True, text=True, check=False)
    assert done.stderr == ""


def test_there_are_tests_and_headers_to_look_at():
    assert TEST_FILES
    assert native.headers()
