"""Profiles: whose work this is, on a computer that many students share.

Everything of theirs stands below one folder, `MAKER_HOME` (by default `~/maker`):

    profile.txt              the name of the profile in use
    work/<profile>/          its programs, a folder for each lesson (`work.py`)
    progress/<profile>.jsonl what it has done (`progress.py`)
"""

import os
import re
import unicodedata
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from makerkit.atomic_file import write_atomically
from makerkit.errors import BadInputError

HOME_VARIABLE = "MAKER_HOME"
DEFAULT_NAME = "student"
MOST_CHARACTERS = 40
MOST_BYTES = 100
"""Names of files have at most 255 bytes, 143 on an encrypted disk; ours get an ending."""
# Names that Windows keeps for devices: Microsoft, "Naming Files, Paths, and Namespaces".
KEPT_BY_WINDOWS = re.compile(r"con|prn|aux|nul|com[0-9]|lpt[0-9]", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Profile:
    """One student's place.

    Attributes:
        name: as it is shown, and as its files are called.
        home: the folder of all profiles.
    """

    name: str
    home: Path

    @property
    def work_folder(self) -> Path:
        """Where its programs are, there or not."""
        return self.home / "work" / self.name

    @property
    def progress_file(self) -> Path:
        """Where its events are, there or not."""
        return self.home / "progress" / f"{self.name}.jsonl"


def maker_home() -> Path:
    """Return the folder of all profiles, there or not.

    Raises:
        BadInputError: this user has no home folder, and `MAKER_HOME` names none.
    """
    named = os.environ.get(HOME_VARIABLE, "").strip()
    try:
        return Path(named).expanduser().absolute() if named else Path.home() / "maker"
    except RuntimeError as error:
        raise BadInputError(
            f"This user has no home folder. Say where your work goes: {HOME_VARIABLE}=/some/folder."
        ) from error


def profile_in_use(home: Path) -> Profile:
    """Return the profile that was chosen last, or one named like the user of this computer."""
    with suppress(OSError, ValueError, BadInputError):
        return Profile(safe_name((home / "profile.txt").read_text(encoding="utf-8")), home)
    return Profile(_name_of_the_user(), home)


def choose_profile(home: Path, name: str) -> Profile:
    """Make a profile the one in use; one that is there already is found in any spelling.

    Raises:
        BadInputError: the name is no good, or the folder cannot be written.
    """
    wanted = safe_name(name)
    same = (known for known in known_profiles(home) if known.casefold() == wanted.casefold())
    profile = Profile(next(same, wanted), home)
    make_folder(profile.work_folder)
    write_atomically(home / "profile.txt", f"{profile.name}\n".encode())
    return profile


def make_folder(folder: Path) -> None:
    """Make a folder below the home, unless it is there.

    Raises:
        BadInputError: the system refuses it; the message has its reason.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise BadInputError(
            f"Cannot make the folder {folder}: {error.strerror or error}. "
            f"Say where else your work may go: {HOME_VARIABLE}=/some/folder ./maker"
        ) from error


def known_profiles(home: Path) -> list[str]:
    """Return the names of all profiles that have work or progress here."""
    found = {_usual_form(path.name) for path in _entries(home / "work") if path.is_dir()}
    found |= {
        _usual_form(path.stem) for path in _entries(home / "progress") if path.suffix == ".jsonl"
    }
    return sorted(name for name in found if not name.startswith("."))


def safe_name(name: str) -> str:
    """Return a name as every file system can hold it: letters of any script, digits, - and _.

    Blanks become underscores. Marks that cannot be seen (a zero-width non-joiner, a change of
    direction) are left out, so that two names that look the same are the same.

    Raises:
        BadInputError: nothing is left, it is too long, or something in it cannot be in a name.
    """
    cleaned = re.sub(r"\s+", "_", _usual_form(name).strip())
    wrong = sorted({mark for mark in cleaned if not _may_stand_in_a_name(mark)})
    if wrong:
        raise _no_name(name, f"{' '.join(wrong)} cannot be in a name")
    if not any(mark.isalnum() for mark in cleaned):
        raise _no_name(name, "it has no letter")
    if cleaned.startswith("-"):
        raise _no_name(name, "it begins with -")
    if len(cleaned) > MOST_CHARACTERS or len(cleaned.encode()) > MOST_BYTES:
        raise _no_name(name[:MOST_CHARACTERS], "it is too long")
    if KEPT_BY_WINDOWS.fullmatch(cleaned):
        raise _no_name(name, "Windows keeps this name for itself")
    return cleaned


def _usual_form(name: str) -> str:
    """Return a name in one form, however it was typed or stored (macOS takes letters apart)."""
    composed = unicodedata.normalize("NFKC", name)
    return "".join(mark for mark in composed if unicodedata.category(mark) != "Cf")


def _may_stand_in_a_name(mark: str) -> bool:
    return mark in "-_" or unicodedata.category(mark)[0] in "LM" or mark.isdecimal()


def _no_name(name: str, reason: str) -> BadInputError:
    return BadInputError(
        f"{name!r} cannot be the name of a profile: {reason}. Take letters and digits, like "
        f"ali, zana_2 or نازدار; at most {MOST_CHARACTERS} of them."
    )


def _name_of_the_user() -> str:
    import getpass

    with suppress(OSError, KeyError, ImportError, BadInputError):
        return safe_name(getpass.getuser().rpartition("\\")[2].replace(".", "_"))
    return DEFAULT_NAME


def _entries(folder: Path) -> list[Path]:
    with suppress(OSError):
        return list(folder.iterdir())
    return []
