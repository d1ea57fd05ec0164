"""What our topics are called."""

from dataclasses import dataclass

ONLINE, OFFLINE = "online", "offline"


@dataclass(frozen=True, slots=True)
class Topics:
    """All topics of one system.

    Attributes:
        base: what they begin with, such as "security_system".
        prefix: where Home Assistant looks for devices.
    """

    base: str
    prefix: str = "homeassistant"

    @property
    def node(self) -> str:
        """Return the name of this system in one word."""
        return "".join(c if c.isalnum() or c in "_-" else "_" for c in self.base)

    @property
    def status(self) -> str:
        """Return where our birth and our will are said."""
        return f"{self.base}/status"

    @property
    def discovery(self) -> str:
        """Return where Home Assistant reads what we are."""
        return f"{self.prefix}/device/{self.node}/config"

    @property
    def birth(self) -> str:
        """Return where Home Assistant says that it has started."""
        return f"{self.prefix}/status"

    @property
    def event(self) -> str:
        """Return where happenings are told."""
        return f"{self.base}/event"

    @property
    def answer(self) -> str:
        """Return where each command gets its answer."""
        return f"{self.base}/answer"

    @property
    def health(self) -> str:
        """Return where it is said how we are."""
        return f"{self.base}/health"

    @property
    def panel(self) -> str:
        """Return where outposts hear how the alarm is."""
        return f"{self.base}/panel/state"

    def state(self, thing: str) -> str:
        """Return where the state of a thing is said: "alarm", "siren", "problem", ..."""
        return f"{self.base}/{thing}/state"

    def attributes(self, thing: str) -> str:
        """Return where the details of a thing are said."""
        return f"{self.base}/{thing}/attributes"

    def command(self, thing: str) -> str:
        """Return where commands for a thing are heard."""
        return f"{self.base}/{thing}/set"

    def zone(self, zone: str) -> str:
        """Return where the state of a zone is said."""
        return f"{self.base}/zone/{zone}"

    def bypass(self, zone: str) -> str:
        """Return where it is heard that a zone is to be left out."""
        return f"{self.base}/zone/{zone}/bypass/set"

    def picture(self, camera: str) -> str:
        """Return where the newest picture of a camera is."""
        return f"{self.base}/camera/{camera}/picture"

    def outpost(self, name: str, what: str) -> str:
        """Return a topic of an outpost: "status", "beat", "event", "picture/hall", "ack"."""
        return f"{self.base}/outpost/{name}/{what}"
