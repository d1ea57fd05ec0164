"""Saves one picture of each event, with its boxes."""

from pathlib import Path

from makerkit.errors import BadInputError
from security_system.motion.sight import MotionEvent
from security_system.replaying.film import Film, Shot

_GREEN, _BLACK = (60, 220, 60), (0, 0, 0)


def save_pictures(film: Film, events: list[MotionEvent], folder: Path) -> list[Path]:
    """Go through the film again and save where each event was strongest; return the files.

    Raises:
        BadInputError: the folder cannot be made, or written to.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise BadInputError(f"Cannot make {folder}: {error.strerror or error}.") from error
    wanted = {event.best_s: number for number, event in enumerate(events, 1)}
    saved = []
    for shot in film.shots():
        number = wanted.pop(shot.t_s, None)
        if number is not None:
            file = folder / f"event_{number:02d}_at_{shot.t_s:.1f}_s.jpg"
            _save(shot, events[number - 1], file)
            saved.append(file)
        if not wanted:
            break
    return saved


def _save(shot: Shot, event: MotionEvent, file: Path) -> None:
    import cv2

    image = shot.bgr()
    thick = max(1, round(shot.width / 400))
    for box in event.boxes:
        corners = (box.x, box.y), (box.x + box.width, box.y + box.height)
        cv2.rectangle(image, *corners, _GREEN, thick)
    text = f"{event.start_s:.1f} s to {event.end_s:.1f} s  score {event.score:.2f}"
    place, size = (6, shot.height - 8), max(0.4, shot.width / 1000)
    cv2.putText(image, text, place, cv2.FONT_HERSHEY_SIMPLEX, size, _BLACK, thick * 3)
    cv2.putText(image, text, place, cv2.FONT_HERSHEY_SIMPLEX, size, _GREEN, thick)
    worked, coded = cv2.imencode(".jpg", image)
    try:
        assert worked, "a picture of bytes can always be coded"
        file.write_bytes(coded.tobytes())
    except OSError as error:
        raise BadInputError(f"Cannot write {file}: {error.strerror or error}.") from error
