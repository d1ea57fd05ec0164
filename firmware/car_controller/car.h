// What the car consists of.
#pragma once

#include <AvrEeprom.h>
#include <BatteryMonitor.h>
#include <CarSettings.h>
#include <Debounce.h>
#include <DriveSafety.h>
#include <EepromRecord.h>
#include <EepromWriter.h>
#include <MotorDriver.h>
#include <ObstacleStop.h>
#include <SonarPort.h>
#include <TimerServo.h>
#include <WheelSpeed.h>

#include "encoders.h"
#include "pins.h"

// 150 ms: a ping every 60, a second one before a sudden obstacle is believed, a control step of 20, and some air.
// 700 mm/s2: a car of 1.1 kg that rolls out against the friction of two small gearboxes (tests/firmware/car/cart.py has
// the sum); a TB6612 brakes several times as hard. 60 mm: the sensor's own error, and the bumper before it.
constexpr ObstacleLimits OBSTACLE_LIMITS = {150, 700, 60, 50, 500};
constexpr uint16_t SERVO_MIDDLE_US = 1500;
constexpr uint16_t BRAKE_MS = 1000;  // so long a stopped motor brakes before it lets go

// A switch that protects is believed fast and forgotten slowly.
static Debounce estop(5, 100);
static Debounce bumper(5, 50);
static SonarPort sonar;
static TimerServo pan;
static BatteryMonitor battery(CarSettings().battery_limits());
static ObstacleStop obstacle(OBSTACLE_LIMITS);
static DriveSafety safety;
static StallVerdict stall = StallVerdict::None;

struct Wheel {
  const MotorPort motor;
  WheelMeter meter;
  WheelControl control;
  WheelDoubts doubts;
};
static Wheel left = {{PIN_LEFT_PWM, PIN_LEFT_IN1, PIN_LEFT_IN2}, {}, {}, {}};
static Wheel right = {{PIN_RIGHT_PWM, PIN_RIGHT_IN1, PIN_RIGHT_IN2}, {}, {}, {}};
static WheelSpeeds target = {0, 0};  // what is left of the host's wish
static bool is_braking = false;      // a motor without duty brakes; else it rolls free
static uint32_t brake_until_ms = 0;  // while disarmed

static CarSettings settings;
static AvrEeprom eeprom;
static EepromWriter writer(eeprom);
static EepromRecord record(eeprom, 0, CarSettings::BYTES, 2);

// May run inside the watchdog's interrupt.
static void make_outputs_safe() {
  left.motor.coast();
  right.motor.coast();
}

static void stop_wheels() {
  left.control.stop();
  right.control.stop();
  left.motor.drive(0);
  right.motor.drive(0);
  target = {0, 0};
}

static void apply_settings(Wheel& wheel) {
  using maker::car::Setting;
  wheel.meter.set_edges_per_m(settings.get(Setting::Edges));
  wheel.control.configure(settings.get(Setting::FullSpeed), settings.is_on(Setting::Encoders));
}

static void apply_settings() {
  using maker::car::Setting;
  apply_settings(left);
  apply_settings(right);
  obstacle.configure(settings.is_on(Setting::Sonar), settings.get(Setting::OpenSpeed));
  battery.set_limits(settings.battery_limits());
}

static void load_settings() {
  uint8_t bytes[CarSettings::BYTES];
  if (record.load(bytes) == EepromRecord::Found::VALID) {
    settings.from_bytes(bytes);
  }
  apply_settings();
}

// Returns false while the last change is still being written.
static bool save_settings() {
  uint8_t bytes[CarSettings::BYTES];
  settings.to_bytes(bytes);
  return record.start_save(writer, bytes);
}

static maker::car::Block block() {
  using maker::car::Block;
  if (bumper.is_on()) return Block::Bumper;
  return obstacle.way() == Way::Free       ? Block::Clear
         : obstacle.way() == Way::Obstacle ? Block::Obstacle
                                           : Block::Blind;
}

// What is left of the host's wish.
static WheelSpeeds allowed_wish() {
  const WheelSpeeds wish = obstacle.allowed(safety.wish());
  return bumper.is_on() ? ObstacleStop::without_forwards(wish) : wish;
}

static Battery judged_battery() {
  return settings.is_on(maker::car::Setting::Battery) ? battery.state() : Battery::Good;
}
