"""Teaches the net, epoch by epoch, and keeps the best one."""

import copy
import math
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import partial
from typing import Any

import numpy as np
import torch
from torch import nn

from self_driving_car.training.balance import balance
from self_driving_car.training.batches import Batch, exam, lesson, made_ahead, parts
from self_driving_car.training.early_stop import EarlyStop
from self_driving_car.training.progress import Progress, curve, plain_time
from self_driving_car.training.recordings import Floats, Ints, Recordings
from self_driving_car.training.settings import DriveTraining

WARM_UP = 0.05
"""Share of the steps in which the learning rate rises to its full height."""
EXAM_BATCH = 128


@dataclass
class History:
    """What happened, an entry for each epoch.

    Attributes:
        learned: the loss in what was learned from.
        judged: the loss in the exam.
        best_epoch: whose net was kept, from 0.
        cpu_s: processor time of all of it; of PyTorch's threads, too.
        frames: pictures that were learned from, each time counted.
    """

    learned: list[float] = field(default_factory=list)
    judged: list[float] = field(default_factory=list)
    best_epoch: int = 0
    cpu_s: float = 0.0
    frames: int = 0

    @property
    def cpu_s_per_1000(self) -> float:
        """Processor seconds for 1,000 frames and epoch."""
        return self.cpu_s / max(1, self.frames) * 1000


def fit(
    net: Any,
    recordings: Recordings,
    split: tuple[Ints, Ints],
    how: DriveTraining,
    progress: Progress,
) -> History:
    """Teach a net; it is left as the best one that there was.

    Args:
        net: what `drive_net` returns, trained or not.
        split: indexes of what it learns from, and of the exam.
    """
    learn, judge = split
    torch.manual_seed(how.seed)
    if how.threads:
        torch.set_num_threads(how.threads)
    history, stop = History(), EarlyStop(how.patience)
    school = _School(net, recordings, how, steps=how.epochs * len(parts(learn, how.batch)))
    best = copy.deepcopy(net.state_dict())
    began_s, began_cpu_s = time.monotonic(), time.process_time()
    for epoch in range(how.epochs):
        title = f"Epoch {epoch + 1} of at most {how.epochs}"
        history.learned.append(school.teach(learn, progress, title))
        history.frames += len(learn)
        history.judged.append(school.judge(judge))
        if stop.is_better(history.judged[-1], epoch):
            best, history.best_epoch = copy.deepcopy(net.state_dict()), epoch
        progress.say(_epoch_line(history, epoch, time.monotonic() - began_s))
        if stop.is_over or time.monotonic() - began_s > how.most_minutes * 60:
            break
    net.load_state_dict(best)
    history.cpu_s = time.process_time() - began_cpu_s
    return history


def predict(net: Any, recordings: Recordings, indexes: Ints) -> Floats:
    """Return what a net says to pictures as they are, (n, 2)."""
    net.eval()
    with torch.no_grad():
        said = [
            net(torch.from_numpy(exam(recordings, part)[0])).numpy()
            for part in parts(indexes, EXAM_BATCH)
        ]
    return np.concatenate(said)


class _School:
    """A net, its optimiser, and how they are used."""

    def __init__(self, net: Any, recordings: Recordings, how: DriveTraining, steps: int) -> None:
        # Colours beside each other: a third quicker with PyTorch 2, and no slower with 1.13.
        self._net = net.to(memory_format=torch.channels_last)
        self._recordings, self._how = recordings, how
        self._chance = np.random.default_rng(how.seed)
        self._optimiser = torch.optim.AdamW(net.parameters(), lr=how.lr, weight_decay=how.decay)
        self._schedule = torch.optim.lr_scheduler.LambdaLR(
            self._optimiser, partial(_share_of_rate, steps=max(1, steps))
        )
        self._weights = torch.tensor([1.0, how.throttle_weight])

    def teach(self, learn: Ints, progress: Progress, title: str) -> float:
        """Go through as many records as there are, and return the mean loss."""
        self._net.train()
        shares = balance(self._recordings.angles[learn], self._how.balance)
        drawn = self._chance.choice(learn, len(learn), p=shares)
        batches = parts(drawn, self._how.batch)
        losses = []
        for inputs, wanted in progress.each(made_ahead(self._jobs(batches)), len(batches), title):
            self._optimiser.zero_grad()
            loss = self._loss(inputs, wanted)
            loss.backward()
            self._optimiser.step()
            self._schedule.step()
            losses.append(float(loss.detach()))
        return float(np.mean(losses))

    def judge(self, indexes: Ints) -> float:
        """Return the mean loss in the exam."""
        self._net.eval()
        batches = parts(indexes, EXAM_BATCH)
        with torch.no_grad():
            losses = [
                float(self._loss(*exam(self._recordings, part))) * len(part) for part in batches
            ]
        return sum(losses) / len(indexes)

    def _jobs(self, batches: list[Ints]) -> Iterator[Callable[[], Batch]]:
        for part in batches:
            yield partial(lesson, self._recordings, part, self._how.augmentation, self._chance)

    def _loss(self, inputs: Floats, wanted: Floats) -> Any:
        given = torch.from_numpy(inputs).contiguous(memory_format=torch.channels_last)
        said = self._net(given)
        # Beyond 0.1 of full steering an error counts by its size, not its square: labels are noisy.
        each = nn.functional.smooth_l1_loss(
            said, torch.from_numpy(wanted), reduction="none", beta=0.1
        )
        return (each * self._weights).mean()


def _share_of_rate(step: int, steps: int) -> float:
    """Return the learning rate as a share of its full height: up quickly, down like a cosine."""
    warm = max(1, round(steps * WARM_UP))
    if step < warm:
        return (step + 1) / warm
    return 0.5 * (1 + math.cos(math.pi * min(1.0, (step - warm) / max(1, steps - warm))))


def _epoch_line(history: History, epoch: int, took_s: float) -> str:
    mark = " (best)" if history.best_epoch == epoch else ""
    return (
        f"Epoch {epoch + 1:3}: learned {history.learned[-1]:.4f}, exam {history.judged[-1]:.4f}"
        f"{mark:7} {curve(history.judged, 30)}  {plain_time(took_s)}"
    )
