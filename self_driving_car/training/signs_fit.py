"""How the net of signs learns: batches, flaws laid over squares, and which epoch is kept."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Any

import numpy as np

from self_driving_car.perception.signs_net import CLASSES

if TYPE_CHECKING:
    from numpy.random import Generator
    from numpy.typing import NDArray

    from self_driving_car.training.progress import Progress
    from self_driving_car.training.signs_samples import Samples

BATCH = 256
RATE, RATE_LEARNING_ON = 3e-3, 1e-3
"""Of a new net, and of one that knows its trade already."""
LESS_AT_END = 100.0
DECAY = 1e-4
BOX_WEIGHT = 3.0
"""How much a wrong box counts beside a wrong class."""
NOTHING_WEIGHT = 1.3
"""A sign that is none stops the car for nothing."""
NOTHING_SHARE = 1.3
"""So many squares without a sign an epoch learns from, for each with one: other ones each time."""
LOOKED_AT = 2.0
"""The hardest are chosen from so many times as many as are learnt from."""
SMOOTHING = 0.02


def fit(
    net: Any,
    samples: Samples,
    checks: Samples,
    *,
    epochs: int,
    seed: int,
    progress: Progress,
    rate: float = RATE,
) -> list[dict[str, float]]:
    """Let a net learn, leave it as it was at its best, and return the course of it.

    Args:
        net: from `signs_model.make_net`.
        samples: to learn from.
        checks: to judge by.
        rate: how big the steps are at most.
    """
    chance = np.random.default_rng(seed)
    optimizer, schedule = _optimizer(net, rate, _steps(samples) * epochs)
    history: list[dict[str, float]] = []
    best, kept = float("inf"), None
    for epoch in range(epochs):
        began_s = time.monotonic()
        loss = _epoch(net, samples, optimizer, schedule, chance)
        seen = _judge(net, checks)
        history.append({"loss": loss, **seen})
        progress.say(
            f"epoch {epoch + 1} of {epochs}: loss {loss:.3f}, apart {seen['apart']:.3f}, "
            f"right {seen['right']:.3f}, {time.monotonic() - began_s:.0f} s"
        )
        if seen["apart"] < best:
            best, kept = seen["apart"], {k: v.clone() for k, v in net.state_dict().items()}
    if kept is not None:
        net.load_state_dict(kept)
    return history


def _steps(samples: Samples) -> int:
    """Return how many batches an epoch has."""
    signs = int((samples.classes > 0).sum())
    most = signs + max(BATCH, int(NOTHING_SHARE * signs))
    return max(1, min(most, len(samples.classes)) // BATCH)


def _optimizer(net: Any, rate: float, steps: int) -> tuple[Any, Any]:
    """Return what moves the weights, and the schedule of its learning rate: up, then down."""
    import torch

    optimizer = torch.optim.AdamW(net.parameters(), lr=rate, weight_decay=DECAY)
    schedule = torch.optim.lr_scheduler.OneCycleLR(
        optimizer, rate, total_steps=steps + 1, final_div_factor=LESS_AT_END / 25
    )
    return optimizer, schedule


def _epoch(net: Any, samples: Samples, optimizer: Any, schedule: Any, chance: Generator) -> float:
    import torch

    order = _chosen(net, samples, chance)
    net.train()
    total, batches = 0.0, max(1, len(order) // BATCH)
    for part in np.array_split(order, batches):
        squares, boxes = altered(samples.squares[part], samples.boxes[part], chance)
        optimizer.zero_grad()
        loss = _loss(
            net(torch.from_numpy(squares)),
            torch.from_numpy(samples.classes[part]),
            torch.from_numpy(boxes),
        )
        loss.backward()
        optimizer.step()
        schedule.step()
        total += float(loss)
    return total / batches


def _chosen(net: Any, samples: Samples, chance: Generator) -> NDArray[np.int64]:
    """Return what this epoch learns from, mixed: all signs, of the rest about as many.

    Half of the rest are those squares without a sign that the net finds hardest.
    """
    signs = np.flatnonzero(samples.classes > 0)
    nothing = chance.permutation(np.flatnonzero(samples.classes == 0))
    most = max(BATCH, int(NOTHING_SHARE * len(signs)))
    if len(nothing) > most:
        looked_at = nothing[: int(LOOKED_AT * most)]
        sure = _answers(net, samples.squares[looked_at])[:, : len(CLASSES)].softmax(1)[:, 0]
        hardest = np.argsort(sure.numpy())
        easy = chance.permutation(hardest[most // 2 :])
        nothing = looked_at[np.concatenate([hardest[: most // 2], easy[: most - most // 2]])]
    return chance.permutation(np.concatenate([signs, nothing]))


def _loss(said: Any, classes: Any, boxes: Any) -> Any:
    import torch
    from torch.nn import functional

    many = len(CLASSES)
    weights = torch.ones(many)
    weights[0] = NOTHING_WEIGHT
    loss = functional.cross_entropy(said[:, :many], classes, weights, label_smoothing=SMOOTHING)
    there = classes > 0
    if bool(there.any()):
        loss = loss + BOX_WEIGHT * functional.smooth_l1_loss(
            said[there, many:], boxes[there], beta=0.1
        )
    return loss


def _judge(net: Any, checks: Samples) -> dict[str, float]:
    import torch

    answers = _answers(net, checks.squares)
    classes = torch.from_numpy(checks.classes)
    apart = float(_loss(answers, classes, torch.from_numpy(checks.boxes)))
    right = float((answers[:, : len(CLASSES)].argmax(1) == classes).float().mean())
    return {"apart": apart, "right": right}


def _answers(net: Any, squares: NDArray[np.uint8]) -> Any:
    """Return what the net says of many squares, without learning from them."""
    import torch

    net.eval()
    with torch.no_grad():
        return torch.cat(
            [
                net(torch.from_numpy(squares[start : start + 1024].astype(np.float32) / 255 - 0.5))
                for start in range(0, len(squares), 1024)
            ]
        )


def altered(
    squares: NDArray[np.uint8], boxes: NDArray[np.float32], chance: Generator
) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
    """Return squares as other cameras and other light would show them, and their boxes.

    Some are mirrored; light, its colour, contrast and noise differ; a few have a corner covered.
    """
    count = len(squares)
    light = squares.astype(np.float32) / 255
    boxes = boxes.copy()
    mirrored = chance.random(count) < 0.5
    light[mirrored] = light[mirrored, :, :, ::-1]
    boxes[mirrored, 0] *= -1
    gamma = np.exp(chance.normal(0, 0.2, (count, 1, 1, 1))).astype(np.float32)
    gain = np.exp(
        chance.normal(0, 0.15, (count, 1, 1, 1)) + chance.normal(0, 0.06, (count, 3, 1, 1))
    )
    light = np.power(light, gamma) * gain.astype(np.float32)
    noisy = chance.random(count) < 0.3
    sigma = chance.uniform(0, 0.05, (int(noisy.sum()), 1, 1, 1))
    light[noisy] += (chance.normal(0, 1, light[noisy].shape) * sigma).astype(np.float32)
    for place in np.flatnonzero(chance.random(count) < 0.08):
        x, y = chance.integers(0, 28, 2)
        light[place, :, y : y + int(chance.integers(3, 9)), x : x + int(chance.integers(3, 9))] = (
            chance.random((3, 1, 1))
        )
    return np.ascontiguousarray(np.clip(light, 0, 1) - 0.5, np.float32), boxes
