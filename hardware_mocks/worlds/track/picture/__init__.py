"""What the car's camera sees: the floor, the walls and the things, drawn by numpy and OpenCV."""

from hardware_mocks.worlds.track.picture.camera import CarCamera
from hardware_mocks.worlds.track.picture.look import Look
from hardware_mocks.worlds.track.picture.painter import Painter
from hardware_mocks.worlds.track.picture.view import CarView

__all__ = ["CarCamera", "CarView", "Look", "Painter"]
