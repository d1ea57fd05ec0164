"""Sweeps: one training for each combination of settings, on this computer or on many, by Dask.

    maker train drive my_tub --sweep lr=1e-3,3e-4 width=0.5,1
    maker train drive my_tub --sweep lr=1e-3,3e-4 --scheduler tcp://192.168.1.20:8786

Every finished training leaves a `result.json` in its folder, written last and in one step. Whoever
is killed and started again computes only what has none.
"""

from __future__ import annotations

import base64
import itertools
import json
import logging
import re
import socket
import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import Executor, ThreadPoolExecutor, as_completed
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from makerkit.atomic_file import write_atomically
from makerkit.errors import BadInputError, MakerKitError, NotThereError
from workshop.training.torch_python import train

MOST = 500
"""Trainings in one sweep: more is a slip of the finger."""
MODEL, CARD, RESULT = "drive.onnx", "drive.card.json", "result.json"
_AXIS = re.compile(r"([a-z_]+)=([0-9.eE+,-]+)")

Setting = tuple[tuple[str, str], ...]
"""(("lr", "1e-3"), ("width", "0.5")): as typed."""
Result = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Sweep:
    """What shall be tried.

    Attributes:
        tubs: to learn from. On several machines they must lie at the same place on each.
        axes: for each setting, its values as typed.
        folder: a folder for each training goes there.
        more: settings that all have in common: "epochs=10".
        seed: of all of them.
    """

    tubs: tuple[Path, ...]
    axes: Mapping[str, tuple[str, ...]]
    folder: Path
    more: tuple[str, ...] = ()
    seed: int = 0

    def settings(self) -> list[Setting]:
        """Return every combination, in order.

        Raises:
            BadInputError: there are too many.
        """
        found = [
            tuple(zip(self.axes, values, strict=True))
            for values in itertools.product(*self.axes.values())
        ]
        if len(found) > MOST:
            raise BadInputError(f"{len(found)} trainings are too many at once ({MOST} at most).")
        return found

    def words(self, setting: Setting) -> list[str]:
        """Return what the training of a setting is told, but for where its model goes."""
        told = [f"{name}={value}" for name, value in setting]
        sets = [word for one in (*self.more, *told) for word in ("--set", one)]
        return [
            "drive",
            *(str(tub.resolve()) for tub in self.tubs),
            "--seed",
            str(self.seed),
            *sets,
        ]


def read_axes(words: Sequence[str]) -> dict[str, tuple[str, ...]]:
    """Return the axes that somebody typed: ["lr=1e-3,3e-4", "width=0.5,1"].

    Raises:
        BadInputError: a word is none, or says a value twice.
    """
    axes: dict[str, tuple[str, ...]] = {}
    for word in words:
        found = _AXIS.fullmatch(word.replace(" ", ""))
        values = tuple(filter(None, found[2].split(","))) if found else ()
        if found is None or not values or len(set(values)) < len(values) or found[1] in axes:
            raise BadInputError(
                f"--sweep wants a setting with different values: lr=1e-3,3e-4 (got {word!r})."
            )
        axes[found[1]] = values
    return axes


def run_sweep(
    sweep: Sweep, tell: Callable[[str], object], *, scheduler: str | None = None
) -> list[Result]:
    """Train with every combination that has no result yet, and return all results, best first.

    Args:
        tell: is told what happens.
        scheduler: the address of a Dask scheduler; None: on this computer.

    Raises:
        MakerKitError: Dask is missing or not reached, or no training worked.
    """
    settings = sweep.settings()
    results = {one: result for one in settings if (result := _done(sweep, one)) is not None}
    open_ones = [one for one in settings if one not in results]
    tell(f"{len(settings)} trainings, {len(results)} of them done already.")
    failed: list[str] = []
    if open_ones:
        with pool(scheduler, tell) as executor:
            jobs = {executor.submit(run_setting, sweep.words(one)): one for one in open_ones}
            for job in as_completed(jobs):
                one = jobs[job]
                try:
                    results[one] = _keep(sweep, one, job.result())
                except MakerKitError as error:
                    failed.append(f"{name_of(one)}: {error}")
                tell(f"{name_of(one)}: {len(results)} of {len(settings)} done.")
    for line in failed:
        tell(f"Failed: {line}")
    if not results:
        raise MakerKitError("No training of the sweep worked; above it says why.")
    return sorted(results.values(), key=lambda one: (one["scores"]["angle_mae"], one["setting"]))


