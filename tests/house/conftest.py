"""What the tests of the house share."""

from collections.abc import Callable
from pathlib import Path
from types import ModuleType

import pytest
from small_project import load_maker, make_tree


@pytest.fixture
def maker(tmp_path: Path) -> ModuleType:
    """The functions of `maker`, for a project of their own."""
    return load_maker(make_tree(tmp_path).folder)


@pytest.fixture
def fake_programs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Path]:
    """Put shell scripts first on the path; each writes down its arguments, then does as told."""
    folder, calls = tmp_path / "programs", tmp_path / "calls.txt"
    folder.mkdir()
    calls.touch()

    def put(**programs: str) -> Path:
        for name, then in programs.items():
            file = folder / name.replace("_", "-")
            file.write_text(f'#!/bin/sh\necho "{file.name} $*" >> {calls}\n{then}\n')
            file.chmod(0o755)
        monkeypatch.setenv("PATH", f"{folder}:/usr/bin:/bin")
        return calls

    return put
