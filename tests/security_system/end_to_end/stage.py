"""A house with the whole system in it, in virtual time, and what people do there."""

import hashlib
import importlib
import json
import shutil
import threading
import time
import tomllib
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path

import security_system
from hardware_mocks.clock import VirtualClock
from hardware_mocks.program_world import start_of_the_world_s
from hardware_mocks.simulated_pi import simulated_pi
from hardware_mocks.virtual_time import VirtualTime
from hardware_mocks.worlds.house.house import House
from hardware_mocks.worlds.house.scenario_file import read_house_scenario
from hardware_mocks.worlds.scenes import join_house
from makerkit.wiring import read_wiring
from security_system import config
from security_system.__main__ import make_system
from security_system.alarm import Arm, ArmMode, Bypass, Condition, Disarm, TypeCode, ZoneSeen
from security_system.first_code import set_code
from security_system.part_names import Part

# An import during a run may draw from the seeded chance, in the first run of a process only.
for module in ("av", "cv2", "numpy.random", "argon2", "security_system.app"):
    importlib.import_module(module)

WIRING = Path(security_system.__file__).with_name("wiring.json")
CODE, DURESS, WRONG = "4716", "8295", "9351"
PATIENCE_S = 60.0
"""Before the clock moves rooms are painted, which takes seconds on a busy machine."""
QUANTUM_MS = 5.0
SIRENS = ("siren", "pi_siren")
LOOK_S = 0.05
QUICK = {
    "modes.away": {"exit_s": 5, "entry_s": 10},
    "modes.home": {"exit_s": 0, "entry_s": 10},
    "modes.night": {"exit_s": 0, "entry_s": 10},
    "alarm": {"siren_s": 20, "code_tries": 3, "lock_s": 30},
    "gpio": {"pir_warm_up_s": 0},
}
"""Short times: what is measured in tests costs processor time."""
EMPTY = 'world = "house"\ntitle = "A test"\nstart = 2025-11-14T21:00:00\nlength_s = 60\n'
NOISE = {"restarted", "source back", "zone back", "node told", "zone closed", "battery ok"}


