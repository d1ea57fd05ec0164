"""End what gpiozero has running, as the end of a program does."""

import contextlib

import gpiozero
import gpiozero.threads


def close_devices() -> None:
    """Stop gpiozero's background threads and release every pin of the common factory.

    The devices are held here until their threads have ended: one that only its own blinking
    thread still knew would be closed by that thread, which cannot wait for itself.

    A thread that does not stop within ten seconds (of virtual time, where that is in force) is
    left to whoever ends the run.
    """
    held = [getattr(vars(t).get("_target"), "__self__", None) for t in gpiozero.threads._THREADS]
    with contextlib.suppress(gpiozero.ZombieThread):
        gpiozero.threads._threads_shutdown()
    gpiozero.threads._THREADS.clear()
    if gpiozero.Device.pin_factory is not None:
        gpiozero.Device.pin_factory.close()
    del held
