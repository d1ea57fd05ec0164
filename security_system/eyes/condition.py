"""How a camera is, in one sentence for people."""

from typing import TYPE_CHECKING

from makerkit.app.edge import Level
from security_system.eyes.view import TAMPERS, Judged, View

if TYPE_CHECKING:
    from makerkit.camera.camera import CameraState


def condition(
    state: "CameraState | None", judged: Judged, *, problem: str, slow: str, is_off: bool
) -> tuple[Level, str]:
    """Return how bad it is, and what to say; "" when all is well.

    Args:
        state: of the camera; None while there is none.
        problem: why there are no pictures, or why they are worth nothing; "" for no reason.
        slow: that the computer cannot follow, in words; "" when it can.
        is_off: whether it is closed on purpose.
    """
    if is_off:
        return Level.OK, "It is off while somebody is at home."
    if problem or state is None or state.name != "running":
        return Level.ERROR, problem or (state.reason if state else "") or "No picture yet."
    if judged.view in TAMPERS:
        return Level.ERROR, f"It is {TAMPERS[judged.view]}: {judged.why}."
    says = state.reason or slow
    if judged.view is View.DARK and not says:
        says = f"It sees next to nothing: {judged.why}."
    return (Level.WARNING if says else Level.OK), says
