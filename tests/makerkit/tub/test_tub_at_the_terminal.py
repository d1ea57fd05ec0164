"""`python -m makerkit.tub` tells and heals."""

import os
import subprocess
import sys
from pathlib import Path

from tub_making import make_tub

from makerkit.tub import Tub
from makerkit.tub.__main__ import main

ROOT = Path(__file__).parents[3]


def test_it_says_what_a_tub_holds_and_changes_nothing(tmp_path, capsys):
    folder = make_tub(tmp_path / "tub", 4)
    Tub(folder).delete([2])
    before = (folder / "manifest.json").read_bytes()

    assert main([str(folder)]) == 0
    assert capsys.readouterr().out == (
        f"{folder}: 3 records, 1 more are marked as deleted.\n  22-11-29_0: 0 to 3\n"
    )
    assert (folder / "manifest.json").read_bytes() == before


def test_it_heals_and_takes_every_mark_back(tmp_path, capsys):
    folder = make_tub(tmp_path / "tub", 4)
    (folder / "images/1_cam_image_array_.jpg").write_bytes(b"")

    main(["--heal", str(folder)])
    said = capsys.readouterr().out
    assert "Pictures that are missing or cut: 1." in said
    assert "3 records, 1 more" in said
    main(["--restore", str(folder)])
    assert "4 records, 0 more" in capsys.readouterr().out


def test_what_is_no_tub_is_said_and_the_others_are_told_all_the_same(tmp_path, capsys):
    folder = make_tub(tmp_path / "tub", 1)

    assert main([str(tmp_path / "nothing"), str(folder)]) == 1
    told = capsys.readouterr()
    assert "There is no folder" in told.err
    assert "1 records" in told.out


def test_tubs_need_the_standard_library_alone():
    """A training runs with another Python, which has none of the kit's packages."""
    others = "{'numpy', 'cv2', 'pydantic', 'flask'}"
    seen = f"import sys, makerkit.tub; print(*{others} & set(sys.modules))"
    said = subprocess.run(
        [sys.executable, "-c", seen], cwd=ROOT, capture_output=True, check=True, encoding="utf-8",
        env={**os.environ, "PYTHONPATH": str(ROOT)},
    )  # fmt: skip

    assert said.stdout.strip() == ""
