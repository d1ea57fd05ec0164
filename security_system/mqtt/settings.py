"""What can be set about the broker, about sensors behind it, and about outposts."""

from typing import Annotated

from pydantic import Field, StringConstraints, model_validator

from makerkit.app.section import Section

PLAIN_PORT, TLS_PORT = 1883, 8883  # registered for MQTT and for MQTT over TLS
LEVEL = r"[^/+#\x00-\x1f\x7f]"
Base = Annotated[str, StringConstraints(pattern=rf"^{LEVEL}+(/{LEVEL}+)*$", max_length=100)]
PlainTopic = Annotated[str, StringConstraints(pattern=r"^[^+#\x00-\x1f\x7f]+$", max_length=300)]
OutpostName = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]{0,30}$")]


class SensorSettings(Section):
    """What is special about one sensor behind the broker; most need nothing here."""

    silent_max_s: float = Field(default=0.0, ge=0.0, le=7 * 86400.0)
    """After how many seconds of silence it counts as lost; 0: never. Battery sensors report every
    hour or so: 7200 s is a good value for them."""
    availability: str = ""
    """The topic that says whether it is there; empty: zigbee2mqtt's, which is its own topic with
    /availability behind."""
    open: tuple[str, ...] = ()
    """The values that mean open or motion, if yours are unusual: ["wet"]."""
    quiet: tuple[str, ...] = ()
    """The values that mean all is quiet, if yours are unusual: ["dry"]."""


class OutpostSettings(Section):
    """One outpost: another Pi whose sensors and cameras belong to this alarm."""

    silent_max_s: float = Field(default=15.0, ge=3.0, le=600.0)
    """After how many seconds of silence it counts as lost. It reports every 5 s."""
    tells_state: bool = True
    """Whether it is told the state of the alarm, so that its siren follows."""


class MqttSettings(Section):
    """The section [mqtt]."""

    host: str = Field(default="", max_length=253)
    """Where the broker (Mosquitto) runs, such as "localhost"; empty: there is none."""
    port: int = Field(default=0, ge=0, le=65535)
    """Its port; 0: 1883, or 8883 with tls."""
    user: str = Field(default="", max_length=100)
    """Who we are to the broker. The password stands in the file secrets/mqtt_password."""
    tls: bool = False
    """Whether to encrypt; otherwise everybody in the network can read what passes."""
    ca_file: str = ""
    """The certificate that has signed the broker's, if it is one of your own."""
    base: Base = "security_system"
    """What all our topics begin with."""
    discovery_prefix: Base = "homeassistant"
    """Where Home Assistant looks for devices."""
    discovery: bool = True
    """Whether Home Assistant is told which devices there are."""
    name: str = Field(default="Security system", min_length=1, max_length=60)
    """What Home Assistant calls this device."""
    commands: bool = True
    """Whether arming and (with a code) disarming are taken from the broker at all."""
    bypass: bool = False
    """Whether zones may be left out from there without a code, while disarmed."""
    pictures: bool = True
    """Whether the newest picture of an event goes to the broker."""
    keepalive_s: int = Field(default=20, ge=5, le=300)
    """How soon the broker says that we are gone: after one and a half times this."""
    waiting_max: int = Field(default=500, ge=10, le=10_000)
    """How many events wait while the broker is away; of what is more, the oldest are dropped."""
    sensors: dict[PlainTopic, SensorSettings] = Field(default_factory=dict, max_length=200)
    """What is special about sensors, by topic: [mqtt.sensors."zigbee2mqtt/back door"]."""

    @property
    def port_used(self) -> int:
        """Return the port, the usual one if none is set."""
        return self.port or (TLS_PORT if self.tls else PLAIN_PORT)

    @model_validator(mode="after")
    def _encrypts_with_a_certificate(self) -> "MqttSettings":
        if self.ca_file and not self.tls:
            raise ValueError("ca_file is set, but tls is not: say tls = true")
        return self


Outposts = dict[OutpostName, OutpostSettings]
"""The tables [outposts.NAME]; only outposts that stand here, or that a zone names, are heard."""
