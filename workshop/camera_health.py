"""The doctor's judgement of this machine's cameras."""

from workshop.finding import SIMULATE, Finding, Status
from workshop.machine import Machine


def check_camera(machine: Machine) -> Finding:
    """A Pi's camera needs picamera2 from apt; elsewhere a USB camera will do."""
    problem = picamera2_problem(machine) or _in_the_way(machine)
    if problem:
        return problem
    devices = machine.devices_named("/dev/video")
    names = [f"{name} ({source})" for source, name in machine.webcams.items()]
    if names or devices:
        return Finding("camera", Status.WORKS, ", ".join(names) or f"{devices[0]} is there")
    if not machine.is_pi:
        says = f"No webcam is plugged in. {SIMULATE}"
        return Finding("camera", Status.NOT_HERE, says)
    to_do = "Switch off, turn the ribbon's contacts to the contacts of its socket, switch on."
    return Finding("camera", Status.NOTICE, "No camera was found.", to_do)


def _in_the_way(machine: Machine) -> Finding | None:
    """Return what keeps this user from the cameras that there are."""
    devices = machine.devices_named("/dev/video")
    if devices and not machine.openable(devices):
        to_do = f"sudo usermod -aG video {machine.user}, then log out and in again"
        return Finding("camera", Status.BROKEN, f"You may not open {devices[0]}.", to_do)
    if machine.camera_holders:
        says = f"In use by {', '.join(machine.camera_holders)}."
        to_do = "A camera has one program at a time: close that before you start yours."
        return Finding("camera", Status.NOTICE, says, to_do)
    return None


def picamera2_problem(machine: Machine) -> Finding | None:
    """Return what is wrong with the library for a Pi's camera."""
    library = machine.libraries.get("picamera2")
    if not machine.is_pi or (library and not library.problem):
        return None
    if library is None or library.problem is None:
        says = "picamera2 is not installed."
        to_do = "sudo apt install python3-picamera2, then delete .venv and start ./maker again"
    elif "numpy" in library.problem:
        says = "picamera2 found another numpy than the one it was built with."
        to_do = "Delete .venv and start ./maker again: on a Pi numpy comes from apt."
    else:
        says = f"picamera2 cannot be imported: {library.problem}"
        to_do = "sudo apt install --reinstall python3-picamera2 python3-libcamera"
    return Finding("camera", Status.BROKEN, says, to_do)
