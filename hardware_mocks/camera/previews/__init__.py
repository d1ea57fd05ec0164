"""Previews: what drives the event loop, and shows the picture on the bench."""

from enum import Enum

from hardware_mocks.camera.previews.null_preview import NullPreview
from hardware_mocks.camera.previews.window_preview import (
    DrmPreview,
    QtGlPreview,
    QtGlPreviewDirect,
    QtPreview,
    list_devices,
)

__all__ = [
    "DrmPreview", "NullPreview", "Preview", "QtGlPreview", "QtGlPreviewDirect", "QtPreview",
    "list_devices",
]  # fmt: skip


class Preview(Enum):
    """The kinds of preview."""

    NULL = NullPreview
    DRM = DrmPreview
    QT = QtPreview
    QTGL = QtGlPreview
    QTGL_DIRECT = QtGlPreviewDirect
