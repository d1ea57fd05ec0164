"""`picamera2.remote`: frames worked on in other processes. A bench is one process."""

from typing import NoReturn


def __getattr__(name: str) -> NoReturn:
    if name.startswith("__"):  # Python itself asks
        raise AttributeError(name)
    raise ImportError(
        f"{name} works on frames in a second process, and the bench is one process on one Pi: "
        "use a thread, or concurrent.futures.ThreadPoolExecutor, instead."
    )
