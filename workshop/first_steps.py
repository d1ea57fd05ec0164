"""What lesson 00 asks for beside its program: a profile, and a computer that can do the course."""

from workshop.desk import Desk
from workshop.profiles import known_profiles

Line = tuple[str, str]
"""A sentence, and "pass" or "fail"."""


def set_up_lines(desk: Desk) -> list[Line]:
    """Return how this student and this computer are set up; this takes some seconds."""
    return [profile_line(desk), *doctor_lines()]


def profile_line(desk: Desk) -> Line:
    """Return whose work this is."""
    name = desk.profile.name
    if name in known_profiles(desk.profile.home):
        return f"Your name here is {name}. To change it: `./maker profile NAME`.", "pass"
    return f"There is no place for {name} yet: {desk.trouble or 'type `./maker start 00`.'}", "fail"


def doctor_lines() -> list[Line]:
    """Return what the doctor finds: what is broken, or one sentence."""
    from workshop.finding import Status
    from workshop.health import examine
    from workshop.machine import look_around

    broken = [each for each in examine(look_around()) if each.status is Status.BROKEN]
    lines = [(f"{each.about}: {each.says} {each.to_do}".strip(), "fail") for each in broken]
    return lines or [("This computer has all that the course needs.", "pass")]
