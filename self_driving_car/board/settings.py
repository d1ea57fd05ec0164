"""What stands in `[board]`: the Arduino with motors, encoders, sonar and battery."""

from pydantic import Field

from makerkit.app.section import Section


class BoardSettings(Section):
    """The car controller at its cable."""

    port: str = Field(default="auto", min_length=1, max_length=200)
    """"auto": the one board that is plugged in; or "/dev/ttyACM0"."""
    teaches: bool = True
    """Whether the board is told what stands in [car]: encoders, edges, speed. It keeps that."""

    @property
    def port_name(self) -> str | None:
        """The port to open; None for the one board that is plugged in."""
        return None if self.port == "auto" else self.port
