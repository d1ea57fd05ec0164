"""Words of the Arduino language: what a sketch may use without saying where it comes from."""

from __future__ import annotations

FUNCTIONS = {
    "pinMode": "pin, mode",
    "digitalWrite": "pin, level",
    "digitalRead": "pin",
    "analogRead": "pin",
    "analogWrite": "pin, duty",
    "analogReference": "kind",
    "delay": "milliseconds",
    "delayMicroseconds": "microseconds",
    "millis": "",
    "micros": "",
    "pulseIn": "pin, level, timeout",
    "tone": "pin, frequency, duration",
    "noTone": "pin",
    "shiftOut": "data_pin, clock_pin, order, value",
    "shiftIn": "data_pin, clock_pin, order",
    "map": "value, from_low, from_high, to_low, to_high",
    "constrain": "value, low, high",
    "random": "low, high",
    "randomSeed": "seed",
    "min": "a, b",
    "max": "a, b",
    "abs": "value",
    "sq": "value",
    "sqrt": "value",
    "pow": "base, exponent",
    "round": "value",
    "attachInterrupt": "interrupt, function, mode",
    "detachInterrupt": "interrupt",
    "digitalPinToInterrupt": "pin",
    "interrupts": "",
    "noInterrupts": "",
    "bitRead": "value, bit",
    "bitWrite": "value, bit, level",
    "bitSet": "value, bit",
    "bitClear": "value, bit",
    "strcmp": "text, other_text",
    "strncmp": "text, other_text, count",
    "strtol": "text, end, base",
    "strlen": "text",
    "atoi": "text",
    "sizeof": "thing",
    "isDigit": "character",
    "F": "text",
}
"""What can be called, and how: the values between the brackets."""
LEAST_ARGUMENTS = {"pulseIn": 2, "tone": 2, "random": 1}
"""Where the last values may be left out."""
CONSTANTS = (
    *("HIGH", "LOW", "INPUT", "OUTPUT", "INPUT_PULLUP", "LED_BUILTIN", "true", "false"),
    *("A0", "A1", "A2", "A3", "A4", "A5", "CHANGE", "RISING", "FALLING", "MSBFIRST", "LSBFIRST"),
    *("PI", "DEC", "HEX", "BIN", "OCT", "NULL", "nullptr", "INTERNAL", "EXTERNAL", "DEFAULT"),
)
TYPES = (
    *("int", "long", "unsigned", "float", "double", "bool", "boolean", "byte", "char", "word"),
    *("void", "short", "String", "const", "constexpr", "static", "volatile", "signed", "size_t"),
    *("uint8_t", "int8_t", "uint16_t", "int16_t", "uint32_t", "int32_t", "auto"),
)
KEYWORDS = (
    *("if", "else", "for", "while", "do", "switch", "case", "default", "break", "continue"),
    *("return", "struct", "class", "enum", "public", "private", "protected", "new", "delete"),
    *("this", "operator", "template", "typedef", "union", "namespace", "using", "goto", "sizeof"),
    *("inline", "extern", "virtual", "try", "catch", "throw", "and", "or", "not", "xor", "static"),
)
SERIAL = (
    *("begin", "end", "print", "println", "write", "read", "peek", "available", "flush"),
    *("readString", "readStringUntil", "readBytes", "readBytesUntil", "parseInt", "parseFloat"),
    *("setTimeout", "availableForWrite", "find", "findUntil"),
)
"""What `Serial` can do."""
SERIAL_ARGUMENTS = {"begin": "9600", "write": "value", "print": "value", "setTimeout": "500"}
LIBRARIES = {
    "EEPROM": "EEPROM.h",
    "SPI": "SPI.h",
    "Wire": "Wire.h",
    "SoftwareSerial": "SoftwareSerial.h",
}
"""Things of the libraries that come with every Arduino, and the file to include."""
FOREIGN = {
    "Servo": "Servo.h",
    "LiquidCrystal": "LiquidCrystal.h",
    "Keypad": "Keypad.h",
    "NewPing": "NewPing.h",
    "Adafruit_NeoPixel": "Adafruit_NeoPixel.h",
}
"""Things of libraries that are not in the kit."""
OTHER_LANGUAGES = {
    **dict.fromkeys(("sleep", "wait", "pause", "sleep_ms"), "delay(500)"),
    **dict.fromkeys(("print", "printf", "println", "cout", "puts", "echo"), "Serial.println()"),
    **dict.fromkeys(("on", "ON", "On"), "HIGH"),
    **dict.fromkeys(("off", "OFF", "Off"), "LOW"),
    **dict.fromkeys(("None", "none", "null", "nil"), "0"),
    **dict.fromkeys(("input", "readline", "scanf", "cin"), "Serial.read()"),
    **dict.fromkeys(("time", "monotonic", "clock", "ticks_ms"), "millis()"),
    **dict.fromkeys(("elif", "elseif", "elsif"), "else if"),
    **dict.fromkeys(("len",), "sizeof()"),
    **dict.fromkeys(("str",), "String()"),
}
"""Words of Python and other languages, and what a sketch writes instead."""
NAMES = (*FUNCTIONS, *CONSTANTS, *TYPES, *KEYWORDS, "Serial", "setup", "loop", *LIBRARIES)
"""Everything a misspelt name may have meant."""


def call_of(name: str) -> str:
    """Return how a function is called: "pinMode(pin, mode)"."""
    return f"{name}({FUNCTIONS.get(name, '')})"
