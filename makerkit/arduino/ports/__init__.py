"""Serial ports: which board hangs on which, who may use it, and opening it."""

from makerkit.arduino.ports.boards import Board, Fit
from makerkit.arduino.ports.find import Port, find_port, list_simulated_ports, list_usb_ports
from makerkit.arduino.ports.open import BAUD, open_port

__all__ = [
    "BAUD",
    "Board",
    "Fit",
    "Port",
    "find_port",
    "list_simulated_ports",
    "list_usb_ports",
    "open_port",
]
