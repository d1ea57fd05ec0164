"""`maker new NAME`: a project of one's own from a template, with a test that passes."""

import re
import shutil
import tempfile
from pathlib import Path

import click

from makerkit.errors import BadInputError, UnsupportedHereError

TEMPLATES = Path(__file__).resolve().parents[1] / "templates"
PYTHON, SKETCH = TEMPLATES / "project", TEMPLATES / "sketch"
GOOD_NAME = re.compile(r"[a-z][a-z0-9_]{0,39}")
# Names that Windows keeps for devices: Microsoft, "Naming Files, Paths, and Namespaces".
KEPT_BY_WINDOWS = re.compile(r"con|prn|aux|nul|com[0-9]|lpt[0-9]")


@click.command()
@click.argument("name")
@click.option(
    "--folder",
    type=click.Path(file_okay=False, path_type=Path),
    default=Path(),
    help="Where to put it; here, if not given.",
)
@click.option("--arduino", is_flag=True, help="A sketch for an Arduino, not a Python program.")
def command(name: str, folder: Path, *, arduino: bool) -> None:
    """Start a project called NAME: a program, its test and a page about it."""
    project = make_project(name, folder, SKETCH if arduino else PYTHON)
    program = project / (f"{name}.ino" if arduino else "main.py")
    click.echo(f"{project} is yours. Next:")
    click.echo(f"  ./maker run {program}")
    click.echo(f"  ./maker test {project}")


def make_project(name: str, folder: Path, template: Path = PYTHON) -> Path:
    """Copy a template to `folder/name`, wholly or not at all, and return where it is."""
    check_name(name)
    project = folder / name
    if project.exists():
        raise BadInputError(f"{project} is there already. Take another name, or move it away.")
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(prefix=".maker-new-", dir=folder) as workbench:
            draft = Path(workbench) / name
            fill_template(draft, name, template)
            draft.rename(project)
    except OSError as error:
        reason = error.strerror or error
        raise UnsupportedHereError(f"{project} cannot be written: {reason}.") from error
    return project


def check_name(name: str) -> None:
    """Refuse a name that one of the systems, or Python, could not use."""
    if KEPT_BY_WINDOWS.fullmatch(name):
        raise BadInputError(f"Windows keeps the name {name!r} for itself. Take another one.")
    if not GOOD_NAME.fullmatch(name):
        raise BadInputError(
            f"{name!r} cannot be a project's name. Take up to 40 small letters, digits and "
            "underscores, a letter first, like night_light."
        )


def fill_template(draft: Path, name: str, template: Path) -> None:
    """Copy a template and write the project's name into its page.

    A sketch gets the name of its folder: the Arduino IDE opens no other.
    """
    shutil.copytree(template, draft, ignore=shutil.ignore_patterns("__pycache__"))
    for sketch in draft.glob("*.ino"):
        sketch.rename(draft / f"{name}.ino")
    page = draft / "README.md"
    page.write_text(page.read_text(encoding="utf-8").replace("NAME", name), encoding="utf-8")
