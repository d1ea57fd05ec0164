"""A small project around a copy of the real `maker`: its set-up can be tried without network."""

import hashlib
import os
import shutil
import subprocess
import sys
import zipfile
from dataclasses import dataclass
from importlib.machinery import SourceFileLoader
from importlib.util import module_from_spec, spec_from_loader
from pathlib import Path
from types import ModuleType

KIT = Path(__file__).resolve().parents[2]

PYPROJECT = """
[build-system]
requires = []
build-backend = "backend"
backend-path = ["."]
"""
# The smallest build backend there can be: a wheel that points here and offers the command `maker`.
BACKEND = """
import pathlib, zipfile

FILES = {
    "kit.pth": str(pathlib.Path.cwd()),
    "kit-1.dist-info/METADATA": "Metadata-Version: 2.1\\nName: kit\\nVersion: 1\\n",
    "kit-1.dist-info/WHEEL": "Wheel-Version: 1.0\\nTag: py3-none-any\\n",
    "kit-1.dist-info/entry_points.txt": "[console_scripts]\\nmaker = cli:main\\n",
    "kit-1.dist-info/RECORD": "",
}

def build_editable(wheel_directory, config_settings=None, metadata_directory=None):
    name = "kit-1-py3-none-any.whl"
    with zipfile.ZipFile(pathlib.Path(wheel_directory, name), "w") as wheel:
        for file, content in FILES.items():
            wheel.writestr(file, content)
    return name
"""
CLI = """
import sys
def main():
    import big
    print("started", big.SIZE, *sys.argv[1:])
"""


def make_wheel(folder: Path, name: str, version: str, size: int = 0) -> str:
    """Write a wheel of about `size` bytes; return its line for a requirements file."""
    file = folder / f"{name}-{version}-py3-none-any.whl"
    about = f"{name}-{version}.dist-info"
    with zipfile.ZipFile(file, "w") as wheel:
        for number in range(size // 10_000):
            wheel.writestr(f"{name}_data/{number}.txt", "x" * 10_000)
        wheel.writestr(f"{name}.py", f"SIZE = {size}\nVERSION = {version!r}\n")
        wheel.writestr(
            f"{about}/METADATA", f"Metadata-Version: 2.1\nName: {name}\nVersion: {version}\n"
        )
        wheel.writestr(f"{about}/WHEEL", "Wheel-Version: 1.0\nTag: py3-none-any\n")
        wheel.writestr(f"{about}/RECORD", "")
    digest = hashlib.sha256(file.read_bytes()).hexdigest()
    return f"{name}=={version} --hash=sha256:{digest}\n"


@dataclass
class Tree:
    """A project folder with `maker` in it, and a folder of wheels instead of a package index."""

    folder: Path
    wheels: Path

    @property
    def log(self) -> str:
        """Return all that the last set-up said."""
        return (self.folder / ".venv/maker.log").read_text(encoding="utf-8")

    def begin(self, *arguments: str, **more_env: str) -> "subprocess.Popen[str]":
        """Start maker and do not wait for it."""
        home = self.folder.parent / "home"
        home.mkdir(exist_ok=True)
        env = {key: value for key, value in os.environ.items() if not key.startswith("PIP_")}
        env |= {"HOME": str(home), "PIP_CONFIG_FILE": os.devnull, "PIP_RETRIES": "1"}
        env |= {"PIP_NO_INDEX": "1", "PIP_FIND_LINKS": str(self.wheels), "PYTHONPATH": ""}
        return subprocess.Popen(
            [sys.executable, str(self.folder / "maker"), *arguments],
            env=env | more_env,
            cwd=home,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            start_new_session=True,
        )

    def start(self, *arguments: str, **more_env: str) -> "subprocess.CompletedProcess[str]":
        """Start maker and return how it ended."""
        return finish(self.begin(*arguments, **more_env))


def finish(process: "subprocess.Popen[str]") -> "subprocess.CompletedProcess[str]":
    """Wait for a start to end."""
    out, err = process.communicate(timeout=120)
    return subprocess.CompletedProcess(process.args, process.returncode, out, err)


def make_tree(folder: Path) -> Tree:
    """Lay out the small project."""
    project, wheels = (
        folder / "a project",
        folder / "wheels",
    )  # a blank in the path, as in real life
    (project / "requirements").mkdir(parents=True)
    wheels.mkdir()
    shutil.copy(KIT / "maker", project / "maker")
    (project / "pyproject.toml").write_text(PYPROJECT)
    (project / "backend.py").write_text(BACKEND)
    (project / "cli.py").write_text(CLI)
    lines = {
        "base": make_wheel(wheels, "big", "1", size=3_000_000),
        "laptop": make_wheel(wheels, "pictures", "1"),
        "print": make_wheel(wheels, "paper", "1"),
        "node": make_wheel(wheels, "engine", "1"),
        "dev": make_wheel(wheels, "tools", "1"),
    }
    for group, line in lines.items():
        (project / "requirements" / f"{group}.txt").write_text(line)
    return Tree(project, wheels)


def load_maker(folder: Path) -> ModuleType:
    """Import the file `maker` of a folder, which then works on that folder."""
    loader = SourceFileLoader("maker_under_test", str(folder / "maker"))
    module = module_from_spec(spec_from_loader(loader.name, loader))  # type: ignore[arg-type] # never None
    loader.exec_module(module)
    return module
