"""Which parts the system has, and how each is made of the settings. Heavy imports happen here."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from security_system.part_names import Part

if TYPE_CHECKING:
    from makerkit.app.edge import Edge
    from security_system.app import SecuritySystem


def build(system: SecuritySystem) -> None:
    """Make and start every part that the system is to have; one that fails is said."""
    for part, make in _BUILDERS.items():
        if part in system.parts:
            make(system)


def _gpio(system: SecuritySystem) -> None:
    """Sirens first: what is seen next may be a burglar."""

    def sounders() -> Edge:
        from security_system.sensors.sounders import Sounders

        made = Sounders(system.settings.gpio)
        system.panel.add_siren(made)
        system.panel.listen(made.on_turn)
        return made

    def zones() -> Edge:
        from security_system.sensors.pins import PinZones, ZonePin

        at_pins = {
            zone: ZonePin(int(settings.source.removeprefix("gpio:")), settings.kind)
            for zone, settings in system.settings.alarm.zones.items()
            if settings.source.startswith("gpio:")
        }
        return PinZones(at_pins, system.settings.gpio, system.panel.post)

    def buttons() -> Edge:
        from security_system.sensors.buttons import Buttons

        return Buttons(system.settings.gpio, system.panel.post)

    system.edges.add("sounders", sounders)
    system.edges.add("gpio", zones)
    system.edges.add("buttons", buttons)


def _telling(system: SecuritySystem) -> None:
    """What people are told, by whatever messenger."""

    def telling() -> Edge:
        from security_system.telling.building import make_telling

        system.telling = make_telling(system)
        return system.telling  # type: ignore[no-any-return]  # the page knows it as it is

    system.edges.add("telling", telling)


def _node(system: SecuritySystem) -> None:
    """The Arduino; its siren sounds as early as the Pi's own."""

    def node() -> Edge:
        from security_system.node.edge import NodeEdge

        alarm, journal = system.settings.alarm, system.journal
        rows = journal.rows if journal is not None else lambda **_: ()
        made = NodeEdge(system.settings.node, alarm, system.panel, rows)
        system.panel.add_siren(made.siren)
        system.panel.add_output(made)
        return made

    system.node = system.edges.add("node", node)


def _mqtt(system: SecuritySystem) -> None:
    """The broker, with Home Assistant, sensors and outposts behind it."""

    def mqtt() -> Edge:
        from security_system.mqtt.building import make_mqtt

        system.mqtt = make_mqtt(system)
        return system.mqtt  # type: ignore[no-any-return]  # telling knows it as it is

    system.edges.add("mqtt", mqtt)


def _camera(system: SecuritySystem) -> None:
    """Evidence first: an eye writes into it."""
    cameras = system.settings.cameras
    if not cameras:
        return

    def evidence() -> Edge:
        from security_system.evidence.evidence import Evidence

        settings = system.settings.recording
        system.evidence = Evidence(system.folder / settings.folder, settings)
        system.evidence.learn(system.panel.view)
        system.panel.listen(system.evidence.on_turn)
        return system.evidence  # type: ignore[no-any-return]  # the page knows it as it is

    def eye(name: str) -> Edge:
        from security_system.eyes import zones_of
        from security_system.eyes.eye import Eye

        system.eyes[name] = made = Eye(
            name,
            cameras[name],
            system.panel.post,
            evidence=system.evidence,
            zones=zones_of(name, system.settings.alarm.zones),
        )
        return made

    system.edges.add("evidence", evidence)
    for name in cameras:
        system.edges.add(f"camera {name}", partial(eye, name))


def _web(system: SecuritySystem) -> None:
    """Last: the page shows what the others are."""

    def page() -> Edge:
        from security_system.dashboard.page import Page

        system.page = Page(system, system.settings.web, say=system.say)
        return system.page  # type: ignore[no-any-return]  # the system knows it as it is

    if system.settings.web.is_on:
        system.edges.add("page", page)


_BUILDERS = {
    Part.GPIO: _gpio,
    Part.NODE: _node,
    Part.CAMERA: _camera,
    Part.MQTT: _mqtt,
    Part.TELLING: _telling,
    Part.WEB: _web,
}
"""In the order in which they start; sirens first, the page last."""
