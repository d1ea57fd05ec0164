"""Marking records as deleted loses nothing, whoever records meanwhile."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tub_making import make_tub, numbers, record

from makerkit.errors import NotThereError
from makerkit.tub import Tub, TubWriter
from makerkit.tub.edits import mark, note


@pytest.fixture
def folder(tmp_path):
    return make_tub(tmp_path / "tub", 10, max_len=4)


def files_of(folder):
    return {path: path.read_bytes() for path in folder.rglob("*") if path.name != "manifest.json"}


def test_deleted_records_can_be_wanted_later(folder):
    """donkey PR 12: "deleted data I wanted later"."""
    before = {path: path.stat().st_size for path in folder.rglob("*.jpg")}
    tub = Tub(folder)
    tub.delete(range(2, 7))

    assert numbers(tub) == [0, 1, 7, 8, 9]
    assert len(tub) == 5
    assert {path: path.stat().st_size for path in folder.rglob("*.jpg")} == before
    assert tub.record(3)["user/angle"] == 0.03
    assert [one.index for one in tub.records(2, 5, with_deleted=True)] == [2, 3, 4]
    tub.restore(range(10))
    assert numbers(tub) == list(range(10))


def test_marks_set_while_somebody_records_stay(folder):
    with TubWriter(folder) as writer:
        writer.write(record(10))
        Tub(folder).delete([1, 10])
        writer.write(record(11))
        writer.sync()
        note(folder, driver="mina")

    tub = Tub(folder)
    assert tub.deleted == {1, 10}
    assert tub.metadata == {"driver": "mina"}
    assert numbers(tub) == [0, 2, 3, 4, 5, 6, 7, 8, 9, 11]


def test_erasing_the_last_records_passes_over_what_is_erased_already(folder):
    with TubWriter(folder) as writer:
        assert writer.erase_last(2) == {8, 9}
        writer.write(record(10))
        assert writer.erase_last(2) == {7, 10}
        writer.write(record(11))

    assert numbers(Tub(folder)) == [0, 1, 2, 3, 4, 5, 6, 11]


@pytest.mark.parametrize(("count", "left"), [(0, 10), (-1, 10), (99, 0)])
def test_erasing_none_or_too_many(folder, count, left):
    """donkeycar's own delete_last_n_records(0) deletes everything."""
    with TubWriter(folder) as writer:
        writer.erase_last(count)

    assert len(Tub(folder)) == left


def test_indexes_that_a_tub_does_not_have_are_passed_over(folder):
    tub = Tub(folder)
    tub.delete([-1, 3, 10, 1_000_000])

    assert tub.deleted == {3}


def test_a_record_that_is_not_there_is_named(folder):
    with pytest.raises(NotThereError, match="has no record 10: they go from 0 to 9"):
        Tub(folder).record(10)
    with pytest.raises(NotThereError, match="-1"):
        Tub(folder).record(-1)


def test_part_of_a_tub_is_read_without_the_rest(folder):
    (folder / "catalog_0.catalog").chmod(0o644)
    tub = Tub(folder)

    assert [one.index for one in tub.records(3, 9)] == [3, 4, 5, 6, 7, 8]
    assert [one.index for one in tub.records(8)] == [8, 9]


@given(st.lists(st.tuples(st.booleans(), st.sets(st.integers(0, 12))), max_size=6))
@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_marks_are_a_set(folder, steps):
    tub, expected = Tub(folder), set()
    tub.restore(range(10))
    for is_deleted, indexes in steps:
        (tub.delete if is_deleted else tub.restore)(indexes)
        real = {one for one in indexes if one < 10}
        expected = expected | real if is_deleted else expected - real
    assert Tub(folder).deleted == expected
    assert numbers(Tub(folder)) == [one for one in range(10) if one not in expected]


def test_only_what_changes_is_told_and_written(folder):
    assert mark(folder, [1, 2], is_deleted=True) == {1, 2}
    assert mark(folder, [2, 3], is_deleted=True) == {3}
    before = (folder / "manifest.json").stat().st_mtime_ns
    assert mark(folder, [5, 6], is_deleted=False) == frozenset()
    assert (folder / "manifest.json").stat().st_mtime_ns == before
    assert mark(folder, [1, 6], is_deleted=False) == {1}


def test_a_mark_dies_with_its_record_and_does_not_fall_on_a_new_one(folder):
    Tub(folder).delete([9])
    catalog = folder / "catalog_2.catalog"
    catalog.write_bytes(catalog.read_bytes().splitlines(keepends=True)[0])  # a power cut
    with TubWriter(folder) as writer:
        assert writer.write(record(9)) == 9

    assert numbers(Tub(folder)) == list(range(10))
