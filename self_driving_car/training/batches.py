"""Batches for a net, made while it computes: drawn by balance, augmented, levelled."""

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

import numpy as np

from self_driving_car.perception.net_input import levelled
from self_driving_car.training.augment import Augmentation, augmented
from self_driving_car.training.recordings import Floats, Ints, Recordings

Batch = tuple[Floats, Floats]
"""Inputs (n, 3, H, W) and what is wanted (n, 2): angle and throttle."""
T = TypeVar("T")


def lesson(
    recordings: Recordings, indexes: Ints, how: Augmentation, chance: np.random.Generator
) -> Batch:
    """Return a batch to learn from: these records, changed by chance."""
    inputs, wanted = [], []
    for index in indexes:
        picture, angle = augmented(
            recordings.pictures[index], float(recordings.angles[index]), how, chance
        )
        inputs.append(levelled(picture))
        wanted.append((angle, recordings.throttles[index]))
    return np.concatenate(inputs), np.array(wanted, np.float32)


def exam(recordings: Recordings, indexes: Ints) -> Batch:
    """Return a batch as it is, to be judged by."""
    inputs = np.concatenate([levelled(recordings.pictures[index]) for index in indexes])
    wanted = np.stack([recordings.angles[indexes], recordings.throttles[indexes]], axis=1)
    return inputs, wanted


def parts(indexes: Ints, size: int) -> list[Ints]:
    """Return indexes in parts of at most `size`; a last part of one joins its neighbour."""
    count = max(1, round(len(indexes) / size))
    return [part for part in np.array_split(indexes, count) if len(part)]


def made_ahead(jobs: Iterator[Callable[[], T]]) -> Iterator[T]:
    """Yield what jobs make, one job ahead of whoever takes it, in the thread `train-batches`."""
    with ThreadPoolExecutor(1, thread_name_prefix="train-batches") as pool:
        coming = None
        for job in jobs:
            before, coming = coming, pool.submit(job)
            if before is not None:
                yield before.result()
        if coming is not None:
            yield coming.result()
