"""The small net that tells signs and lamps apart, and how it learns."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from makerkit.errors import BadInputError
from self_driving_car.perception.onnx_net import OnnxNet
from self_driving_car.perception.signs_net import CLASSES

if TYPE_CHECKING:
    from numpy.typing import NDArray

OUTPUTS = len(CLASSES) + 4
"""One number for each class, four for the box."""


def make_net(*, is_normed: bool = True) -> Any:
    """Return an untrained net: (N, 3, 32, 32) in, (N, 9) out; 63,000 numbers to learn.

    Args:
        is_normed: with batch norms, which vanish in the file: a net that is read again has none.
    """
    from torch import nn

    def fold(into: int, out: int, side: int) -> list[Any]:
        # steps instead of pooling: half the time in OpenCV, and as good
        norm = [nn.BatchNorm2d(out)] if is_normed else []
        return [nn.Conv2d(into, out, side, stride=2, padding=1), *norm, nn.ReLU()]

    return nn.Sequential(
        *fold(3, 16, 4), *fold(16, 32, 3), *fold(32, 48, 3),
        nn.Flatten(), nn.Dropout(0.2),
        nn.Linear(48 * 4 * 4, 56), nn.ReLU(),
        nn.Linear(56, OUTPUTS),
    )  # fmt: skip


def read_net(path: Path) -> Any:
    """Return the net of a file, so that it can learn on.

    Raises:
        BadInputError: it is a net of another shape.
    """
    import torch

    net = make_net(is_normed=False)
    numbers = _numbers(path)
    mine = list(net.parameters())
    if [one.size for one in numbers] != [one.numel() for one in mine]:
        raise BadInputError(
            f"{path} is no net of this kit that tells signs apart. `maker train signs` makes one."
        )
    with torch.no_grad():
        for number, parameter in zip(numbers, mine, strict=True):
            parameter.copy_(torch.from_numpy(number.reshape(tuple(parameter.shape))))
    return net


def _numbers(path: Path) -> list[NDArray[np.float32]]:
    """Return what a net has learnt, layer by layer: weights, then what is added."""
    import cv2

    net = cv2.dnn.readNetFromONNX(np.frombuffer(OnnxNet(path).content(), np.uint8))
    found = []
    for name in net.getLayerNames():
        layer = net.getLayer(net.getLayerId(name))
        if layer.type in {"Convolution", "InnerProduct"}:
            found += [np.asarray(blob, np.float32) for blob in layer.blobs]
    return found
