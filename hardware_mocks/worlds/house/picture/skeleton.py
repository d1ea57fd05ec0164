"""Where the joints of a person are: standing, in a step, on a seat, in bed, on hands and knees.

A joint is given forward, to the left and up from where the feet (or the seat) are, in shares of
the person's height (proportions after Drillis and Contini, 1966, rounded).
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping

import numpy as np
from numpy.typing import NDArray

from hardware_mocks.worlds.house.state import Body

Joint = tuple[float, float, float]
THIGH, SHIN, ANKLE = 0.245, 0.24, 0.04
UPPER_ARM, FOREARM = 0.172, 0.157
SPINE = 0.29
SHOULDER_WIDE, HIP_WIDE = 0.108, 0.058
SEAT_M, BED_M, BELL_M = 0.44, 0.62, 1.33


def joints_of(body: Body) -> NDArray[np.float64]:
    """Return each joint's place in the house, (joints, 3) in metres, in the order of JOINTS."""
    local = _POSES[body.pose](body)
    _skull(local)
    _held(local, body)
    cos, sin = math.cos(body.facing_rad), math.sin(body.facing_rad)
    tall, x0, y0 = body.height_m, body.x_m, body.y_m
    placed = []
    for name in JOINTS:
        x, y, z = local[name]
        placed.append((x0 + tall * (x * cos - y * sin), y0 + tall * (x * sin + y * cos), tall * z))
    return np.array(placed)


def _skull(joints: dict[str, Joint]) -> None:
    """Add the lower and the upper end of the head's egg."""
    (x, y, z), (neck_x, neck_y, neck_z) = joints["head"], joints["neck"]
    length = math.hypot(x - neck_x, y - neck_y, z - neck_z) or 1.0
    up = tuple(HEAD * d / length for d in (x - neck_x, y - neck_y, z - neck_z))
    joints["chin"] = (x - up[0] * 0.25, y - up[1] * 0.25, z - up[2] * 0.25)
    joints["crown"] = (x + up[0] * 0.22, y + up[1] * 0.22, z + up[2] * 0.22)


def _held(joints: dict[str, Joint], body: Body) -> None:
    """Add the ends of what is in the hands; both in the right hand where it is nothing."""
    x, y, z = joints["right hand"]
    ends: tuple[Joint, Joint] = ((x, y, z), (x, y, z))
    if body.carries == "bag":
        ends = ((x, y, z - 0.08), (x, y, z - 0.19))
    elif body.carries == "parcel":
        left = joints["left hand"]
        middle = ((x + left[0]) / 2, (y + left[1]) / 2, (z + left[2]) / 2 + 0.03)
        ends = ((middle[0], middle[1] + 0.08, middle[2]), (middle[0], middle[1] - 0.08, middle[2]))
    elif body.carries:
        ends = ((x, y, z), (x + 0.08, y, z))
    joints["held from"], joints["held to"] = ends


def _upright(body: Body) -> dict[str, Joint]:
    walks = body.pose == "walks"
    turn = math.tau * body.phase
    stride = 0.46 if walks else 0.0
    sneaks = 0.06 if body.kind == "intruder" else 0.0
    hip_z = ANKLE + SHIN + THIGH - 0.012 - sneaks * 0.5
    lowest = 0.0
    joints: dict[str, Joint] = {}
    for side, sign, phase in (("left", 1, turn), ("right", -1, turn + math.pi)):
        swing = stride * math.sin(phase) + sneaks * 2
        bend = (0.1 + 0.95 * max(0.0, math.cos(phase)) ** 2) if walks else 0.04
        bend += sneaks * 4
        _leg(joints, side, sign, (0.0, hip_z), swing, bend)
        lowest = min(lowest, joints[f"{side} ankle"][2] - ANKLE)
        lowest = max(lowest, -0.05)
    lean = 0.05 * walks + sneaks * 2.2
    _torso(joints, (0.0, hip_z), lean)
    for side, sign, phase in (("left", 1, turn + math.pi), ("right", -1, turn)):
        swing = stride * 0.85 * math.sin(phase) + lean * 0.5
        bend = 0.3 + 0.3 * walks
        if side == "right" and body.carries == "torch":
            swing, bend = 0.5, 1.0
        if body.carries == "parcel":
            swing, bend = 0.35, 1.35
        _arm(joints, side, sign, swing, bend)
    if body.reaches:
        _reach(joints, BELL_M / body.height_m)
    drop = min(joints[f"{side} ankle"][2] for side in ("left", "right")) - ANKLE
    return {name: (x, y, z - drop) for name, (x, y, z) in joints.items()}


def _sitting(body: Body) -> dict[str, Joint]:
    joints: dict[str, Joint] = {}
    hip_z = SEAT_M / body.height_m + 0.055
    for side, sign in (("left", 1), ("right", -1)):
        _leg(joints, side, sign, (-0.02, hip_z), 1.5, 1.5 + 0.08 * sign)
    _torso(joints, (-0.02, hip_z), -0.12)
    for side, sign in (("left", 1), ("right", -1)):
        _arm(joints, side, sign, 0.35, 0.95)
    return joints


