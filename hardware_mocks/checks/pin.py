"""A pin by its number, for whatever has no word of its own."""

from hardware_mocks.checks.led import Led, LedView


class PinView(LedView):
    """What can be seen of a pin."""

    noun = ""


class Pin(Led):
    """What a lesson asks of a pin: the same as of an LED."""

    noun = ""
