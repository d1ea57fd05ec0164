import os

import pytest

from makerkit.tub import bring_home


@pytest.fixture(autouse=True)
def quick_disk(monkeypatch):
    """Have the disk take what it is told to bring home as done: hundreds of tubs are written."""
    monkeypatch.setattr(os, "fsync", lambda descriptor: None)
    monkeypatch.setattr(bring_home, "_syncfs", lambda: None)