def _lying(body: Body) -> dict[str, Joint]:
    """On the back, the feet to where the body faces."""
    standing = _upright(body)
    z = BED_M / body.height_m
    return {name: (0.45 - up, y, z + 0.5 * x) for name, (x, y, up) in standing.items()}


def _crawling(body: Body) -> dict[str, Joint]:
    joints: dict[str, Joint] = {}
    turn = math.tau * body.phase
    hip = (-0.16, THIGH + 0.02)
    for side, sign, phase in (("left", 1, turn), ("right", -1, turn + math.pi)):
        swing = 0.28 * math.sin(phase)
        _leg(joints, side, sign, hip, swing, math.pi / 2 + swing)
    lean = 1.3
    _torso(joints, hip, lean)
    for side, sign, phase in (("left", 1, turn + math.pi), ("right", -1, turn)):
        _arm(joints, side, sign, 0.25 * math.sin(phase), 0.15)
    neck = joints["neck"]
    joints["head"] = (neck[0] + 0.07, 0.0, neck[2] + 0.035)
    return joints


def _leg(
    joints: dict[str, Joint],
    side: str,
    sign: int,
    hip: tuple[float, float],
    swing: float,
    bend: float,
) -> None:
    """Add a leg: `swing` of the thigh forward, `bend` of the knee, both in radians."""
    y = sign * HIP_WIDE
    knee = (hip[0] + THIGH * math.sin(swing), hip[1] - THIGH * math.cos(swing))
    down = swing - bend
    ankle = (knee[0] + SHIN * math.sin(down), knee[1] - SHIN * math.cos(down))
    toe_turn = down + math.pi / 2 if bend < 1.4 or swing > 1 else down - 0.2
    toe = (ankle[0] + 0.105 * math.sin(toe_turn), ankle[1] - 0.105 * math.cos(toe_turn) - 0.018)
    joints[f"{side} hip"] = (hip[0], y, hip[1])
    joints[f"{side} knee"] = (knee[0], y * 1.05, knee[1])
    joints[f"{side} ankle"] = (ankle[0], y, ankle[1])
    joints[f"{side} toe"] = (toe[0], y * 1.25, max(toe[1], 0.016))


def _torso(joints: dict[str, Joint], hip: tuple[float, float], lean: float) -> None:
    x, z = hip
    top = (x + SPINE * math.sin(lean), z + SPINE * math.cos(lean))
    joints["hips"] = (x, 0.0, z + 0.01)
    joints["chest"] = (x + 0.8 * (top[0] - x), 0.0, z + 0.8 * (top[1] - z))
    joints["neck"] = (top[0] + 0.015 * math.sin(lean), 0.0, top[1] + 0.02 * math.cos(lean))
    nod = lean * 0.4
    joints["head"] = (
        joints["neck"][0] + 0.075 * math.sin(nod),
        0.0,
        joints["neck"][2] + 0.082 * math.cos(nod),
    )
    for side, sign in (("left", 1), ("right", -1)):
        joints[f"{side} shoulder"] = (top[0], sign * SHOULDER_WIDE, top[1] - 0.012)


def _arm(joints: dict[str, Joint], side: str, sign: int, swing: float, bend: float) -> None:
    x, y, z = joints[f"{side} shoulder"]
    elbow = (x + UPPER_ARM * math.sin(swing), y + sign * 0.02, z - UPPER_ARM * math.cos(swing))
    turn = swing + bend
    hand = (
        elbow[0] + FOREARM * math.sin(turn),
        y + sign * 0.008,
        elbow[2] - FOREARM * math.cos(turn),
    )
    joints[f"{side} elbow"] = elbow
    joints[f"{side} hand"] = hand


def _reach(joints: dict[str, Joint], height: float) -> None:
    """Stretch the right arm forward to a height."""
    x, y, z = joints["right shoulder"]
    up = max(-0.25, min(0.2, height - z))
    joints["right elbow"] = (x + UPPER_ARM * 0.85, y - 0.015, z + up * 0.4 - 0.03)
    joints["right hand"] = (x + (UPPER_ARM + FOREARM) * 0.94, y + 0.02, z + up)


_POSES: Mapping[str, Callable[[Body], dict[str, Joint]]] = {
    "stands": _upright, "walks": _upright, "sits": _sitting, "lies": _lying,
    "crawls": _crawling,
}  # fmt: skip
_SIDES = ("hip", "knee", "ankle", "toe", "shoulder", "elbow", "hand")
HEAD = 0.062
JOINTS = ("hips", "chest", "neck", "head", "chin", "crown", "held from", "held to",
          *(f"{side} {joint}" for side in ("left", "right") for joint in _SIDES))  # fmt: skip
