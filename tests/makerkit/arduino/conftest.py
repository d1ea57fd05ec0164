"""No test here meets the live bench of somebody who works on the same machine."""

import pytest


@pytest.fixture(autouse=True)
def no_live_bench(tmp_path, monkeypatch):
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(tmp_path))
