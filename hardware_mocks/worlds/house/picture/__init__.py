"""The pictures that the cameras of the house take, drawn with numpy and OpenCV alone."""

from hardware_mocks.worlds.house.picture.view import CameraView

__all__ = ["CameraView"]
