"""The net that drives: PilotNet (NVIDIA, arXiv 1604.07316), half as wide, with batch norm and ReLU.

The first two layers have no batch norm: their input is levelled already (`net_input.levelled`), and
on maps as large as theirs it would take a third of the time of a training.

Input (n, 3, 66, 200), output (n, 2): angle and throttle. With `width=0.5` it has 97 thousand
numbers and takes 0.4 to 0.5 ms in OpenCV on a laptop.
"""

from typing import Any

from torch import nn

CONVOLUTIONS = ((24, 5, 2), (36, 5, 2), (48, 5, 2), (64, 3, 1), (64, 3, 1))
"""Channels at full width, kernel and stride of each."""
NORMED_FROM = 2
"""The first convolution with a batch norm behind it."""
DENSE = (200, 100)
DROPPED = 0.1
"""Share of the values behind the convolutions that is left out while learning."""


def drive_net(width: float = 0.5, height_px: int = 66, width_px: int = 200) -> Any:
    """Return an untrained net.

    Args:
        width: share of PilotNet's channels.
        height_px, width_px: of its input, at least 66x66.
    """
    layers: list[Any] = []
    channels, rows, columns = 3, height_px, width_px
    for number, (full, kernel, stride) in enumerate(CONVOLUTIONS):
        wide, is_normed = max(4, round(full * width)), number >= NORMED_FROM
        # A batch norm has a bias of its own, and vanishes into the convolution at export.
        layers.append(nn.Conv2d(channels, wide, kernel, stride, bias=not is_normed))
        layers += [nn.BatchNorm2d(wide), nn.ReLU()] if is_normed else [nn.ReLU()]
        channels = wide
        rows, columns = (rows - kernel) // stride + 1, (columns - kernel) // stride + 1
    inputs = channels * rows * columns
    layers += [nn.Flatten(), nn.Dropout(DROPPED)]
    for full in DENSE:
        wide = max(8, round(full * width))
        layers += [nn.Linear(inputs, wide), nn.ReLU()]
        inputs = wide
    return nn.Sequential(*layers, nn.Linear(inputs, 2))
