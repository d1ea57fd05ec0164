"""What the proofs of the node's edge share."""

import tempfile
from pathlib import Path

import pytest
from desk import CODE, Clock
from paper import Paper

from hardware_mocks.arduino.for_tests import require_toolchain


@pytest.fixture(scope="module")
def toolchain():
    require_toolchain()


@pytest.fixture
def card_in_memory():
    """A folder where a sync costs nothing: a week has ten thousand of them."""
    memory = Path("/dev/shm")
    with tempfile.TemporaryDirectory(dir=memory if memory.is_dir() else None) as folder:
        yield Path(folder)


@pytest.fixture
def clock(monkeypatch):
    return Clock().patch(monkeypatch)


@pytest.fixture
def paper(tmp_path, clock):
    """A running system with a new node, its keypad's code set."""
    paper = Paper(tmp_path / "data", clock)
    paper.start()
    paper.desk.edge.set_code(CODE)
    paper.run(2)
    yield paper
    if paper.desk:
        paper.desk.stop()
