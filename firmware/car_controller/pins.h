// Which wire goes where; the same in every lesson. D0 and D1 are the serial line.
#pragma once

#include <Arduino.h>

constexpr uint8_t PIN_TRIGGER = 2;
constexpr uint8_t PIN_ECHO = 3;            // INT1
constexpr uint8_t PIN_LEFT_ENCODER = 4;    // pin-change interrupt of port D
constexpr uint8_t PIN_LEFT_PWM = 5;        // ENA, 10k to ground: the pin floats while the board restarts
constexpr uint8_t PIN_RIGHT_PWM = 6;       // ENB, likewise
constexpr uint8_t PIN_LEFT_IN1 = 7;
constexpr uint8_t PIN_LEFT_IN2 = 8;
constexpr uint8_t PIN_RIGHT_IN1 = 9;       // IN3
constexpr uint8_t PIN_RIGHT_IN2 = 10;      // IN4
constexpr uint8_t PIN_RIGHT_ENCODER = 11;  // pin-change interrupt of port B
constexpr uint8_t PIN_SERVO = 12;
constexpr uint8_t PIN_LED = 13;
constexpr uint8_t PIN_BATTERY = A2;        // battery through 10 kohm, and 10 kohm to ground
constexpr uint8_t PIN_SPARE = A3;
constexpr uint8_t PIN_BUMPER = A4;         // normally open, to ground
constexpr uint8_t PIN_ESTOP = A5;          // normally closed, to ground: pressed or cut, the pull-up makes it high
