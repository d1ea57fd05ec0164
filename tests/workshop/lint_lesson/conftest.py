"""A lesson without a fault, and a way to plant one."""

import pytest
from spoilt_lesson import Spoilt


@pytest.fixture
def spoilt(tmp_path):
    return Spoilt(tmp_path / "lessons")
