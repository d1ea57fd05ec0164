"""What one camera of the house sees, as a bench hands it to a simulated camera."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from hardware_mocks.worlds.house.house import House


class HouseView:
    """The view of one camera; nothing is drawn, or loaded, before somebody looks.

    Attributes:
        camera: its name in the plan.
    """

    def __init__(self, house: House, camera: str) -> None:
        self._house, self.camera = house, camera

    def look(self, t_ns: int, size: tuple[int, int], crop: Any = (0.0, 0.0, 1.0, 1.0)) -> Any:
        """Return the picture at a time."""
        return self._house.view(self.camera).look(t_ns, size, crop)

    def __getattr__(self, name: str) -> Any:
        """Leave the rest (its light, the colour of the light) to what draws it."""
        if name.startswith("_"):
            raise AttributeError(name)
        return getattr(self._house.view(self.camera), name)

    def is_on(self, t_ns: int) -> bool:
        """Return whether the camera has its power and its cable."""
        return self._house.state(t_ns).cameras_on[self.camera]
