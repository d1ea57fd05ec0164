"""A door as a table: push and pull, and what they lead to."""

from enum import Enum


class Door(Enum):
    OPEN = "one can go through"
    CLOSED = "one can open it"
    LOCKED = "one needs the key"


TABLE = {
    (Door.OPEN, "push"): Door.CLOSED,
    (Door.CLOSED, "pull"): Door.OPEN,
    (Door.CLOSED, "key"): Door.LOCKED,
    (Door.LOCKED, "key"): Door.CLOSED,
}

door = Door.OPEN
for event in ["push", "key", "pull", "key", "pull"]:
    door = TABLE.get((door, event), door)
    print(event, "->", door.name, "-", door.value)
