"""The bench: nets, parts, clock and trace, assembled around one simulated Pi."""

import string
import weakref
from collections.abc import Callable, Mapping
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from hardware_mocks.bench_world import World
from hardware_mocks.clock import Clock, WallClock
from hardware_mocks.gpio.circuit import Circuit, Net
from hardware_mocks.parts import part_for_wiring_type
from hardware_mocks.parts.part import Part
from hardware_mocks.program_names import color_in, labels_of_pins, names_of_devices
from makerkit.errors import NotThereError
from makerkit.trace import Trace

if TYPE_CHECKING:
    from hardware_mocks.arduino.board import Arduino
    from hardware_mocks.arduino.serial_ports import SerialPorts
    from hardware_mocks.camera.bench_cameras import Cameras
    from hardware_mocks.camera.view import View
    from hardware_mocks.gpio.factory import SimFactory
    from hardware_mocks.screens import Screens
    from hardware_mocks.standins.flask_server import WebServer
    from hardware_mocks.worlds.house.house import House
    from hardware_mocks.worlds.track.track import Track
    from makerkit.wiring import Wiring

SUPPLIES = ("GND", "3V3", "5V")
QUANTUM_MS = 1.0
"""Of simulated Arduinos."""

NOTES = {
    "floating": (
        "{subject} is an input with nothing that pulls it up or down, so it reads the mains' hum. "
        "Use pull_up=True, pull_up=False or a resistor."
    ),
    "short": (
        "{subject} carries far too much current: it pushes against another output or a supply. "
        "On a real Pi this can destroy the pin."
    ),
    "web_is_open": ("{subject}: every computer and telephone in this network can open your page."),
}