class Stage:
    """A bench in a house, the system on it, and the thread of its main program.

    Args:
        folder: for its data.
        house: a scenario's name, or lines of one.
        settings: over those of the first file, by section.
        parts: of the system.
    """

    def __init__(self, folder, *, house="", settings=None, parts=("gpio", "node"), seed=1):
        self.folder = Path(folder) / "data"
        self.parts = frozenset(Part(part) for part in parts)
        self.settings = {**QUICK, **(settings or {})}
        scenario = read_house_scenario(self._scenario_file(Path(folder), house))
        self.scenario = replace(scenario, code=CODE)  # what people type where it says `code`
        self.seed = seed
        self.opened_s = 0.0
        self.sounded, self.system, self.thread = [], None, None
        self._stack = ExitStack()

    def __enter__(self):
        epoch_s = start_of_the_world_s(self.scenario.start)
        scheduler = self._stack.enter_context(
            VirtualTime(until_s=None, seed=self.seed, epoch_s=epoch_s, patience_s=PATIENCE_S)
        )
        pi = simulated_pi(
            VirtualClock(scheduler), seed=self.seed, wiring=read_wiring(WIRING),
            quantum_ms=QUANTUM_MS,
        )  # fmt: skip
        self.bench = self._stack.enter_context(pi)
        self.bench.set("lid", pressed=True)
        self.house = House(self.scenario, seed=self.seed)
        join_house(self.bench, self.house)
        self.began_s = time.monotonic()
        self.prepare()
        self.start()
        return self

    def __exit__(self, *error):
        if self.thread is not None and self.thread.is_alive():
            self.stop()
        self._stack.close()

    # -- the system

    def prepare(self):
        path = self.folder / config.FILE_NAME
        config.create(path)
        for section, values in self.settings.items():
            config.change(path, section, values)
        set_code(self.folder, "mina", CODE)

    def start(self):
        self.system = make_system(self.folder, None, self.parts)
        self.system.codes.set_code("mina", DURESS, is_duress=True)
        self.system.panel.listen(self.look)
        self.thread = threading.Thread(target=self.system.run, name="program")
        self.thread.start()

    def stop(self):
        self.system.end()
        self.thread.join(10.0)
        assert not self.thread.is_alive(), "the system did not end"

    def cut_power(self, off_s=0.0, meanwhile=""):
        """Take the Pi's power away: what was on its card at this moment is what it begins with."""
        card = self.folder.with_name("card")
        shutil.copytree(self.folder, card)
        self.stop()
        shutil.rmtree(self.folder)
        card.rename(self.folder)
        self.until(self.now_s + off_s / 2)
        if meanwhile:
            self.opened_s = self.now_s
            self.bench.set(meanwhile, closed=False)
        self.until(self.now_s + off_s / 2)
        self.start()

    # -- what happens

    @property
    def now_s(self):
        return time.monotonic() - self.began_s

    @property
    def wall_s(self):
        return time.time()

    def person_appears(self, place):
        """Let a burglar stand there from one moment to the next, and walk about."""
        room = self.house.plan.places[place].at
        self.house.add_person("burglar", "intruder", at=room)
        self.house.do("burglar", f"wander {place} for 20")

    def until(self, t_s):
        """Wait until a time of the scenario; hear the sirens meanwhile."""
        while self.now_s < t_s:
            self.hear()
            time.sleep(max(1e-4, min(LOOK_S, t_s - self.now_s)))
        self.hear()

    def hear(self):
        sounds = tuple(name for name in SIRENS if self.bench.parts[name].sounds)
        if sounds != (self.sounded[-1][1] if self.sounded else ()):
            self.sounded.append((round(self.now_s, 3), sounds))

    def look(self, _turn):
        self.hear()

    def act(self, line):
        """Do what a line says: `at SECONDS VERB ...`."""
        at, t_s, verb, *words = line.split()
        assert at == "at", line
        self.until(float(t_s))
        getattr(self, f"do_{verb}")(*words)

    def do_arm(self, mode, *how):
        who = {"place": "page", "user": "mina", "is_judged": True}
        self.system.panel.ask(Arm(mode=ArmMode(mode), forced="forced" in how, **who))

    def do_disarm(self, code=CODE):
        named = {"duress": DURESS, "wrong": WRONG}
        self.system.panel.ask(Disarm(place="page", code=named.get(code, code)))

    def do_type(self, code):
        self.system.panel.ask(TypeCode(place="page", code=WRONG if code == "wrong" else code))

    def do_bypass(self, zone):
        order = Bypass(zone=zone, is_bypassed=True, place="page", user="mina")
        self.system.panel.ask(order)

    def do_see(self, zone, condition="open"):
        """What an edge that is not on stage would say: MQTT, an outpost."""
        self.system.panel.post(ZoneSeen(zone=zone, condition=Condition(condition), why="a test"))

    def do_press(self, part, for_s="0.2"):
        self.bench.press(part, for_s=float(for_s))

    def do_keys(self, keys):
        for key in keys.replace("code", CODE).replace("wrong", WRONG):
            self.bench.parts["keypad"].press(key)
            self.until(self.now_s + 0.12)
            self.bench.parts["keypad"].release(key)
            self.until(self.now_s + 0.2)

    def do_set(self, part, *pairs):
        values = dict(pair.split("=") for pair in pairs)
        values = {name: json.loads(value) for name, value in values.items()}
        self.bench.set(part.replace("_", " ") if part not in self.bench.parts else part, **values)

    def do_person(self, name, *words):
        self.house.do(name, " ".join(words))

    def do_restart(self):
        self.stop()
        self.start()

    def do_cut(self, off_s="0"):
        self.cut_power(float(off_s))

    def do_cutfor(self, off_s, zone):
        self.cut_power(float(off_s), zone)

    def do_node(self, what):
        board = self.bench.arduinos()[0]
        board.unplug() if what == "unplug" else board.plug_in()

    # -- what came of it

    def rows(self):
        return self.system.journal.rows(since_id=0, limit=1000)

    def story(self):
        """Return what happened, "alarm hall_motion", without what says nothing here."""
        told = [row for row in self.rows() if row.kind not in NOISE]
        return [f"{row.kind} {row.zone or row.source or row.user}".strip() for row in told]

    def has_sounded(self):
        return any(sounds for _, sounds in self.sounded)

    def digest(self):
        """Return a hash of everything that could be observed: every edge, every row."""
        rows = json.dumps([[r.id, r.wall_s, r.kind, r.zone, r.why, r.hash] for r in self.rows()])
        trace = self.bench.trace.dumps()
        return hashlib.sha256(f"{rows}\n{trace}".encode()).hexdigest()

    def _scenario_file(self, folder, house):
        if house and "\n" not in house and "=" not in house:
            return house
        text = house if house.startswith("world") else EMPTY + house
        tomllib.loads(text)
        file = folder / "house.toml"
        file.write_text(text)
        return str(file)
