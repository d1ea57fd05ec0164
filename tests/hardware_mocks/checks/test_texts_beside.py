"""What lies beside the program: a check may read it, and finds nothing where nothing is."""

from types import SimpleNamespace
from typing import Any, cast

from hardware_mocks.checks.seen import Seen


def beside(folder, pattern):
    run: Any = SimpleNamespace()
    return Seen(cast(Any, run), folder / "main.py").texts_beside(pattern)


def test_texts_beside_the_program_are_read_by_name(tmp_path):
    (tmp_path / "README.md").write_text("# سيارتنا\n", encoding="utf-8")
    (tmp_path / "README.kmr.md").write_text("# Ereba me\n", encoding="utf-8")
    (tmp_path / "notes.md").write_text("no page\n", encoding="utf-8")

    assert beside(tmp_path, "README*.md") == {
        "README.kmr.md": "# Ereba me\n",
        "README.md": "# سيارتنا\n",
    }


def test_no_page_is_no_error_and_neither_is_one_that_is_no_text(tmp_path):
    assert beside(tmp_path, "README*.md") == {}

    (tmp_path / "README.md").write_bytes(b"\xff\xfe#")
    assert "README.md" in beside(tmp_path, "README*.md")
