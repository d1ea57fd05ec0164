"""The lines of the table that are the car's."""

from benchmarks.rows import Row, measured


def track_frame() -> Row:
    """Return the CPU ms of a frame of the car's camera, with all faults of light and lens."""
    found = measured("track_picture", "frame")
    own = found.pop("faults")
    rival = ", ".join(f"{name} {ms:.2f}" for name, ms in found.items())
    return Row("a frame of the track, 320x240, all faults", own, "CPU ms", "<= 1.5", rival)


def lane() -> Row:
    """Return the CPU ms of seeing the lane in a frame, beside other cars' ways."""
    found = measured("lane", "frame")
    own = found.pop("kit")
    return Row("the lane in a 320x240 frame", own, "CPU ms", "<= 2", _beside(found))


def closed_loop() -> Row:
    """Return how many times faster than real time laps run, without firmware."""
    found = measured("lane", "laps")
    rival = f"{found['stayed']} of {found['of']} laps in the lane, {found['mean_cm']:.1f} cm mean"
    speed = found["times_real_time"]
    return Row("laps without firmware", speed, "s per CPU s", ">= 10", rival)


def closed_loop_with_firmware() -> Row:
    """Return the same of the whole program with the compiled firmware in lockstep."""
    found = measured("car_loop")
    speed = found["simulated_s"] / found["cpu_s"]
    rival = (
        f"pictures {found['age_ms']:.0f} ms old when answered, {found['worst_age_ms']:.0f} worst"
    )
    return Row("a lap, whole program and firmware", speed, "s per CPU s", ">= 2", rival)


def net() -> Row:
    """Return the CPU ms of the net that drives, picture to wheels."""
    found = measured("net", "frame")
    own = found.pop("pilot")
    return Row("the net that drives, a frame", own, "CPU ms", "<= 1.2", _beside(found))


def signs() -> Row:
    """Return the CPU ms of looking for signs and lights in a frame with some."""
    found = measured("signs", "cost")
    own = found.pop("track, with signs")
    return Row("signs and lights in a frame", own, "CPU ms", "<= 2", _beside(found))


def tub() -> Row:
    """Return how many records a CPU second writes, beside donkeycar's way."""
    found = measured("tub", "write")
    own = found.pop("ours")
    rival = ", ".join(f"{name} {rate:,}" for name, rate in found.items())
    return Row("records into a Tub", own, "per CPU s", ">= 4000", rival)


def _beside(found: dict[str, float]) -> str:
    return ", ".join(f"{name} {ms:.2f}" for name, ms in found.items())


STEPS = (track_frame, lane, net, signs, tub, closed_loop, closed_loop_with_firmware)
