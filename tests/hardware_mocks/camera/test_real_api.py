"""The stand-in against the public members of the real picamera2, which is read and not imported."""

import ast
import inspect
import json
import textwrap
from importlib import import_module
from pathlib import Path

import cv2  # noqa: F401 (before any clock is taken over)
import pytest

from hardware_mocks.camera.install import install
from tests.hardware_mocks.camera.extract_api import signature

TABLE = json.loads(Path(__file__).with_name("picamera2_0_3_38.json").read_text())

QT = "a part of a window of the desktop (Qt), and the bench has none: its previews are pictures"
NOT_THERE = {
    "picamera2.devices.hailo.hailo": "a neural accelerator that nobody's bench has",
    "picamera2.devices.imx500": "a camera with a neural network in it: not in this course",
    "picamera2.devices.imx708": "switches HDR in the sensor by a control of the kernel",
    "picamera2.dma_heap": "memory of the kernel; nothing of it reaches a program",
    "picamera2.encoders.multi_encoder.MultiEncoder.output_thread": "pictures are encoded where "
    "they come in, so there is no thread that waits for their encoders",
    "picamera2.encoders.v4l2_encoder.V4L2Encoder.thread_poll": "waits for the kernel's encoder; "
    "here a program encodes",
    "picamera2.picamera2.CameraManager": "waits for libcamera; here the clock brings frames",
    "picamera2.picamera2.classproperty": "a tool of the package itself",
    "picamera2.previews.drm_preview.DrmManager": "drives the screen of a Pi without a desktop",
    "picamera2.previews.drm_preview.DrmPreview.FMT_MAP": "formats of the kernel's screens",
    "picamera2.previews.drm_preview.DrmPreview.init_drm": "drives the kernel's screen",
    "picamera2.previews.drm_preview.DrmPreview.render_drm": "drives the kernel's screen",
    "picamera2.previews.gl_helpers": "draws by the graphics chip",
    "picamera2.previews.q_gl_picamera2": QT,
    "picamera2.previews.qt.is_wayland_gl_widget": QT,
    "picamera2.previews.qt_previews.Command": QT,
    "picamera2.previews.qt_previews.QtPreviewBase": QT,
    "picamera2.previews.qt_previews.QtPreview.make_picamera2_widget": QT,
    "picamera2.previews.qt_previews.QtPreview.get_title": QT,
    "picamera2.previews.qt_previews.QtGlPreview.make_picamera2_widget": QT,
    "picamera2.previews.qt_previews.QtGlPreview.get_title": QT,
    "picamera2.previews.qt_previews.QtGlPreviewWayland": QT,
    "picamera2.previews.qt_previews.QtGlPreviewDirect.make_picamera2_widget": QT,
    "picamera2.previews.qt_previews.QtGlPreviewDirect.get_title": QT,
    "picamera2.remote": "cameras in other processes: a bench is one process",
}
"""Modules, classes and members that the stand-in does not have, each with the reason."""
OTHER_SIGNATURE = {}
"""Members whose arguments differ, each with the reason."""


def is_allowed(path, table):
    return any(path == known or path.startswith((known + ".", known + "_w")) for known in table)


def real_members():
    for module, found in TABLE.items():
        for name, api in found.items():
            if "members" not in api:
                yield f"{module}.{name}", module, name, None, api
            for member, told in api.get("members", {}).items():
                yield f"{module}.{name}.{member}", module, name, member, told


def stand_in_of(module, name, member):
    install()
    owner = getattr(import_module(module), name)
    return owner if member is None else inspect.getattr_static(owner, member)


def own_signature(function):
    function = getattr(function, "__func__", function)
    node = ast.parse(textwrap.dedent(inspect.getsource(function))).body[0]
    return signature(node)


def test_every_public_member_is_there():
    missing = []
    for path, module, name, member, told in real_members():
        if told["kind"] == "instance attribute" or is_allowed(path, NOT_THERE):
            continue
        try:
            stand_in_of(module, name, member)
        except (ImportError, AttributeError):
            missing.append(path)
    assert missing == []


def test_every_signature_is_the_real_one():
    wrong = []
    for path, module, name, member, told in real_members():
        if "args" not in told or is_allowed(path, {**NOT_THERE, **OTHER_SIGNATURE}):
            continue
        found = own_signature(stand_in_of(module, name, member))
        if found != told["args"]:
            wrong.append((path, told["args"], found))
    assert wrong == []


def test_properties_that_can_be_set_can_be_set():
    wrong = []
    for path, module, name, member, told in real_members():
        if told["kind"] != "property" or is_allowed(path, NOT_THERE):
            continue
        found = stand_in_of(module, name, member)
        if told.get("settable") and getattr(found, "fset", None) is None:
            wrong.append(path)
    assert wrong == []


def test_an_open_camera_has_the_attributes_that_the_real_one_sets(bench):
    from picamera2 import Picamera2

    hidden = {"notifyme_r", "notifyme_w", "notifymeread"}  # of a pipe between threads
    with Picamera2() as picam2:
        told = TABLE["picamera2.picamera2"]["Picamera2"]["members"]
        wanted = {name for name, known in told.items() if known["kind"] == "instance attribute"}
        assert {name for name in wanted - hidden if not hasattr(picam2, name)} == set()


@pytest.mark.parametrize("table", [NOT_THERE, OTHER_SIGNATURE])
def test_nothing_is_allowed_without_a_reason_or_need(table):
    paths = [path for path, *_ in real_members()]
    for known, reason in table.items():
        assert reason, known
        assert any(is_allowed(path, {known: ""}) for path in paths), known
