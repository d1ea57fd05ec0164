"""Every known error of avrdude, in the words of 6.3 and 7.1, becomes a message of its own.

The words of 7.1 were recorded from Debian 12's avrdude at a boot-loader on a pty; those of 6.3 are
its source's, as people quote them.
"""

import pytest

from makerkit.arduino.flash.errors import (
    AvrdudeConfigError,
    BadHexError,
    FlashError,
    LostSyncError,
    NoHexError,
    NoSignatureError,
    NotKeptError,
    TooLargeError,
    UnpluggedWhileFlashingError,
    WrongChipError,
)
from makerkit.arduino.flash.said import progress_in, signature_in, what_failed
from makerkit.arduino.ports import access
from makerkit.arduino.ports.errors import (
    BusyError,
    ForbiddenError,
    NoSerialPortError,
    NoSuchPortError,
)

PORT = "/dev/ttyUSB0"
OPEN_6 = "avrdude: ser_open(): can't open device "
HEAD_7 = """\
avrdude: AVR device initialized and ready to accept instructions
avrdude: device signature = 0x1e950f (probably m328p)
avrdude: reading input file /tmp/p.hex for flash
         with 3000 bytes in 1 section within [0, 0xbb7]
         using 24 pages and 72 pad bytes
avrdude: writing 3000 bytes flash ...
"""
HEAD_6 = """\
avrdude: AVR device initialized and ready to accept instructions

Reading | ################################################## | 100% 0.00s

avrdude: Device signature = 0x1e950f (probably m328p)
avrdude: reading input file "/tmp/p.hex"
avrdude: writing flash (3000 bytes):
"""
END = "\navrdude done.  Thank you.\n"

ERRORS = {
    OPEN_6 + '"/dev/ttyUSB0": No such file or directory': NoSuchPortError,
    "avrdude OS error: cannot open port /dev/ttyUSB0: No such file or directory\n"
    "avrdude error: unable to open programmer arduino on port /dev/ttyUSB0": NoSuchPortError,
    OPEN_6 + '"\\\\.\\COM3": The system cannot find the file specified.': (NoSuchPortError),
    OPEN_6 + '"/dev/ttyUSB0": Permission denied': ForbiddenError,
    "avrdude OS error: cannot open port /dev/ttyUSB0: Permission denied": ForbiddenError,
    OPEN_6 + '"/dev/ttyUSB0": Device or resource busy': BusyError,
    "avrdude OS error: cannot open port /dev/ttyUSB0: Device or resource busy": BusyError,
    OPEN_6 + '"\\\\.\\COM3": Access is denied.': BusyError,
    "avrdude OS error: cannot set attributes for port /dev/null: Inappropriate ioctl for device": (
        NoSerialPortError
    ),
    "avrdude OS error: cannot open port /tmp/av: Is a directory": NoSerialPortError,
    "avrdude: stk500_recv(): programmer is not responding\n"
    "avrdude: stk500_getsync() attempt 10 of 10: not in sync: resp=0x00": LostSyncError,
    "avrdude: stk500_getsync(): not in sync: resp=0xe0": LostSyncError,
    "avrdude error: programmer is not responding\n"
    "avrdude warning: attempt 10 of 10: not in sync: resp=0x24": LostSyncError,
    HEAD_6
    + "avrdude: stk500_paged_write(): (a) protocol error, expect=0x14, resp=0x62": LostSyncError,
    "avrdude: stk500v2_ReceiveMessage(): timeout": LostSyncError,
    "avrdude: butterfly_recv(): programmer is not responding": LostSyncError,
    HEAD_6 + "Writing | ####\navrdude: ser_recv(): read error: Device not configured\n"
    "avrdude: stk500_recv(): programmer is not responding": UnpluggedWhileFlashingError,
    HEAD_6 + "avrdude: ser_send(): write error: sorry no info avail": UnpluggedWhileFlashingError,
    HEAD_7 + "avrdude OS error: unable to write: Input/output error": UnpluggedWhileFlashingError,
    "avrdude: Device signature = 0x1e9406\navrdude: Expected signature for ATmega328P is 1E 95 0F\n"
    "         Double check chip, or use -F to override this check.": WrongChipError,
    "avrdude: device signature = 0x1e9801 (probably m2560)\n"
    "avrdude error: expected signature for ATmega328P is 1E 95 0F": WrongChipError,
    "avrdude: Device signature = 0x000000\navrdude: Yikes!  Invalid device signature.": (
        NoSignatureError
    ),
    "avrdude: device signature = 0xffffff (probably .xmega)\n"
    "avrdude error: Yikes!  Invalid device signature.": NoSignatureError,
    HEAD_6 + "avrdude: verification error, first mismatch at byte 0x012c\n         0xff != 0x37\n"
    "avrdude: verification error; content mismatch": NotKeptError,
    HEAD_7 + "avrdude warning: verification mismatch\n"
    "        device 0xff != input 0x37 at addr 0x012c (error)\n"
    "avrdude error: verification mismatch": NotKeptError,
    "avrdude: ERROR: address 0x8010 out of range at line 2049 of /tmp/big.hex": TooLargeError,
    "avrdude error: address 0x8010 out of range at line 2049 of /tmp/big.hex\n"
    "avrdude error: read from file /tmp/big.hex failed": TooLargeError,
    "avrdude error: invalid record at line 1 of /tmp/bad.hex": BadHexError,
    "avrdude OS error: file /tmp/no.hex is not readable: No such file or directory": NoHexError,
    "avrdude: can't open input file /tmp/no.hex: No such file or directory": NoHexError,
    'avrdude: can\'t open config file "/usr/etc/avrdude.conf": No such file or directory': (
        AvrdudeConfigError
    ),
    "avrdude error: AVR part m328p not found": AvrdudeConfigError,
    "avrdude: something new": FlashError,
}


