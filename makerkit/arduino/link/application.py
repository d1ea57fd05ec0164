"""The two applications that speak over the link: what a host of each must know of its board."""

from __future__ import annotations

from dataclasses import dataclass

from makerkit.arduino.message import Known
from makerkit.arduino.messages import car, link, node
from makerkit.arduino.messages.link import Boot, Sketch


@dataclass(frozen=True, slots=True)
class Application:
    """One side of the table of messages.

    Attributes:
        sketch: the word by which its board calls itself.
        flash_name: what `maker flash` calls its sketch.
        protocol: version of the table that this computer has.
        schema: hash of the messages that this computer knows.
        from_board: the messages that the board sends.
        from_host: the messages that the host sends.
    """

    sketch: Sketch
    flash_name: str
    protocol: int
    schema: int
    from_board: Known
    from_host: Known

    def fits(self, boot: Boot) -> bool:
        """Tell whether a board was made from the same table, for the same application."""
        return (boot.sketch, boot.protocol, boot.schema) == (
            self.sketch,
            self.protocol,
            self.schema,
        )


CAR = Application(
    Sketch.CAR,
    "car_controller",
    car.PROTOCOL_VERSION,
    car.SCHEMA_HASH,
    {**link.FROM_BOARD, **car.FROM_BOARD},
    {**link.FROM_HOST, **car.FROM_HOST},
)
NODE = Application(
    Sketch.NODE,
    "security_node",
    node.PROTOCOL_VERSION,
    node.SCHEMA_HASH,
    {**link.FROM_BOARD, **node.FROM_BOARD},
    {**link.FROM_HOST, **node.FROM_HOST},
)
APPLICATIONS = {application.sketch: application for application in (CAR, NODE)}
