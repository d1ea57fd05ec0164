"""A journal whose writer is killed at any moment loses nothing that it has promised."""

import os
import subprocess
import sys
from pathlib import Path

from security_system.journal import Journal

APPENDERS = Path(__file__).with_name("killed_appenders.py")
ROOT = Path(__file__).parents[3]
KILLS = 60


def test_sixty_killed_writers_lose_no_row_that_was_promised_and_break_no_chain(tmp_path):
    run = subprocess.run(
        [sys.executable, APPENDERS, tmp_path, str(KILLS), "6"],
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
        env=os.environ | {"PYTHONPATH": str(ROOT)},
    )
    assert run.returncode == 0, run.stderr
    journal = Journal(tmp_path / "journal.db")
    rows = journal.rows(limit=10_000)
    assert [row.why for row in rows] == [f"number {n}" for n in range(len(rows))]
    assert journal.load().state == {"number": len(rows)}, "rows and state are of one transaction"
    assert journal.verify().is_whole
    assert len(rows) > KILLS
    assert list(tmp_path.glob("*damaged*")) == []
    assert list(tmp_path.glob(".*.tmp")) == [], "halves of replaced files are swept up"
