"""H.264 bytes: Annex B (start codes, as encoders write) and AVC (lengths, as MP4 holds)."""

from dataclasses import dataclass
from itertools import pairwise

from makerkit.camera.mp4.sps import picture_size
from makerkit.errors import BadInputError

IDR, SEI, SPS, PPS, DELIMITER = 5, 6, 7, 8, 9
_START = b"\x00\x00\x01"


def units(annex_b: bytes) -> list[bytes]:
    """Return the NAL units of Annex B bytes, without start codes and trailing zeros."""
    starts = []
    at = annex_b.find(_START)
    while at >= 0:
        starts.append(at)
        at = annex_b.find(_START, at + 3)
    found = [
        annex_b[start + 3 : end].rstrip(b"\x00") for start, end in pairwise([*starts, len(annex_b)])
    ]
    return [unit for unit in found if unit]


def unit_type(unit: bytes) -> int:
    """Return what a NAL unit is: `IDR`, `SPS`, ..."""
    return unit[0] & 0x1F


def sample(annex_b: bytes) -> bytes:
    """Return a picture as MP4 holds it: lengths for start codes, no SPS, PPS and delimiter."""
    kept = [unit for unit in units(annex_b) if unit_type(unit) not in (SPS, PPS, DELIMITER)]
    return b"".join(len(unit).to_bytes(4, "big") + unit for unit in kept)


@dataclass(frozen=True, slots=True)
class ParameterSets:
    """What a decoder must know before the first picture.

    Attributes:
        sps: sequence parameter set, a NAL unit.
        pps: picture parameter set, a NAL unit.
    """

    sps: bytes
    pps: bytes

    @classmethod
    def of(cls, annex_b: bytes) -> "ParameterSets":
        """Return those of a key frame, or of an encoder's `extradata`.

        Raises:
            BadInputError: there are none in these bytes.
        """
        by_type = {unit_type(unit): unit for unit in units(annex_b)}
        if SPS not in by_type or PPS not in by_type or len(by_type[SPS]) < 4:
            raise BadInputError(
                f"These {len(annex_b)} bytes of H.264 have no SPS and PPS, so nobody could decode "
                "them. Begin with a key frame, of an encoder that repeats its headers "
                "(H264Encoder(repeat=True))."
            )
        return cls(by_type[SPS], by_type[PPS])

    @property
    def size(self) -> tuple[int, int]:
        """Width and height of the pictures in pixels."""
        return picture_size(self.sps)

    @property
    def codec(self) -> str:
        """The name a browser wants to hear, such as `avc1.42C01E`."""
        return "avc1." + self.sps[1:4].hex().upper()
