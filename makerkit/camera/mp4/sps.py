"""Width and height, which stand inside H.264's sequence parameter set (ITU-T H.264, 7.3.2.1.1)."""

from makerkit.errors import BadInputError

_WITH_CHROMA = {100, 110, 122, 244, 44, 83, 86, 118, 128, 138, 139, 134, 135}
_MOST_ZEROS = 31


class _Bits:
    """Reads numbers of the forms that the standard calls u(n), ue(v) and se(v)."""

    def __init__(self, data: bytes) -> None:
        self._bits = int.from_bytes(data, "big")
        self._left = 8 * len(data)

    def take(self, count: int) -> int:
        self._left -= count
        if self._left < 0:
            raise ValueError("it ends too early")
        return self._bits >> self._left & ((1 << count) - 1)

    def unsigned(self) -> int:
        zeros = 0
        while not self.take(1):
            zeros += 1
            if zeros > _MOST_ZEROS:
                raise ValueError("a number is too long")
        return (1 << zeros) - 1 + self.take(zeros)

    def signed(self) -> int:
        number = self.unsigned()
        return (number + 1) // 2 if number % 2 else -(number // 2)


def picture_size(sps: bytes) -> tuple[int, int]:
    """Return the pixels of a picture, width and height, without what is only there to fill.

    Args:
        sps: the NAL unit, its head included.

    Raises:
        BadInputError: it is damaged.
    """
    try:
        return _size(_Bits(sps[1:].replace(b"\x00\x00\x03", b"\x00\x00")))
    except ValueError as error:
        raise BadInputError(f"This film tells no size of its pictures: {error}.") from error


def _size(bits: _Bits) -> tuple[int, int]:
    profile = bits.take(8)
    bits.take(16)  # constraints, level
    bits.unsigned()  # which set
    chroma = _chroma(bits) if profile in _WITH_CHROMA else 1
    bits.unsigned()  # bits of the frame's number
    _picture_order(bits)
    bits.unsigned()  # reference frames
    bits.take(1)
    columns, rows = bits.unsigned() + 1, bits.unsigned() + 1
    fields = 2 - bits.take(1)
    if fields == 2:
        bits.take(1)
    bits.take(1)
    left, right, top, bottom = (bits.unsigned() for _ in range(4)) if bits.take(1) else (0,) * 4
    across = 2 if chroma in (1, 2) else 1
    down = fields * (2 if chroma == 1 else 1)
    width, height = (
        16 * columns - across * (left + right),
        16 * rows * fields - down * (top + bottom),
    )
    if not (0 < width <= 16_384 and 0 < height <= 16_384):
        raise ValueError(f"{width}x{height} cannot be")
    return width, height


def _chroma(bits: _Bits) -> int:
    chroma = bits.unsigned()
    if chroma == 3:
        bits.take(1)
    bits.unsigned()
    bits.unsigned()
    bits.take(1)
    if bits.take(1):
        for number in range(8 if chroma != 3 else 12):
            if bits.take(1):
                _skip_scaling_list(bits, 16 if number < 6 else 64)
    return chroma


def _skip_scaling_list(bits: _Bits, length: int) -> None:
    last = following = 8
    for _ in range(length):
        if following:
            following = (last + bits.signed()) % 256
        last = following or last


def _picture_order(bits: _Bits) -> None:
    kind = bits.unsigned()
    if kind == 0:
        bits.unsigned()
    elif kind == 1:
        bits.take(1)
        bits.signed()
        bits.signed()
        for _ in range(bits.unsigned()):
            bits.signed()
