"""Tells the board what stands in `[car]`: asks for each setting, and sets what differs.

The board keeps settings in its EEPROM, so after the first time nothing is written any more.
"""

from makerkit.arduino.message import Message
from makerkit.arduino.messages import car
from self_driving_car.driver.settings import CarSettings

AGAIN_S = 0.4
"""After so long without an answer it is asked again: the line may have been damaged."""
TRIES = 6


def wanted_of(settings: CarSettings) -> dict[car.Setting, int]:
    """Return what the board must know."""
    return {
        car.Setting.ENCODERS: int(settings.encoders),
        car.Setting.SONAR: int(settings.sonar),
        car.Setting.BATTERY: int(settings.battery),
        car.Setting.EDGES: settings.edges_per_m,
        car.Setting.FULL_SPEED: round(1000.0 * settings.full_speed_m_s),
        car.Setting.OPEN_SPEED: round(1000.0 * settings.no_sonar_m_s),
    }


class Teaching:
    """One round of asking and setting; begin it whenever the board has started.

    Attributes:
        complaint: what the board did not take; "" where all is well.
    """

    def __init__(self, settings: CarSettings) -> None:
        self._wanted = wanted_of(settings)
        self._left = list(self._wanted)
        self._has_answered = False
        self._asked_s: float | None = None
        self._tries = 0
        self.complaint = ""

    @property
    def is_done(self) -> bool:
        """Whether the board knows everything, or refuses to learn."""
        return not self._left

    def next(self, now_s: float, *, is_armed: bool) -> Message | None:
        """Return what to send now; None: nothing."""
        if not self._left or is_armed:
            return None
        if self._asked_s is not None and now_s - self._asked_s < AGAIN_S:
            return None
        self._asked_s = now_s
        self._tries += 1
        if self._tries > TRIES:
            self._give_up()
            return None
        setting = self._left[0]
        if self._has_answered:
            return car.Set(setting=setting, number=self._wanted[setting])
        return car.Get(setting=setting)

    def heard(self, value: car.Value) -> None:
        """Take an answer."""
        if not self._left or value.setting is not self._left[0]:
            return
        self._asked_s = None
        if value.number == self._wanted[value.setting]:
            self._left.pop(0)
            self._has_answered, self._tries = False, 0
        else:
            self._has_answered = True

    def _give_up(self) -> None:
        setting = self._left.pop(0)
        self.complaint = (
            f"The board does not take {setting.value} = {self._wanted[setting]}: "
            "its sketch may be older than this program; `maker flash car_controller` updates it."
        )
        self._has_answered, self._tries = False, 0
