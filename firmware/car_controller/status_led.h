// What the status LED shows: 16 steps of an eighth of a second, over and over.
#pragma once

#include <BatteryMonitor.h>
#include <car_messages.h>

constexpr uint8_t LED_EVERY_MS = 25;
constexpr uint8_t LED_STEP_MS = 125;

constexpr uint16_t LED_NO_HOST = 0x0001;   // a flash every two seconds
constexpr uint16_t LED_DISARMED = 0x0101;  // one every second
constexpr uint16_t LED_READY = 0x1111;     // two every second
constexpr uint16_t LED_ARMED = 0xFFFF;     // on
constexpr uint16_t LED_BLOCKED = 0x5555;   // four every second: armed, and forwards is blocked
constexpr uint16_t LED_TROUBLE = 0x0015;   // three, then a pause: emergency stop, or the battery

static bool is_trouble(Battery battery) { return battery != Battery::Good && battery != Battery::Weak && battery != Battery::Unknown; }

static uint16_t led_pattern(maker::car::Mode mode, bool has_host, bool is_estop, Battery battery,
                            maker::car::Block block) {
  using maker::car::Block;
  using maker::car::Mode;
  if (mode == Mode::Armed) return block == Block::Clear ? LED_ARMED : LED_BLOCKED;
  if (is_estop || is_trouble(battery)) return LED_TROUBLE;
  if (!has_host) return LED_NO_HOST;
  return mode == Mode::Ready ? LED_READY : LED_DISARMED;
}

static bool is_lit(uint16_t pattern, uint32_t now_ms) { return pattern >> (now_ms / LED_STEP_MS % 16) & 1; }
