"""The firmware's reader and the host's agree on a thousand good and ten thousand damaged lines."""

import subprocess

import lines_to_judge
import native_build as native
import pytest

from makerkit.arduino.codec import Bad, BadLine, LineReader, encode

REASONS = list(Bad)


@pytest.fixture(scope="module")
def lines():
    return lines_to_judge.lines()


@pytest.fixture(scope="module")
def answers_of_python(lines):
    """Return what a fresh reader and one that has read all before say of each line."""
    sides = lines_to_judge.sides()
    readers = {side: LineReader(known) for side, known in sides.items()}
    return [
        (LineReader(sides[line.side]).feed(line.data), readers[line.side].feed(line.data))
        for line in lines
    ]


def test_every_line_gets_its_verdict(lines, answers_of_python):
    wrong = [
        (line.damage, line.verdict, line.data, fresh)
        for line, (fresh, _) in zip(lines, answers_of_python, strict=True)
        if not is_as_said(line, fresh)
    ]
    assert wrong == []


def is_as_said(line, found):
    words = [
        REASONS[REASONS.index(result.reason)].name
        if isinstance(result, BadLine)
        else "good"
        if encode(result.message, result.seq) == line.original
        else "WRONG"
        for result in found
    ]
    if line.verdict == "safe":
        return "WRONG" not in words
    if line.verdict == "bad":
        return words != [] and "WRONG" not in words and "good" not in words
    return words == line.verdict.split()


def test_both_readers_say_the_same_of_every_line(lines, answers_of_python, tmp_path):
    native.require_native()
    file = tmp_path / "lines.txt"
    lines_to_judge.write(file)
    applications = {side.partition(".")[0].upper() for side in lines_to_judge.sides()}
    defines = sorted(f"-DWITH_{name}" for name in applications)
    judge = native.TESTS / "judge.cpp"
    program = native.program(judge, native.library_objects(), defines=defines)
    done = subprocess.run([program, file], capture_output=True, check=True, timeout=120)
    said = done.stdout.decode("latin-1").split("\n")[:-1]
    expected = [f"{as_text(fresh)} |{as_text(old)}" for fresh, old in answers_of_python]
    differing = [
        (line.data, cpp, python)
        for line, cpp, python in zip(lines, said, expected, strict=True)
        if cpp != python
    ]
    assert differing == []


def as_text(found):
    return "".join(
        f" bad:{REASONS.index(result.reason)}"
        if isinstance(result, BadLine)
        else " " + encode(result.message, result.seq).decode("ascii").rstrip("\n")
        for result in found
    )


def test_the_file_has_every_message_every_damage_and_every_reason(lines, answers_of_python):
    assert len(lines) == lines_to_judge.GOOD + lines_to_judge.DAMAGED
    for known_side, known in lines_to_judge.sides().items():
        for name in known:
            head = b"$%s," % name.encode()
            mine = [x for x in lines if x.side == known_side and x.original.startswith(head)]
            assert {"none", "flipped_bit", "leading_zero"} <= {line.damage for line in mine}
    assert {line.damage for line in lines} == {"none", *lines_to_judge.DAMAGES}
    found = {
        result.reason
        for fresh, _ in answers_of_python
        for result in fresh
        if isinstance(result, BadLine)
    }
    assert found == set(Bad)
