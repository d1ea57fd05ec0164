"""`picamera2.devices`: cameras and accelerators with neural networks, which the bench has not."""

from typing import NoReturn


def __getattr__(name: str) -> NoReturn:
    if name.startswith("__"):  # Python itself asks
        raise AttributeError(name)
    raise ImportError(
        f"{name} needs hardware that the bench does not have: it plays Camera Modules "
        "(imx219, ov5647, imx708). Run a network with cv2.dnn on the frames of one of them."
    )
