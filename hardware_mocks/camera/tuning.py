"""Tuning files: how libcamera is told to treat the pictures of a sensor.

The bench has a small one for each of its sensors, with the algorithms that programs look for.
"""

import json
from pathlib import Path
from typing import Any

from hardware_mocks.camera.light import _BLUE_GAINS, _GREY_KELVINS, _RED_GAINS, _STAGES
from hardware_mocks.camera.models import MODELS

_FOLDERS = (
    "~/libcamera/src/ipa/rpi/vc4/data",
    "/usr/local/share/libcamera/ipa/rpi/vc4",
    "/usr/share/libcamera/ipa/rpi/vc4",
)


WITHOUT_MODEL = ("imx290", "imx296", "imx378", "imx477", "imx500", "imx519", "ov9281", "ov64a40")
"""Sensors whose tuning is on every Pi, and which the bench does not have."""


def find_tuning(name: str) -> dict[str, Any]:
    """Return a tuning file that comes with libcamera, or else the bench's own.

    Raises:
        RuntimeError: there is none of that name.
    """
    for folder in _FOLDERS:
        path = Path(folder).expanduser() / name
        if path.is_file():
            found: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
            return found
    sensor = name.removesuffix(".json").removesuffix("_noir")
    known = {*MODELS, *WITHOUT_MODEL} - {"usb"}
    if not name.endswith(".json") or sensor not in known:
        raise RuntimeError("Tuning file not found")
    return _made_up(sensor)


def tuning_of(tuning: Any) -> dict[str, Any] | None:
    """Return the contents of the tuning that a program asks for; None for the usual one."""
    if tuning is None or isinstance(tuning, dict):
        return tuning
    path = Path(str(tuning))
    if path.is_file():
        found: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
        return found
    return find_tuning(path.name)


def _made_up(sensor: str) -> dict[str, Any]:
    curve = [
        number
        for kelvin, red, blue in zip(_GREY_KELVINS, _RED_GAINS, _BLUE_GAINS, strict=True)
        for number in (float(kelvin), round(1 / red, 4), round(1 / blue, 4))
    ]
    modes = {
        name: {"shutter": list(times), "gain": list(gains)}
        for name, (times, gains) in _STAGES.items()
    }
    gamma = [
        n
        for level in range(0, 65536, 4096)
        for n in (level, round(65535 * (level / 65535) ** (1 / 2.2)))
    ]
    algorithms: list[dict[str, Any]] = [
        {"rpi.black_level": {"black_level": 4096}},
        {"rpi.dpc": {}},
        {"rpi.lux": {"reference_shutter_speed": 27685, "reference_gain": 1.0,
                     "reference_aperture": 1.0, "reference_lux": 998, "reference_Y": 12744}},
        {"rpi.noise": {"reference_constant": 0, "reference_slope": 3.67}},
        {"rpi.geq": {"offset": 204, "slope": 0.01633}},
        {"rpi.sdn": {}},
        {"rpi.awb": {"ct_curve": curve, "sensitivity_r": 1.0, "sensitivity_b": 1.0}},
        {"rpi.agc": {"channels": [{"exposure_modes": modes, "speed": 0.2}]}},
        {"rpi.alsc": {"omega": 1.3, "n_iter": 100, "luminance_strength": 0.8}},
        {"rpi.contrast": {"ce_enable": 1, "gamma_curve": gamma}},
        {"rpi.ccm": {"ccms": []}},
        {"rpi.sharpen": {"threshold": 1.0, "strength": 1.0, "limit": 1.0}},
    ]  # fmt: skip
    if sensor in MODELS and MODELS[sensor].has_autofocus:
        algorithms.append({"rpi.af": {"ranges": {"normal": {"min": 0.0, "max": 12.0}}}})
    return {"version": 2.0, "target": "bcm2835", "algorithms": algorithms}