def run_setting(words: list[str]) -> Result:
    """Train once, on whichever machine this runs, and return card and model.

    Raises:
        NotThereError: a tub is not on this machine.
        MakerKitError: the training failed.
    """
    for word in words[1 : words.index("--seed")]:
        if not Path(word).is_dir():
            raise NotThereError(
                f"{word} is not there on {socket.gethostname()}: on every machine the tubs must "
                "lie at the same place, such as a shared disk."
            )
    with tempfile.TemporaryDirectory(prefix="maker-sweep-") as folder:
        model = Path(folder) / MODEL
        code = train([*words, "--out", str(model)])
        if code != 0:
            raise MakerKitError(f"the training ended with exit code {code}; above it says why.")
        card = json.loads((model.with_name(CARD)).read_text(encoding="utf-8"))
        return {
            "machine": socket.gethostname(),
            "card": card,
            "model": base64.b64encode(model.read_bytes()).decode("ascii"),
        }


@contextmanager
def pool(scheduler: str | None, tell: Callable[[str], object]) -> Iterator[Executor]:
    """Give what trainings are handed to: Dask, or one thread where Dask is not installed.

    What has not begun when the block is left by an error never begins.

    Raises:
        MakerKitError: the scheduler does not answer, or Dask is missing and one was named.
    """
    try:
        from distributed import Client
    except ImportError as error:
        if scheduler is not None:
            raise MakerKitError(
                "--scheduler needs Dask, which is not installed: .venv/bin/pip install distributed"
            ) from error
        tell("One after the other: Dask is not installed.")
        executor = ThreadPoolExecutor(1, thread_name_prefix="sweep")
        try:
            yield executor
        finally:
            executor.shutdown(cancel_futures=True)
        return
    try:  # a training is a process of its own, so one thread here is enough to watch it
        here = {"n_workers": 1, "threads_per_worker": 1, "processes": False}
        client = (
            Client(**here, dashboard_address=None)
            if scheduler is None
            else Client(scheduler, timeout="10s")
        )
    except (OSError, ValueError) as error:
        raise MakerKitError(
            f"No Dask scheduler answers at {scheduler} ({error}). Is it started (dask scheduler), "
            "and reachable from here?"
        ) from error
    logging.getLogger("distributed.worker").setLevel(logging.CRITICAL)  # we say what failed
    with client:
        tell(f"Dask: {sum(client.nthreads().values())} at a time.")
        handed_out = client.get_executor(pure=False)
        yield handed_out
        handed_out.shutdown(wait=False)


def table(results: Sequence[Result]) -> list[str]:
    """Return the results as lines, the best first."""
    lines = [f"{'setting':34} {'error':>7} {'right way':>9} {'epochs':>6} {'CPU':>7}"]
    lines += [
        f"{result['setting']:34} {result['scores']['angle_mae']:7.4f} "
        f"{result['scores']['right_way']:9.1%} {result['epochs']:6} {result['cpu_s']:5.0f} s"
        for result in results
    ]
    return lines


def name_of(setting: Setting) -> str:
    """Return a setting for people, and for the name of its folder."""
    return ",".join(f"{name}={value}" for name, value in setting)


def _done(sweep: Sweep, setting: Setting) -> Result | None:
    """Return the result of a setting that has been computed from the same tubs in the same way."""
    try:
        kept = json.loads((sweep.folder / name_of(setting) / RESULT).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None
    if not isinstance(kept, dict) or kept.get("words") != sweep.words(setting):
        return None
    return kept


def _keep(sweep: Sweep, setting: Setting, said: Result) -> Result:
    folder = sweep.folder / name_of(setting)
    folder.mkdir(parents=True, exist_ok=True)
    write_atomically(folder / MODEL, base64.b64decode(said["model"]))
    write_atomically(folder / CARD, json.dumps(said["card"], indent=1).encode())
    card = said["card"]
    result = {
        "setting": name_of(setting),
        "words": sweep.words(setting),
        "machine": said["machine"],
        **{name: card[name] for name in ("scores", "epochs", "cpu_s")},
    }
    write_atomically(folder / RESULT, json.dumps(result, indent=1).encode())
    return result
