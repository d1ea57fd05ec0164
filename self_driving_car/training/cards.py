"""The card of a model: what it was made of, how well it does, and what it needs.

It lies beside the model as JSON (`drive.onnx`, `drive.card.json`), is read by people, and by the
car before it trusts the model (`self_driving_car.perception.net`).
"""

import hashlib
import json
import os
import platform
import subprocess
import time
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from self_driving_car.perception.net import card_path, read_card

__all__ = ["card_path", "commit", "extend_card", "read_card", "versions", "write_card"]

KIT = Path(__file__).resolve().parents[2]


def write_card(model_path: Path, kind: str, said: Mapping[str, Any]) -> Path:
    """Write the card of a model that is there already.

    Args:
        model_path: the ONNX file.
        kind: "drive" or "signs".
        said: everything else: "input", "data", "seed", "split", "scores", ...

    Returns:
        Where it was written.
    """
    head = {
        "kind": kind,
        "model": model_path.name,
        "sha256": hashlib.sha256(model_path.read_bytes()).hexdigest(),
        "made": time.strftime("%Y-%m-%d %H:%M:%S UTC", time.gmtime()),
        "commit": commit(),
        "versions": versions(),
    }
    path = card_path(model_path)
    _write(path, {**head, **said})
    return path


def extend_card(model_path: Path, said: Mapping[str, Any]) -> None:
    """Add to a card what was found out later, such as laps in simulation.

    Raises:
        NotThereError, BadInputError: there is no card, or it is none.
    """
    _write(card_path(model_path), {**read_card(model_path), **said})


def commit() -> str:
    """Return the commit of the kit, with a "+" where files differ from it; "" outside of git."""
    try:
        done = subprocess.run(
            ["git", "describe", "--always", "--dirty=+", "--abbrev=12", "--exclude=*"],
            cwd=KIT, capture_output=True, text=True, check=False, timeout=10,
        )  # fmt: skip
    except (OSError, subprocess.TimeoutExpired):
        return ""
    return done.stdout.strip() if done.returncode == 0 else ""


def versions() -> dict[str, str]:
    """Return the versions of what training stands on."""
    import cv2
    import numpy as np

    found = {
        "python": platform.python_version(),
        "numpy": np.__version__,
        "opencv": cv2.__version__,
    }
    try:
        import torch
    except ImportError:
        return found
    return {**found, "torch": str(torch.__version__)}


def _write(path: Path, content: Mapping[str, Any]) -> None:
    new = path.with_name(f"{path.name}.{os.getpid()}.new")
    new.write_text(json.dumps(content, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    new.replace(path)
