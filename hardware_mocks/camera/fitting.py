"""What libcamera makes of a configuration: sensor mode, strides, formats that the hardware has."""

from typing import Any

from hardware_mocks.camera import formats
from hardware_mocks.camera.engine import Engine
from hardware_mocks.camera.models import CameraModel, Rect, SensorMode, Size
from hardware_mocks.camera.pixel_layout import frame_size, stride_of
from hardware_mocks.camera.sensor_format import SensorFormat

LARGEST = 16_384


def fit_configuration(config: dict[str, Any], model: CameraModel, engine: Engine) -> None:
    """Fill in what libcamera decides, and set the engine's mode and crop.

    Raises:
        RuntimeError: nothing like that can be had.
    """
    width, height = config["main"]["size"]
    if not (64 <= width <= LARGEST and 64 <= height <= LARGEST):
        raise RuntimeError(f"Invalid camera configuration: {config}")
    if not model.bayer_order:
        config["main"]["format"], config["lores"] = "YUYV", None  # what a USB camera has
    mode = _mode_for(config, model)
    engine.mode = mode
    engine.crop = crop_for(config["main"], mode)
    engine.settings = {k: v for k, v in engine.settings.items() if k != "ScalerCrop"}
    for name in ("main", "lores"):
        if config[name] is not None:
            _fill_in(config[name])
    if config["raw"] is not None:
        _fit_raw(config, model, mode)
    if config.get("sensor") is not None or model.bayer_order:
        config["sensor"] = {"bit_depth": mode.bit_depth, "output_size": mode.size}


def raw_modes(model: CameraModel) -> list[dict[str, Any]]:
    """Return the modes of a sensor, as `Picamera2.sensor_modes` tells them."""
    if not model.bayer_order:
        return [{"format": "MJPEG"}, {"format": "YUYV"}]
    return [
        {
            "format": SensorFormat(f"S{model.bayer_order}{mode.bit_depth}_CSI2P"),
            "unpacked": f"S{model.bayer_order}{mode.bit_depth}",
            "bit_depth": mode.bit_depth,
            "size": mode.size,
            "fps": mode.fps,
            "crop_limits": mode.crop,
            "exposure_limits": (*model.exposure_us, 20_000),
        }
        for mode in model.modes
    ]


def crop_for(stream: dict[str, Any], mode: SensorMode) -> Rect:
    """Return which pixels of the sensor fill a stream: the most that have its shape."""
    left, top, wide, tall = mode.crop
    width, height = stream["size"]
    if stream.get("preserve_ar") is False:
        return mode.crop
    across, down = wide, round(wide * height / width)
    if down > tall:
        across, down = round(tall * width / height), tall
    across, down = across - across % 2, down - down % 2
    return left + (wide - across) // 2, top + (tall - down) // 2, across, down


def _mode_for(config: dict[str, Any], model: CameraModel) -> SensorMode:
    """Return the mode that comes nearest to what is wanted, as libcamera scores them."""
    sensor, raw = config.get("sensor") or {}, config.get("raw") or {}
    wanted = sensor.get("output_size") or raw.get("size") or config["main"]["size"]
    bits = sensor.get("bit_depth")
    if bits is None:
        fmt = raw.get("format")
        bits = (
            SensorFormat(fmt).bit_depth if fmt and formats.is_raw(fmt) else model.native.bit_depth
        )

    def score(mode: SensorMode) -> float:
        shape: float = 1500 * _miss(wanted[0] / wanted[1], mode.size[0] / mode.size[1])
        sizes = sum(_miss(want, has) for want, has in zip(wanted, mode.size, strict=True))
        depth: float = 500 * abs(bits - mode.bit_depth)
        return shape + sizes + depth

    return min(model.modes, key=score)


def _miss(wanted: float, has: float) -> float:
    """Return how bad another value is: too small is eight times as bad as too large."""
    return 2 * (wanted - has) if wanted >= has else (has - wanted) / 4


def _fill_in(stream: dict[str, Any]) -> None:
    width, height = stream["size"]
    least = stride_of(stream["format"], width)
    stream["stride"] = max(least, stream.get("stride") or 0)
    stream["framesize"] = frame_size(stream["format"], height, stream["stride"])


def _fit_raw(config: dict[str, Any], model: CameraModel, mode: SensorMode) -> None:
    wanted = SensorFormat(config["raw"]["format"])
    packing = "_CSI2P" if wanted.packing else ""
    order = SensorFormat(f"S{model.bayer_order}{mode.bit_depth}")
    order.transform(config["transform"])
    size: Size = mode.size
    fmt = f"S{order.bayer_order}{mode.bit_depth}{packing}"
    config["raw"].update(format=fmt, size=size)
    _fill_in(config["raw"])
