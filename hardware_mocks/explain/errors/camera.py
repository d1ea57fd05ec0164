"""picamera2's errors: who holds the camera, what was not configured, which wish it cannot grant."""

from __future__ import annotations

import ast
import re
from collections.abc import Callable

from hardware_mocks.explain import names as known
from hardware_mocks.explain.errors.place import Place
from hardware_mocks.explain.explained import Explained

Tell = Callable[["re.Match[str]", BaseException, Place], Explained | None]


def runtime(error: BaseException, place: Place) -> Explained | None:
    """Explain picamera2's RuntimeErrors, ValueErrors and the IndexError of old versions."""
    if not _uses_camera(place):
        return None
    said = str(error)
    for pattern, tell in _SAID:
        found = re.search(pattern, said)
        if found:
            told = tell(found, error, place)
            if told is not None:
                return told
    return None


def _uses_camera(place: Place) -> bool:
    modules = [node.module for node in place.source.nodes if isinstance(node, ast.ImportFrom)]
    names = [alias.name for node in place.source.nodes if isinstance(node, ast.Import)
             for alias in node.names]  # fmt: skip
    return any((name or "").split(".")[0] == "picamera2" for name in (*modules, *names))


def _busy(_found: re.Match[str], error: BaseException, place: Place) -> Explained:
    lines = [
        node.lineno
        for node in place.source.nodes
        if isinstance(node, ast.Call) and place.code_of(node.func).endswith("Picamera2")
    ]
    own = "this program has opened" in str(error.__cause__ or "") or "this program" in str(error)
    if own:
        earlier = [line for line in lines if line != place.line]
        message = "camera.opened_before" if earlier else "camera.opened_again"
        return place.tell(message, made=earlier[0] if earlier else place.line or 0)
    from makerkit.camera.holders import holders_of

    holders = holders_of()
    if holders:
        return place.tell("camera.held_by", holder=str(holders[0]), pid=holders[0].pid)
    return place.tell("camera.held_by_somebody")


def _none(found: re.Match[str], _error: BaseException, place: Place) -> Explained:
    number = found.groupdict().get("number") or "0"
    if number != "0":
        return place.tell("camera.no_such_number", number=number)
    return place.tell("camera.none_there")


def _simple(message_id: str) -> Tell:
    def tell(found: re.Match[str], _error: BaseException, place: Place) -> Explained:
        return place.tell(message_id, **{k: v or "" for k, v in found.groupdict().items()})

    return tell


def _ending(found: re.Match[str], _error: BaseException, place: Place) -> Explained:
    ending = found[1].lstrip(".")
    has_point = bool(ending) and f".{ending}" in place.source.line(place.line)
    message = "camera.unknown_ending" if has_point else "camera.file_without_ending"
    return place.tell(message, ending=ending)


def _size_in_quotes(_found: re.Match[str], _error: BaseException, place: Place) -> Explained | None:
    found = re.search(r"""["']size["']\s*:\s*(["'])([^"']*)\1""", place.source.line(place.line))
    if found is None:
        return None
    numbers = re.findall(r"\d+", found[2])
    right = f"({numbers[0]}, {numbers[1]})" if len(numbers) == 2 else "(1280, 720)"
    return place.tell("camera.size_in_quotes", said=found[2], right=right)


def _control(found: re.Match[str], _error: BaseException, place: Place) -> Explained:
    name = found[1]
    right = known.nearest(name, _CONTROLS)
    if right:
        return place.tell("camera.control_typo", name=name, right=right)
    return place.tell("camera.no_such_control", name=name)


_CONTROLS = (
    *("ExposureTime", "AnalogueGain", "FrameRate", "AeEnable", "AwbEnable", "Brightness"),
    *("Contrast", "Saturation", "Sharpness", "ScalerCrop", "ColourGains", "NoiseReductionMode"),
    *("AfMode", "LensPosition", "AwbMode", "AeMeteringMode", "ExposureValue"),
)

_SAID: tuple[tuple[str, Tell], ...] = (
    (r"__init__ sequence did not complete|Failed to acquire camera|resource busy", _busy),
    (r"No camera number (?P<number>\d+) found", _none),
    (r"^list index out of range$", lambda found, error, place: _none(found, error, place)
        if "Picamera2(" in place.source.line(place.line) else None),
    (r"must be stopped before configuring", _simple("camera.configured_while_looking")),
    (r"has not been configured", _simple("camera.not_configured")),
    (r"[Cc]amera (is )?not opened|Camera has been closed", _simple("camera.closed_before")),
    (r"size in (?P<stream>\w+) stream should be", _simple("camera.size_is_no_pair")),
    (r"too many values to unpack|not enough values to unpack", _size_in_quotes),
    (r"width and height should be even", _simple("camera.odd_size")),
    (r"Bad format (?P<format>\S+) in stream", _simple("camera.bad_format")),
    (r"(?P<stream>\w+) stream should be a dictionary", _simple("camera.wish_without_name")),
    (r"Stream '?(?P<stream>\w+)'? (is not|was not) defined", _simple("camera.no_such_stream")),
    (r"Control (\w+) is not advertised", _control),
    (r"unknown file extension: ?(\S*)", _ending),
    (r"No encoder specified", _simple("camera.no_encoder")),
)  # fmt: skip
