"""kill -9 at any byte loses at most the record that was being written."""

import json
import os
import shutil
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tub_making import JPEG, make_tub, numbers, record

from makerkit.tub import Tub, TubWriter, heal

ROOT = Path(__file__).parents[3]
ENDLESS = """
import itertools, sys
from makerkit.tub import TubWriter
jpeg = sys.stdin.buffer.read()
with TubWriter(sys.argv[1], max_len=50, sync_every_s=0.005) as tub:
    for number in itertools.count():
        tub.write({"cam/image_array": jpeg, "user/angle": number / 100})
        print(number, flush=True)
"""


class Killed(BaseException):
    """The program ends here, without any clean-up that Python could do."""


class Power:
    """Counts the bytes that go to the disk, and fails for good when they are used up."""

    def __init__(self, left):
        self.left = left
        self.write, self.replace, self.truncate = os.write, os.replace, os.ftruncate

    def some(self, descriptor, data):
        if self.left <= 0:
            raise Killed
        taken = bytes(data)[: self.left]
        self.left -= len(taken)
        return self.write(descriptor, taken)


@given(
    left=st.integers(0, 9 * (len(JPEG) + 130)), max_len=st.integers(1, 4), already=st.integers(0, 3)
)
@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_a_writer_that_ends_at_any_byte_loses_only_what_it_was_writing(
    tmp_path, monkeypatch, left, max_len, already
):
    folder = tmp_path / "tub"
    shutil.rmtree(folder, ignore_errors=True)
    if already:
        make_tub(folder, already, max_len=max_len)
    done = already
    with monkeypatch.context() as patch:
        patch.setattr(os, "write", Power(left).some)
        writer = TubWriter(folder, max_len=max_len, sync_every_s=0.0)
        try:
            for number in range(already, already + 9):
                writer.write(record(number))
                done = number + 1
        except Killed:
            pass
    if writer._catalog is not None:
        os.close(writer._catalog._file)  # what the system does for a process that is gone
    if done == 0 and not any(folder.glob("*.catalog")):
        return
    found = numbers(Tub(folder))
    assert found[:done] == list(range(done))
    assert len(found) <= done + 1
    with TubWriter(folder, max_len=max_len) as writer:
        writer.write(record(len(found)))
    tub = Tub(folder)
    assert numbers(tub) == list(range(len(found) + 1))
    assert [one["_index"] for one in tub] == list(range(len(found) + 1))
    assert all(tub.jpeg(one) == JPEG for one in tub)
    assert heal(folder).bad_pictures == ()


@given(st.data())
@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_a_catalog_cut_at_any_byte_keeps_every_whole_line(tmp_path, data):
    folder = tmp_path / "tub"
    shutil.rmtree(folder, ignore_errors=True)
    make_tub(folder, 6)
    catalog = folder / "catalog_0.catalog"
    whole = catalog.read_bytes()
    cut = data.draw(st.integers(0, len(whole)))
    catalog.write_bytes(whole[:cut])

    lines = whole[: cut + 1].count(b"\n")  # a line that lacks only its newline counts
    assert numbers(Tub(folder)) == list(range(lines))
    make_tub(folder, 2, begin=lines)
    assert numbers(Tub(folder)) == list(range(lines + 2))
    assert (
        json.loads((folder / "manifest.json").read_text().splitlines()[4])["current_index"]
        == lines + 2
    )


@pytest.mark.parametrize("after", [1, 77, 260])
def test_a_process_killed_while_it_writes_loses_at_most_one_record(tmp_path, after):
    with subprocess.Popen(
        [sys.executable, "-c", ENDLESS, str(tmp_path / "tub")], cwd=ROOT,
        stdin=subprocess.PIPE, stdout=subprocess.PIPE,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
    ) as writer:  # fmt: skip
        writer.stdin.write(JPEG)
        writer.stdin.close()
        for _ in range(after):
            said = writer.stdout.readline()
        writer.send_signal(signal.SIGKILL)
        rest = writer.stdout.read().splitlines()
        writer.wait()
    last = int(rest[-1] if rest else said)

    tub = Tub(tmp_path / "tub")
    assert numbers(tub) in (list(range(last + 1)), list(range(last + 2)))
    assert all(tub.jpeg(one) == JPEG for one in tub)
    report = heal(tmp_path / "tub")
    assert (report.bad_lines, report.bad_pictures, report.missing_catalogs) == ((), (), ())
