"""`pygame.mixer`: sounds and music as remarks in the trace."""

from typing import Any

from hardware_mocks.bench import current_bench

LENGTH_S = 1.0
"""Nobody listens to the file, so every sound is as long."""


def init(*_args: Any, **_how: Any) -> None:
    """Do nothing: there is always something to hear with."""


pre_init = quit = init  # noqa: A001 (its name in pygame)


class Channel:
    """Where a sound is played."""

    def __init__(self) -> None:
        self._ends_ns = current_bench().clock.now_ns + round(LENGTH_S * 1e9)

    def get_busy(self) -> bool:
        """Return whether it is still to be heard."""
        bench = current_bench()
        bench.clock.poll()
        return bench.clock.now_ns < self._ends_ns

    def stop(self) -> None:
        """Stop it."""
        self._ends_ns = 0


class Sound:
    """A sound from a file."""

    def __init__(self, file: Any) -> None:
        self._name = file if isinstance(file, str) else getattr(file, "name", str(file))
        self._volume = 1.0

    def play(self, loops: int = 0, maxtime: int = 0, fade_ms: int = 0) -> Channel:
        """Play it."""
        current_bench().note("sound", self._name)
        return Channel()

    def stop(self) -> None:
        """Stop it wherever it is played."""

    def set_volume(self, value: float) -> None:
        """Make it softer (0.0-1.0)."""
        self._volume = value

    def get_volume(self) -> float:
        """Return how loud it is (0.0-1.0)."""
        return self._volume

    def get_length(self) -> float:
        """Return its length in seconds."""
        return LENGTH_S


class _Music:
    """The one long piece that is played besides the sounds."""

    def load(self, filename: str) -> None:
        """Choose the piece."""
        self._sound = Sound(filename)

    def play(self, loops: int = 0, start: float = 0.0) -> None:
        """Play it."""
        self._channel = self._sound.play()

    def stop(self) -> None:
        """Stop it."""
        self._channel.stop()

    def get_busy(self) -> bool:
        """Return whether it is still to be heard."""
        return self._channel.get_busy()


music = _Music()
