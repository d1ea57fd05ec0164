"""A boot-loader on a pty: enough of STK500 version 1 for the real avrdude to upload a program.

Sources: AVR061 "STK500 Communication Protocol" and what optiboot answers. A pty has no speed of its
own, so this one looks at the speed that whoever opened it has set, and answers only at its own.
"""

import os
import pty
import select
import termios
import threading
import tty

IN_SYNC, OK, END = 0x14, 0x10, 0x20
PAGE_BYTES = 128
SIGNATURE_328P = bytes.fromhex("1e950f")
# what follows a command's byte, END included
LENGTHS = {
    0x30: 1,
    0x41: 2,
    0x42: 21,
    0x45: 6,
    0x50: 1,
    0x51: 1,
    0x55: 3,
    0x56: 5,
    0x75: 1,
    0x74: 4,
}
PROG_PAGE, READ_PAGE, LOAD_ADDRESS, LEAVE = 0x64, 0x74, 0x55, 0x51


class BootLoader:
    """An ATmega328P whose boot-loader never times out; use it as a context manager.

    Args:
        baud: the speed at which it understands anything.
        signature: the three bytes of the chip.
        forgets: address of a byte that the flash does not keep, or None.
        says: what it sends instead of answers (a board that does not restart), or None.
        then: the program that runs afterwards: an object whose `answer(data)` gives bytes, and is
            asked with b"" when nothing came for 50 ms. None runs nothing.
    """

    def __init__(
        self, baud=115_200, *, signature=SIGNATURE_328P, forgets=None, says=None, then=None
    ):
        self.baud = baud
        self.flash = bytearray(b"\xff" * 32_768)
        self.commands = []
        self.has_left = False
        self._signature = signature
        self._forgets = forgets
        self._says = says
        self._then = then
        self._address = 0
        self._heard = bytearray()

    def __enter__(self):
        self._master, self._slave = pty.openpty()
        tty.setraw(self._slave)
        self.port = os.ttyname(self._slave)
        self._stop_r, self._stop_w = os.pipe()
        self._thread = threading.Thread(target=self._serve, name="boot-loader")
        self._thread.start()
        return self

    def __exit__(self, *_):
        os.write(self._stop_w, b"x")
        self._thread.join()
        for descriptor in (self._master, self._slave, self._stop_r, self._stop_w):
            os.close(descriptor)

    def _serve(self):
        while True:
            is_running = self.has_left and self._then is not None
            patience_s = 0.05 if is_running else None
            ready, _, _ = select.select([self._master, self._stop_r], [], [], patience_s)
            if self._stop_r in ready:
                return
            data = os.read(self._master, 4096) if ready else b""
            if is_running:
                os.write(self._master, self._then.answer(data))
            elif self._says is not None:
                os.write(self._master, self._says)
            elif self._is_understood():
                self._heard += data
                while self._answer_one():
                    pass

    def _is_understood(self):
        speed = termios.tcgetattr(self._master)[5]  # a pty's two ends share their settings
        return speed == getattr(termios, f"B{self.baud}")

    def _answer_one(self):
        """Answer the first command that was heard whole; tell whether there was one."""
        if not self._heard:
            return False
        command = self._heard[0]
        length = LENGTHS.get(command, 1)
        if command == PROG_PAGE:
            if len(self._heard) < 3:
                return False
            length = 4 + int.from_bytes(self._heard[1:3], "big")
        if len(self._heard) < 1 + length:
            return False
        body = bytes(self._heard[1 : 1 + length])
        del self._heard[: 1 + length]
        if body[-1] != END:
            return True
        self.commands.append(command)
        os.write(self._master, bytes([IN_SYNC]) + self._does(command, body) + bytes([OK]))
        return True

    def _does(self, command, body):
        if command == 0x41:
            return bytes([{0x81: 8, 0x82: 0}.get(body[0], 3)])
        if command == 0x56:
            return b"\0"
        if command == 0x75:
            return self._signature
        if command == LOAD_ADDRESS:
            self._address = 2 * int.from_bytes(body[:2], "little")
        if command == PROG_PAGE:
            self._write(body[3:-1])
        if command == READ_PAGE:
            count = int.from_bytes(body[:2], "big")
            return bytes(self.flash[self._address : self._address + count])
        if command == LEAVE:
            self.has_left = True
        return b""

    def _write(self, data):
        self.flash[self._address : self._address + len(data)] = data
        if self._forgets is not None:
            self.flash[self._forgets] = 0xFF
