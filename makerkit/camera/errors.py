"""What may be wrong with a camera, each with what to try.

An error that is final (a wrong file, a missing library) does not go away by itself: `Camera` stops.
After any other it tries again, more and more slowly.
"""

from typing import ClassVar

from makerkit.errors import BadInputError, MakerKitError, NotThereError, UnsupportedHereError


class CameraError(MakerKitError, RuntimeError):
    """A camera gives no pictures.

    Attributes:
        is_final: whether trying again is of no use.
    """

    is_final: ClassVar[bool] = False


class NoCameraError(CameraError, NotThereError):
    """There is no such camera: no device, or its cable is not seen."""


class CameraBusyError(CameraError):
    """Somebody else uses the camera."""


class CameraPermissionError(CameraError, PermissionError):
    """This user may not open the camera."""


class CameraLostError(CameraError, TimeoutError):
    """It was there, and gives no pictures any more."""


class CameraLibraryError(CameraError, UnsupportedHereError):
    """The library that this camera needs is not installed."""

    is_final = True


class NoVideoError(CameraError, BadInputError):
    """A file or folder holds no pictures."""

    is_final = True


class EndOfPicturesError(CameraError):
    """A file that is not repeated has come to its end."""

    is_final = True