class Bench(World):
    """Everything around the program: what is wired to the pins, and what the world does.

    Parts come from a wiring file (`add_wiring`) or grow under the program's own gpiozero devices
    (`AutoWiring`). They are found by name, by label, by the program's name for the device, by a
    pin they hang on ("GPIO2"), and buttons by letter in the order they appeared (A, B, ...).

    Args:
        clock: virtual or real time.
        seed: of everything left to chance: bounce, noise.
        trace: where what happens is recorded; a new one by default.

    Attributes:
        quantum_ms: how long the steps are in which simulated Arduinos and this process take turns.
        sketch: what a student's own Arduino runs, whatever the wiring file says; or None.
        folder: where the wiring file lies.
        house, track: the world that it stands in, if it does.
        on_part: told of each part that is put on the bench.
        web_servers: what the program serves to browsers now.
        on_web_error: called with what the function of a page has raised.
        has_wiring: whether a wiring file says what hangs on the Pi.
    """

    def __init__(self, clock: Clock, *, seed: int = 0, trace: Trace | None = None) -> None:
        self.clock = clock
        self.seed = seed
        self.trace = Trace() if trace is None else trace
        self.circuit = Circuit(on_short=lambda pin, _amps: self.note_once("short", pin))
        self.parts: dict[str, Part] = {}
        self.spi_chips: dict[str, Callable[[list[int]], list[int]]] = {}
        self.pin_factories: list[SimFactory] = []
        self.real_pins: Any = None  # gpiozero's own factory, where the program runs on a Pi's pins
        self.on_fault: Callable[[Exception], None] | None = None
        self.quantum_ms = QUANTUM_MS
        self.sketch: Path | None = None
        self.folder = Path()
        self.web_servers: list[WebServer] = []
        self.on_web_error: Callable[[BaseException], None] = lambda _error: None
        self.has_wiring = False
        self.initial: dict[str, dict[str, Any]] = {}
        self.house: House | None = None
        self.track: Track | None = None
        self.on_part: list[Callable[[Part], None]] = []
        self._labels: dict[str, str] = {}
        self._devices: dict[str, list[weakref.ref[Any]]] = {}
        self._namespaces: list[Mapping[str, Any]] = []
        self._noted: set[tuple[str, str]] = set()

    # -- what is on it

    @cached_property
    def serial_ports(self) -> "SerialPorts":
        """The serial ports of the Pi: those that boards of the bench hang on."""
        from hardware_mocks.arduino.serial_ports import SerialPorts

        return SerialPorts(self.clock)

    @cached_property
    def screens(self) -> "Screens":
        """The windows that the program has opened, and what they show."""
        from hardware_mocks.screens import Screens

        return Screens()

    @cached_property
    def cameras(self) -> "Cameras":
        """The cameras in the Pi's sockets."""
        from hardware_mocks.camera.bench_cameras import Cameras

        return Cameras(self)

    @property
    def has_cameras(self) -> bool:
        """Whether somebody has asked for a camera."""
        return "cameras" in vars(self)

    @property
    def views(self) -> "dict[str, View]":
        """What cameras look at, by name of the part or by number ("0")."""
        return self.cameras.views

    def net(self, name: str) -> Net:
        """Return the net of that name: "GPIO17", "GND", "3V3", "5V" or any other."""
        return self.circuit.net(name)

    def add_wiring(self, wiring: "Wiring") -> None:
        """Put every part of a wiring file on the bench that it knows how to simulate.

        Raises:
            BuildError, ToolchainMissingError, NotThereError: an Arduino cannot get its sketch.
        """
        is_of_a_pi = any(board.type.name == "chip-raspberry-pi" for board in wiring.boards)
        self.has_wiring = self.has_wiring or is_of_a_pi
        boards = wiring.bench_boards()
        names: Mapping[str, str] = {}
        if boards:
            from hardware_mocks.arduino.on_wiring import given_sketches, net_names

            self.folder = Path(wiring.source).parent
            names = net_names(wiring, self.circuit)
            boards = given_sketches(boards, self.sketch)
        for item in (*wiring.bench_parts(), *boards):
            part = part_for_wiring_type(item.type)
            if part is not None:
                nets = {pin: self.net(names.get(net, net)) for pin, net in item.nets.items()}
                self.add_part(part, item.id, nets, item.attrs, label=item.label)

    def arduinos(self) -> "list[Arduino]":
        """Return the Arduinos on the bench, in the order of the wiring file."""
        return [part for part in self.parts.values() if part.kind == "arduino"]  # type: ignore[misc]  # only they are

    def arduino(self, name: str | None = None) -> "Arduino":
        """Return an Arduino by its id, or the first one.

        Raises:
            NotThereError: there is none, or none of that name.
        """
        boards = self.arduinos()
        found = next((b for b in boards if name in {None, b.name, self.label(b)}), None)
        if found is None:
            known = ", ".join(board.name for board in boards) or "none"
            raise NotThereError(
                f"There is no Arduino {name or ''} on the bench; there is: {known}."
            )
        return found

    def add_part(
        self,
        part: type[Part],
        name: str,
        nets: Mapping[str, Net],
        attributes: Mapping[str, Any] | None = None,
        *,
        label: str = "",
        device: object = None,
    ) -> Part:
        """Put a part on the bench, its pins on these nets.

        Args:
            label: what people call it, if not by its name.
            device: the program's gpiozero object that it was put under.
        """
        with self.clock.lock:
            new = part(self, name, nets, attributes or {})
            self.parts[name] = new
            if label:
                self._labels[name] = label
            if device is not None:
                self.add_device(new, device)
            for known, values in self.initial.items():
                if self._find(known) is new:
                    new.set(**values)
            for listener in self.on_part:
                listener(new)
        return new

    def add_device(self, part: Part, device: object) -> None:
        """Note that one of the program's gpiozero objects uses a part."""
        self._devices.setdefault(part.name, []).append(weakref.ref(device))

    def remove_part(self, part: Part) -> None:
        """Take a part off the bench."""
        with self.clock.lock:
            part.remove()
            del self.parts[part.name]
            self._devices.pop(part.name, None)

    def part(self, name: str) -> Part:
        """Return a part by name, label, variable, pin or letter.

        Raises:
            NotThereError: nothing on the bench goes by that name.
        """
        found = self._find(name)
        if found is None:
            known = ", ".join(self.label(part) for part in self.parts.values()) or "nothing"
            raise NotThereError(f"There is no part {name!r} on the bench. There is: {known}.")
        return found

    def name_things_after(self, namespace: Mapping[str, Any]) -> None:
        """Let parts be called by the program's own names for its devices."""
        self._namespaces.append(namespace)

    def label(self, part: Part) -> str:
        """Return what people call a part: its label, the program's name for it, or its name."""
        if part.name in self._labels:
            return self._labels[part.name]
        return next(iter(self._names_of(part)), part.name)

    def labels(self) -> dict[str, str]:
        """Return what hangs on each pin: {"GPIO17": "red lamp", "D13": "status"}."""
        if self.real_pins is not None:
            return labels_of_pins(self.real_pins, self._namespaces)
        pins = {net: net for net in self.circuit.nets if net.startswith("GPIO")}
        for board in self.arduinos():
            pins |= {pin.name: pin.net.name for pin in board.pins_of_chip}
        return {
            pin: self.label(parts[0]) for pin, net in pins.items() if (parts := self.parts_on(net))
        }

    def parts_on(self, net: str) -> list[Part]:
        """Return the parts on a net, and those behind its resistors; the nearest first.

        Boards are none of them: they are what the parts hang on.
        """
        found: list[Part] = []
        nets = [net]
        for name in nets:  # grows while we go
            for part in self.parts.values():
                names = [n.name for n in part.nets.values()]
                if name not in names or part in found or part.kind == "arduino":
                    continue
                if not part.is_passive:
                    found.append(part)
                else:
                    nets += [n for n in names if n not in nets and n not in SUPPLIES]
        return found

    def spi_transfer(self, select_pin: Any, data: list[int]) -> list[int]:
        """Return the answer of the chip selected by that pin; zeros where there is none."""
        name = f"GPIO{select_pin}" if isinstance(select_pin, int) else str(select_pin)
        chip = self.spi_chips.get(name)
        return [0] * len(data) if chip is None else chip(data)

    @property
    def can_call_the_program(self) -> bool:
        """Whether something on the bench could still set a waiting program in motion."""
        hears_pins = any(factory.listens for factory in self.pin_factories)
        return hears_pins or any(part.calls_the_program for part in self.parts.values())

    def snapshot(self) -> list[dict[str, Any]]:
        """Return all that can be seen and touched on the bench now, as plain values."""
        with self.clock.lock:
            pins = self._pins_of_nets()
            return [
                {
                    "name": part.name,
                    "label": self.label(part),
                    "kind": part.kind,
                    "pins": self._pins_of(part, pins),
                    "look": self._look(part),
                    "controls": [
                        {
                            "name": c.name,
                            "low": c.low,
                            "high": c.high,
                            "unit": c.unit,
                            "value": getattr(part, c.name),
                            "is_switch": c.is_switch,
                        }
                        for c in part.controls
                    ],
                }
                for part in list(self.parts.values())
                if not part.is_passive  # nobody looks at a resistor
            ]

    def _pins_of_nets(self) -> dict[str, str]:
        """Return the pin of an Arduino, or of the Pi, by the name of the net it is on."""
        boards = (pin for board in self.arduinos() for pin in board.pins_of_chip)
        pins = {pin.net.name: pin.name for pin in boards}
        return pins | {net: net for net in self.circuit.nets if net.startswith("GPIO")}

    @staticmethod
    def _pins_of(part: Part, pins: Mapping[str, str]) -> list[str]:
        """Return the pins that a part hangs on; of a board, whose pins they are, none."""
        if part.kind == "arduino":
            return []
        return [pins[net.name] for net in part.nets.values() if net.name in pins]

    def close(self) -> None:
        """Let go of what is outside this process, such as the chips of simulated Arduinos."""
        with self.clock.lock:
            for part in self.parts.values():
                part.close()
            if self.has_cameras:
                self.cameras.close()

    # -- what the bench remarks

    def note_board(self, board: "Arduino") -> None:
        """Note that an Arduino runs, and in which steps: in the note of the run as well."""
        data = {"board": board.name, "port": board.port.name, "quantum_ms": self.quantum_ms}
        if board.device:
            data["device"] = board.device
        self.note("arduino", f"{board.name} runs {board.sketch}", **data)
        for run in self.trace.notes("run"):
            run.data["quantum_ms"] = self.quantum_ms

    def note(self, note_id: str, text: str, **data: Any) -> None:
        """Put a remark into the trace."""
        self.trace.add(self.clock.now_ns, "note", id=note_id, text=text, **data)

    def note_once(self, note_id: str, subject: str) -> None:
        """Put one of the standing remarks into the trace, once for each subject."""
        if (note_id, subject) not in self._noted:
            self._noted.add((note_id, subject))
            self.note(note_id, NOTES[note_id].format(subject=subject), subject=subject)

    # -- inside

    def _look(self, part: Part) -> dict[str, Any]:
        """Return what can be seen of a part; nobody has said a colour but the program's names."""
        look = part.look()
        if "color" in look and part.name in self._devices:
            look["color"] = color_in(self.label(part)) or look["color"]
        return look

    def _find(self, name: str) -> Part | None:
        if name in self.parts:
            return self.parts[name]
        folded = name.casefold()
        for part in self.parts.values():
            called = (self.label(part), part.name, *self._names_of(part))
            if folded in map(str.casefold, called):
                return part
        on_pin = self.parts_on(self._net_of_pin(name))
        if on_pin:
            return on_pin[0]
        buttons = [part for part in self.parts.values() if part.kind == "button"]
        letters = dict(zip(string.ascii_uppercase, buttons, strict=False))
        return letters.get(name.upper())

    def _net_of_pin(self, name: str) -> str:
        """Return the net of a pin as people write it: "17", "gpio17", "D13", "two:A0"."""
        if name.isdigit():
            return f"GPIO{name}"
        pins = (pin for board in self.arduinos() for pin in board.pins_of_chip)
        folded = name.casefold()
        on_board = (pin.net.name for pin in pins if pin.name.casefold() == folded)
        return next(on_board, name.upper())

    def _names_of(self, part: Part) -> list[str]:
        """Return the program's own names for the devices that use a part."""
        references = self._devices.get(part.name)
        if not references:
            return []
        names = names_of_devices(self._namespaces)
        devices = (reference() for reference in references)
        return [names[id(d)] for d in devices if d is not None and id(d) in names]


_current: Bench | None = None


def set_current_bench(bench: Bench | None) -> None:
    """Make `bench` the one that a pin factory without a bench of its own takes."""
    global _current  # noqa: PLW0603 (one process is one Pi)
    _current = bench


def bench_in_force() -> Bench | None:
    """Return the process's bench, or None where nothing is simulated."""
    return _current


def current_bench() -> Bench:
    """Return the process's bench; the first call makes one in real time where there is none."""
    if _current is None:
        from hardware_mocks.auto_wiring import AutoWiring

        bench = Bench(WallClock())
        bench.clock.start()
        set_current_bench(bench)
        AutoWiring(bench).install()
        return bench
    return _current
