"""`python -m makerkit.tub TUB...`: says what tubs hold and what is wrong with them; heals them.

python -m makerkit.tub data/monday              what it holds
python -m makerkit.tub --heal data/monday       mends it, and marks what cannot be used as deleted
python -m makerkit.tub --restore data/monday    takes every mark back
"""

import argparse
import sys
from pathlib import Path
from typing import TextIO

from makerkit.errors import MakerKitError
from makerkit.tub.healing import heal
from makerkit.tub.reader import Tub


def main(arguments: list[str] | None = None) -> int:
    """Do what is asked for each tub; return 1 if one of them is none."""
    summary, _, examples = (__doc__ or "").partition("\n")
    parser = argparse.ArgumentParser(
        prog="python -m makerkit.tub",
        description=summary,
        epilog=examples,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("tubs", nargs="+", type=Path, metavar="TUB")
    parser.add_argument("--heal", action="store_true", help="mend it; nothing is thrown away")
    parser.add_argument("--restore", action="store_true", help="no record counts as deleted")
    wishes = parser.parse_args(arguments)
    failed = 0
    for folder in wishes.tubs:
        try:
            _work(folder, to_heal=wishes.heal, to_restore=wishes.restore)
        except MakerKitError as error:
            failed = 1
            _say(str(error), to=sys.stderr)
    return failed


def _work(folder: Path, *, to_heal: bool, to_restore: bool) -> None:
    if to_restore:
        tub = Tub(folder)
        tub.restore(range(tub.end))
    if to_heal:
        for sentence in heal(folder).parts() or ["It is whole."]:
            _say(f"{folder}: {sentence}")
    tub = Tub(folder)
    bad = tub.total - len(tub)
    _say(f"{folder}: {len(tub)} records, {bad} more are marked as deleted.")
    for session in tub.sessions:
        _say(f"  {session.id or '(no name)'}: {session.first} to {session.last}")


def _say(words: str, to: TextIO | None = None) -> None:
    (to or sys.stdout).write(words + "\n")


if __name__ == "__main__":
    sys.exit(main())
