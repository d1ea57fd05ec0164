"""From nothing but the simulator to a net that drives roads it has never seen.

1. An expert drives many roads in many rooms and is pushed about (`laps.py`); that becomes a tub.
2. A net learns from it, in the Python that has PyTorch.
3. The net drives further roads, and the expert says what it should have done; that becomes a second
   tub, and the net goes on learning from both. (Ross et al., DAgger, arXiv 1011.0686.)
4. It drives roads that nobody has learned from, and the laps go into its card.
"""

from __future__ import annotations

import json
import os
import shutil
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field
from multiprocessing import get_context
from pathlib import Path
from typing import Any

from makerkit.atomic_file import write_atomically
from makerkit.errors import BadInputError, MakerKitError
from workshop.training.judge import Verdict, judge
from workshop.training.laps import JUDGE_SEEDS, TRAIN_SEEDS, Recording, record_laps
from workshop.training.net_process import NetProcess
from workshop.training.torch_python import train

Tell = Callable[[str], object]
SLOWER_AGAIN = 0.4
"""The learning rate of the second round, as a share of the first one's."""


@dataclass(frozen=True, slots=True)
class Plan:
    """How much is done; as it stands it takes about 15 minutes on a laptop with two cores.

    Attributes:
        roads: on which the expert drives.
        more_roads: on which the net drives while the expert watches; 0: there is no second round.
        epochs, more_epochs: of both rounds of learning.
        judge_roads: on which the net is judged at the end; 0: it is not.
        workers: processes that record; 0: as many as there are cores, four at most.
        settings: further settings of the training: "width=0.5".
        seed: of all chance in the training.
        recording: how laps are recorded.
    """

    roads: int = 90
    more_roads: int = 40
    epochs: int = 12
    more_epochs: int = 6
    judge_roads: int = 10
    workers: int = 0
    settings: tuple[str, ...] = ()
    seed: int = 0
    recording: Recording = field(default_factory=Recording)

    def __post_init__(self) -> None:
        """Refuse more roads than there are."""
        if not 1 <= self.roads + self.more_roads <= len(TRAIN_SEEDS) or self.roads < 1:
            raise BadInputError(
                f"There are {len(TRAIN_SEEDS)} roads to learn on (asked for {self.roads} and "
                f"{self.more_roads} more)."
            )


def train_from_simulation(model: Path, folder: Path, plan: Plan, tell: Tell) -> Verdict | None:
    """Make a net that drives, and return how it drives.

    Args:
        model: the ONNX file to be made; its card goes beside it.
        folder: for the recordings; they stay, and another training may use them.
        tell: is told what happens.

    Raises:
        MakerKitError: recording or training failed; both have said why.
    """
    began_s = time.monotonic()
    expert, net_tub = folder / "expert", folder / "net"
    tell(f"1. An expert drives {plan.roads} roads.")
    record(expert, TRAIN_SEEDS[: plan.roads], plan, None, tell)
    tell("2. A net learns from it.")
    _train([expert], model, plan, epochs=plan.epochs)
    if plan.more_roads:
        tell(f"3. The net drives {plan.more_roads} other roads, and the expert corrects it.")
        record(net_tub, TRAIN_SEEDS[plan.roads :][: plan.more_roads], plan, model, tell)
        again = ("--start-from", str(model.with_suffix(".weights")))
        _train([expert, net_tub], model, plan, *again, epochs=plan.more_epochs, is_again=True)
    if not plan.judge_roads:
        return None
    tell(f"4. It drives {plan.judge_roads} roads that it has never seen.")
    verdict = judge_model(model, plan.judge_roads, tell)
    note_laps(model, verdict, minutes=(time.monotonic() - began_s) / 60)
    return verdict


def record(folder: Path, seeds: Sequence[int], plan: Plan, model: Path | None, tell: Tell) -> int:
    """Record drives into a tub, in several processes, and return how many records there are.

    What an earlier, killed run left there is thrown away.
    """
    workers = plan.workers or min(4, os.cpu_count() or 1)
    shares = [seeds[number::workers] for number in range(workers)]
    parts = [folder.with_name(f"{folder.name}_{number}") for number in range(workers)]
    for part in parts:
        shutil.rmtree(part, ignore_errors=True)
    began_s = time.monotonic()
    if workers == 1:
        records = record_part(parts[0], seeds, plan.recording, model)
    else:
        # spawn: a forked child of a program with threads may hang
        with ProcessPoolExecutor(workers, mp_context=get_context("spawn")) as pool:
            jobs = [
                pool.submit(record_part, part, share, plan.recording, model)
                for part, share in zip(parts, shares, strict=True)
                if share
            ]
            records = sum(job.result() for job in jobs)
    tell(f"   {records} records in {time.monotonic() - began_s:.0f} s.")
    return records


def record_part(folder: Path, seeds: Sequence[int], how: Recording, model: Path | None) -> int:
    """Record some of the drives, in this process."""
    import cv2

    cv2.setNumThreads(1)
    if model is None:
        return record_laps(folder, seeds, how)
    with NetProcess(model) as net:
        return record_laps(folder, seeds, how, net=net)


def judge_model(model: Path, roads: int, tell: Tell) -> Verdict:
    """Let a model drive roads that are kept for judging."""
    import cv2

    cv2.setNumThreads(1)
    if not 1 <= roads <= len(JUDGE_SEEDS):
        raise BadInputError(f"There are {len(JUDGE_SEEDS)} roads to judge on (asked for {roads}).")
    names = [f"lane_{seed}" for seed in JUDGE_SEEDS[:roads]]
    with NetProcess(model) as net:
        return judge(net, names, tell=lambda line: tell(f"   {line}"))


def note_laps(model: Path, verdict: Verdict, **more: float) -> None:
    """Write into the card of a model how it drives."""
    path = model.with_suffix(".card.json")
    card: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    card["laps_in_simulation"] = verdict.for_card()
    card |= {name: round(value, 1) for name, value in more.items()}
    write_atomically(path, (json.dumps(card, indent=1, ensure_ascii=False) + "\n").encode())


def _train(
    tubs: Sequence[Path], model: Path, plan: Plan, *words: str, epochs: int, is_again: bool = False
) -> None:
    parts = [part for tub in tubs for part in sorted(tub.parent.glob(f"{tub.name}_*"))]
    settings = [f"epochs={epochs}", *plan.settings]
    if is_again and not any(word.startswith("lr=") for word in settings):
        settings.append(f"lr={1.5e-3 * SLOWER_AGAIN:g}")
    told = [word for setting in settings for word in ("--set", setting)]
    where = ["--out", str(model), "--seed", str(plan.seed)]
    if train(["drive", *map(str, parts), *where, *told, *words]) != 0:
        raise MakerKitError("The training did not end well; above it says why.")