@pytest.fixture(autouse=True)
def nobody_is_in_a_group(monkeypatch):
    monkeypatch.setattr(access, "groups_at_next_login", lambda _: frozenset())


@pytest.mark.parametrize(("said", "kind"), ERRORS.items())
def test_each_error_has_a_message_with_something_to_try(said, kind):
    error = what_failed(said + END, device=PORT)

    assert type(error) is kind
    assert "\n- " in str(error)


def test_what_is_not_known_is_quoted():
    error = what_failed(f"{HEAD_7}avrdude: something new{END}", device=PORT)

    assert error.title == "The upload failed. avrdude says: avrdude: something new"


def test_the_place_that_was_not_kept_is_said():
    said = HEAD_6 + "avrdude: verification error, first mismatch at byte 0x012c"

    assert "at 0x012C other bytes are read" in what_failed(said, device=PORT).title


@pytest.mark.parametrize("head", [HEAD_6, HEAD_7])
def test_the_bar_is_read_while_it_grows(head):
    seen = [
        progress_in(head),
        progress_in(head + "\nWriting | "),
        progress_in(head + "\nWriting | ##########"),
        progress_in(head + f"\nWriting | {'#' * 50} | 100% 0.50s\n"),
        progress_in(head + f"\nWriting | {'#' * 50} | 100% 0.50s\n\nReading | #####"),
    ]

    assert seen == [
        (),
        (("Writing", 0.0),),
        (("Writing", 0.2),),
        (("Writing", 1.0),),
        (("Writing", 1.0), ("Reading", 0.1)),
    ]


def test_a_bar_that_broke_off_counts_what_was_done():
    said = HEAD_7 + "\nWriting | ########------------------------------------------ | 16% 5.51s\n"

    assert progress_in(said) == (("Writing", 0.16),)


@pytest.mark.parametrize("head", [HEAD_6, HEAD_7])
def test_the_signature_is_read(head):
    assert signature_in(head) == "1e950f"
    assert signature_in("") is None
