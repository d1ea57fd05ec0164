"""Draw docs/house.jpg, what the cameras of the simulated house see: `python docs/draw_house.py`."""

from pathlib import Path

import cv2
import numpy as np

from hardware_mocks.worlds.house.house import House
from hardware_mocks.worlds.house.picture.sheet import shot

SIZE = (480, 360)
SHOTS = (  # scenario, camera, second
    ("ordinary_day", "living_room", 33_600),
    ("party", "living_room", 60.2),
    ("burglary", "living_room", 30),
    ("visitor_at_the_door", "front_door", 22),
)
QUALITY = 82


def main() -> None:
    """Write the picture."""
    shots = [shot(House(name, seed=3), camera, t_s, SIZE, 15) for name, camera, t_s in SHOTS]
    rows = [np.hstack(shots[:2]), np.hstack(shots[2:])]
    file = Path(__file__).with_name("house.jpg")
    cv2.imwrite(str(file), np.vstack(rows), [cv2.IMWRITE_JPEG_QUALITY, QUALITY])
    print(f"Wrote {file}: {file.stat().st_size / 1000:.0f} kB.")


if __name__ == "__main__":
    main()
