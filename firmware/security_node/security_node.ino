// The security node: four supervised zones, two motion sensors, a keypad, siren and strobe, for Uno and Nano.
//
// Pins (all twenty):
//   D0 D1    the USB cable to the Pi
//   D2-D5    keypad rows, D6-D9 keypad columns                 (KeypadPins.h)
//   D10 D11  motion sensors 4 and 5 (HC-SR501, 5 V; their OUT is high when somebody moves)
//   D12      strobe: an LED with 330 ohm, or the gate of a MOSFET
//   D13      status LED. The boot-loader flashes it, so nothing loud hangs there
//   A0-A3    zones 0 to 3, with resistors at the end of the line  (ZoneLoop.h)
//   A4       siren: gate of a MOSFET, with 10 kohm to GND that keeps it off while the chip starts
//   A5       battery + through the lid switch (closed while the lid is shut) and 2 kohm, with 1 kohm to GND.
//            0 V: the lid is open or the battery gone. Without a battery, take the 5 V pin instead
//
// What it decides stands in AlarmPanel.h and SecurityNode.h, what it says in firmware/PROTOCOL.md. Here are only the pins.
// At the Serial Monitor (115200 baud), type ? and a newline: it shows its state. Typing can never arm or disarm it.
#include <AlarmPanel.h>
#include <AvrEeprom.h>
#include <BatteryMonitor.h>
#include <Debounce.h>
#include <EventLog.h>
#include <KeypadMatrix.h>
#include <KeypadPins.h>
#include <MakerLink.h>
#include <SecurityNode.h>
#include <SirenPattern.h>
#include <TaskWatchdog.h>
#include <ZoneLoop.h>
#include <avr/sleep.h>
#include "HostLink.h"

constexpr uint8_t PIN_KEYPAD = 2;  // and the seven after it
constexpr uint8_t PIN_MOTIONS[MOTIONS] = {10, 11};
constexpr uint8_t PIN_STROBE = 12;
constexpr uint8_t PIN_STATUS = LED_BUILTIN;
constexpr uint8_t PIN_SIREN = A4;
constexpr uint8_t PIN_ANALOG[ZONES + 1] = {A0, A1, A2, A3, A5};

// Every 4 ms one of the five analog pins is read (each of them every 20 ms), and it is decided what to do. In between the chip
// sleeps; a byte of the EEPROM takes 3.4 ms.
constexpr uint8_t TICK_MS = 4;

enum Task : uint8_t { SENSE, DECIDE, TALK, TASKS };

ClockImage clock_image __attribute__((section(".noinit")));  // kept over a reset
AvrEeprom memory;
SecurityNode node(memory, clock_image);
KeypadPins keypad(PIN_KEYPAD);
HostLink host(node);
TaskWatchdog watchdog(TASKS);
bool is_tick = false;  // whether this turn of loop() is one in which time goes on

void make_outputs_safe() {
  digitalWrite(PIN_SIREN, LOW);
  digitalWrite(PIN_STROBE, LOW);
}

void sense_next() {
  static uint8_t next = 0;
  const uint32_t now_ms = millis();
  const uint16_t raw = analogRead(PIN_ANALOG[next]);
  if (next < ZONES) {
    node.zone_sample(next, raw, now_ms);
  } else {
    node.battery_sample(raw, now_ms);
  }
  if (next < MOTIONS) node.motion_sample(next, digitalRead(PIN_MOTIONS[next]) == HIGH, now_ms);
  next = (next + 1) % (ZONES + 1);
}

void sense() {
  const uint32_t now_ms = millis();
  if (keypad.update(now_ms)) node.keypad_scan(keypad.contacts(), now_ms);
  if (is_tick) sense_next();
}

void decide() {
#ifdef MAKER_HANG_AT_MS  // only for the test of the watchdog
  while (millis() >= MAKER_HANG_AT_MS) {
  }
#endif
  if (!is_tick) return;
  node.update(millis());
  digitalWrite(PIN_SIREN, node.outputs().siren_is_on());
  digitalWrite(PIN_STROBE, node.outputs().strobe_is_on());
  digitalWrite(PIN_STATUS, node.outputs().led_is_on());
}

void talk() { host.update(is_tick, millis()); }

void setup() {
  make_outputs_safe();
  TCCR1B = TCCR2B = 0;  // no PWM here: these timers need not run
  pinMode(PIN_SIREN, OUTPUT);
  pinMode(PIN_STROBE, OUTPUT);
  pinMode(PIN_STATUS, OUTPUT);
  for (uint8_t pin : PIN_MOTIONS) pinMode(pin, INPUT);
  const ResetCause cause = TaskWatchdog::reset_cause();
  keypad.begin(millis());
  node.begin(static_cast<uint8_t>(cause), millis());
  host.begin(cause);
  set_sleep_mode(SLEEP_MODE_IDLE);
  watchdog.begin(make_outputs_safe);
}

bool is_time_for_tick() {
  static uint32_t tick_ms = 0;
  const uint32_t now_ms = millis();
  if (now_ms - tick_ms < TICK_MS) return false;
  tick_ms = now_ms;
  return true;
}

void loop() {
  is_tick = is_time_for_tick();
  watchdog.run(SENSE, sense);
  watchdog.run(DECIDE, decide);
  watchdog.run(TALK, talk);
  watchdog.feed();
  if (Serial.available() == 0) sleep_mode();
}
