"""Sizes, rectangles, transforms and colour spaces, as libcamera has them."""

from enum import Enum
from typing import Any


class Size:
    """A width and a height in pixels."""

    def __init__(self, width: int = 0, height: int = 0) -> None:
        self.width = int(width)
        self.height = int(height)

    def to_tuple(self) -> tuple[int, int]:
        """Return (width, height)."""
        return self.width, self.height

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Size) and self.to_tuple() == other.to_tuple()

    def __hash__(self) -> int:
        return hash(self.to_tuple())

    def __repr__(self) -> str:
        return f"libcamera.Size({self.width}, {self.height})"

    def __str__(self) -> str:
        return f"{self.width}x{self.height}"


class Rectangle:
    """A place and a size in pixels."""

    def __init__(self, *numbers: Any) -> None:
        if len(numbers) == 2 and isinstance(numbers[1], Size):
            numbers = (numbers[0].x, numbers[0].y, numbers[1].width, numbers[1].height)
        if len(numbers) not in {0, 2, 4}:
            raise TypeError("Rectangle takes x, y, width, height, or width, height, or nothing")
        self.x, self.y, self.width, self.height = map(int, (0,) * (4 - len(numbers)) + numbers)

    def to_tuple(self) -> tuple[int, int, int, int]:
        """Return (x, y, width, height)."""
        return self.x, self.y, self.width, self.height

    @property
    def size(self) -> Size:
        """Its width and height."""
        return Size(self.width, self.height)

    @property
    def is_null(self) -> bool:
        """Whether it holds no pixel."""
        return not (self.width and self.height)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Rectangle) and self.to_tuple() == other.to_tuple()

    def __hash__(self) -> int:
        return hash(self.to_tuple())

    def __repr__(self) -> str:
        return f"libcamera.Rectangle({self.x}, {self.y}, {self.width}, {self.height})"

    def __str__(self) -> str:
        return f"({self.x}, {self.y})/{self.width}x{self.height}"


class Transform:
    """How a picture is turned: mirrored left to right, top to bottom, or across the diagonal."""

    def __init__(
        self,
        other: "Transform | None" = None,
        /,
        *,
        rotation: int = 0,
        hflip: bool = False,
        vflip: bool = False,
        transpose: bool = False,
    ) -> None:
        if other is not None:
            hflip, vflip, transpose = other._key()
        if rotation % 360 not in {0, 180}:
            if rotation % 90:
                raise ValueError("Invalid rotation")
            transpose = not transpose
            turns = rotation % 360 == 90
            hflip, vflip = hflip ^ turns, vflip ^ (not turns)
        elif rotation % 360 == 180:
            hflip, vflip = not hflip, not vflip
        self.hflip = bool(hflip)
        self.vflip = bool(vflip)
        self.transpose = bool(transpose)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Transform) and self._key() == other._key()

    def __hash__(self) -> int:
        return hash(self._key())

    def _key(self) -> tuple[bool, bool, bool]:
        return self.hflip, self.vflip, self.transpose

    def __str__(self) -> str:
        names = ("hflip", "vflip", "transpose")
        said = ",".join(name for name, is_on in zip(names, self._key(), strict=True) if is_on)
        return f"<libcamera.Transform '{said or 'identity'}'>"

    __repr__ = __str__


class Orientation(Enum):
    """How a picture lies, numbered as in EXIF."""

    Rotate0 = 1
    Rotate0Mirror = 2
    Rotate180 = 3
    Rotate180Mirror = 4
    Rotate90Mirror = 5
    Rotate270 = 6
    Rotate270Mirror = 7
    Rotate90 = 8


class ColorSpace:
    """Which colours the numbers of a picture mean."""

    class Primaries(Enum):
        """Which red, green and blue."""

        Raw = 0
        Smpte170m = 1
        Rec709 = 2
        Rec2020 = 3

    class TransferFunction(Enum):
        """Which gamma."""

        Linear = 0
        Srgb = 1
        Rec709 = 2

    class YcbcrEncoding(Enum):
        """Which weights make luma."""

        Null = 0
        Rec601 = 1
        Rec709 = 2
        Rec2020 = 3

    class Range(Enum):
        """Whether all 256 levels are used."""

        Full = 0
        Limited = 1

    def __init__(self, *parts: Any) -> None:
        if len(parts) == 1 and isinstance(parts[0], ColorSpace):
            parts = parts[0]._parts()
        self.primaries, self.transferFunction, self.ycbcrEncoding, self.range = parts or (
            self.Primaries.Raw,
            self.TransferFunction.Linear,
            self.YcbcrEncoding.Null,
            self.Range.Full,
        )

    def _parts(self) -> tuple[Any, ...]:
        return self.primaries, self.transferFunction, self.ycbcrEncoding, self.range

    def __eq__(self, other: object) -> bool:
        return isinstance(other, ColorSpace) and self._parts() == other._parts()

    def __hash__(self) -> int:
        return hash(self._parts())

    def __str__(self) -> str:
        named = {cs: name for name, cs in _NAMED.items()}
        said = named.get(self._parts(), "/".join(part.name for part in self._parts()))
        return f"<libcamera.ColorSpace '{said}'>"

    __repr__ = __str__

    @classmethod
    def Raw(cls) -> "ColorSpace":  # noqa: N802 (libcamera's name)
        """Colours as the sensor gives them."""
        return cls(*_NAMED["RAW"])

    @classmethod
    def Sycc(cls) -> "ColorSpace":  # noqa: N802
        """The colours of JPEG files."""
        return cls(*_NAMED["sYCC"])

    @classmethod
    def Srgb(cls) -> "ColorSpace":  # noqa: N802
        """The colours of screens."""
        return cls(*_NAMED["sRGB"])

    @classmethod
    def Smpte170m(cls) -> "ColorSpace":  # noqa: N802
        """The colours of small videos."""
        return cls(*_NAMED["SMPTE170M"])

    @classmethod
    def Rec709(cls) -> "ColorSpace":  # noqa: N802
        """The colours of HD videos."""
        return cls(*_NAMED["Rec709"])

    @classmethod
    def Rec2020(cls) -> "ColorSpace":  # noqa: N802
        """The colours of 4K videos."""
        return cls(*_NAMED["Rec2020"])


_P, _T = ColorSpace.Primaries, ColorSpace.TransferFunction
_E, _R = ColorSpace.YcbcrEncoding, ColorSpace.Range
_NAMED: dict[str, tuple[Any, ...]] = {
    "RAW": (_P.Raw, _T.Linear, _E.Null, _R.Full),
    "sRGB": (_P.Rec709, _T.Srgb, _E.Null, _R.Full),
    "sYCC": (_P.Rec709, _T.Srgb, _E.Rec601, _R.Full),
    "SMPTE170M": (_P.Smpte170m, _T.Rec709, _E.Rec601, _R.Limited),
    "Rec709": (_P.Rec709, _T.Rec709, _E.Rec709, _R.Limited),
    "Rec2020": (_P.Rec2020, _T.Rec709, _E.Rec2020, _R.Limited),
}
