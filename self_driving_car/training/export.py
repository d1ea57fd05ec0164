"""From a trained net to an ONNX file that OpenCV runs, on 4.6 as on 5.0.

Opset 13, a fixed batch of one, the older of PyTorch's two exporters (the newer one needs packages
of its own); batch norms behind a convolution vanish into it. What was written is then run by
`cv2.dnn` and compared: a file that answers otherwise than the net did is never kept.
"""

import inspect
import os
import warnings
from pathlib import Path
from typing import Any

import numpy as np

from makerkit.errors import MakerKitError
from self_driving_car.perception.onnx_net import OnnxNet

OPSET = 13
LARGEST_DIFFERENCE = 1e-3
"""Of an output; seen with PyTorch 1.13 and 2.13 on OpenCV 4.6 to 5.0: 1e-6."""


def export_onnx(net: Any, path: Path, shape: tuple[int, ...] = (1, 3, 66, 200)) -> float:
    """Write a net as ONNX and compare what OpenCV makes of it.

    Args:
        net: a `torch.nn.Module` with one input and one output; it is left in evaluation mode.
        path: the file; an old one stays until the new one has passed.
        shape: of the one input; its first number, the batch, must be 1.

    Returns:
        The largest difference of an output to that of PyTorch.

    Raises:
        MakerKitError: the two do not agree.
    """
    import torch

    net.eval()
    sample = torch.from_numpy(np.random.default_rng(0).normal(size=shape).astype(np.float32))
    path.parent.mkdir(parents=True, exist_ok=True)
    new = path.with_name(f".{path.stem}.{os.getpid()}.onnx")
    try:
        _export(net, sample, new)
        difference = _difference(net, sample, OnnxNet(new))
        if not difference <= LARGEST_DIFFERENCE:  # NaN too
            raise MakerKitError(
                f"OpenCV runs the exported net otherwise than PyTorch: its outputs differ by "
                f"{difference:.2g} ({LARGEST_DIFFERENCE:g} at most). Which layer is unusual in it?"
            )
        new.replace(path)
    finally:
        new.unlink(missing_ok=True)
    return difference


def _export(net: Any, sample: Any, path: Path) -> None:
    import torch

    options: dict[str, Any] = {"opset_version": OPSET, "input_names": ["picture"]}
    if "dynamo" in inspect.signature(torch.onnx.export).parameters:  # 1.13 has only the older one
        options["dynamo"] = False
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # that the older exporter is the older one
        try:
            torch.onnx.export(net, (sample,), str(path), **options)
        except torch.onnx.errors.OnnxExporterError as error:  # 2.x: "Module onnx is not installed"
            raise MakerKitError(
                f"PyTorch {torch.__version__} cannot write ONNX: {error} `./maker train` sets up a "
                "PyTorch that can; by hand it is: pip install onnx"
            ) from error


def _difference(net: Any, sample: Any, written: OnnxNet) -> float:
    import torch

    with torch.no_grad():
        expected = net(sample).numpy()
    answer = written(sample.numpy())
    if answer.size != expected.size:
        return float("inf")
    return float(np.abs(answer.reshape(-1) - expected.reshape(-1)).max())
