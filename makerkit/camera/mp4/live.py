"""A viewer's stream: the header once, then each picture as a fragment of its own."""

from makerkit.camera.mp4 import boxes
from makerkit.camera.mp4.nal import ParameterSets, sample
from makerkit.camera.packets import Packet


class LiveStream:
    """Makes what a browser's MediaSource eats from packets, without waiting for the next one.

    A fragment begins where the one before ended, so that a lost picture leaves no hole at which a
    player would stop; it ends where its picture's time says, so that nothing drifts.

    Attributes:
        codec: the name for `video/mp4; codecs="..."`.
    """

    def __init__(self, first: Packet, sets: ParameterSets, *, usual_us: int = 66_667) -> None:
        """Begin with a key frame, and what it brings for decoders."""
        self.sets = sets
        self.codec = sets.codec
        self.header = boxes.header(sets, sets.size)
        self._number = 0
        self._begin_us = first.pts_us
        self._end_us = 0
        self._usual_us = usual_us

    def fragment(self, packet: Packet, data: bytes | None = None) -> bytes:
        """Return the fragment of the next picture.

        Args:
            data: `nal.sample(packet.data)`, where it was made for other viewers already.
        """
        self._number += 1
        start_us = self._end_us
        self._end_us = max(packet.pts_us - self._begin_us + self._usual_us, start_us + 1)
        picture = boxes.Sample(
            sample(packet.data) if data is None else data,
            self._end_us - start_us,
            packet.is_key,
        )
        return boxes.fragment(self._number, start_us, [picture])
