// car_controller: the Arduino (Uno or Nano) of the self-driving car. Wiring: wiring.json and pins.h.
//
//   task       how often            what
//   LINK       as bytes come        reads the host's lines and obeys them
//   SONAR      every 2 ms           pings every 60 ms, takes in the echo that an interrupt has timed
//   SWITCHES   every 2 ms           emergency stop and bumper
//   SAFETY     every 2 ms           may the car drive? Stops the motors within these 2 ms if not
//   WHEELS     every 20 ms (50 Hz)  speed from the encoders, obstacle stop, PI control, stall
//   BATTERY    every 20 ms          one reading of the ADC
//   TELEMETRY  every 2 ms           sends at most one line: WHEEL 50 Hz, RANGE 16 Hz, STATE 5 Hz, BATT 2 Hz, COUNT 1 Hz
//   STORE      every 2 ms           writes settings to the EEPROM, a byte at a time
//   LED        every 25 ms          shows the state
//
// The watchdog is fed only when all of them have run. What may drive, and what stops it: libraries/DriveSafety.
// What the host may say and what the car says: ../PROTOCOL.md. Nothing waits: loop() sleeps until the next interrupt.
#include <MakerLink.h>
#include <TaskWatchdog.h>
#include <avr/sleep.h>

#include "car.h"
#include "orders.h"
#include "status_led.h"
#include "telemetry.h"
#include "testing.h"

enum Task : uint8_t { LINK, SONAR, SWITCHES, SAFETY, WHEELS, BATTERY, TELEMETRY, STORE, LED, TASKS };

constexpr uint8_t TICK_MS = 2;

static TaskWatchdog watchdog(TASKS);
static uint32_t now_ms = 0;
static uint32_t wheels_ms = 0;
static uint32_t battery_ms = 0;

// True once every `every_ms`. A pass that comes late does not delay the next one; one that was missed is not made up for.
static bool is_time(uint32_t& last_ms, uint16_t every_ms) {
  const uint32_t passed_ms = now_ms - last_ms;
  if (passed_ms < every_ms) return false;
  last_ms = passed_ms < 2 * every_ms ? last_ms + every_ms : now_ms;
  return true;
}

static void run_sonar() {
  if (sonar.update(last_reading)) {
    obstacle.hear(last_reading, now_ms);
    is_due.range = true;
  }
}

static void run_switches() {
  const bool estop_changed = estop.update(digitalRead(PIN_ESTOP) == HIGH, now_ms);
  const bool bumper_changed = bumper.update(digitalRead(PIN_BUMPER) == LOW, now_ms);
  is_due.state |= estop_changed || bumper_changed;
}

static void run_safety() {
  using maker::car::EventKind;
  static bool was_armed = false;
  // Not now_ms: a command that came in this very turn may be younger, and would seem 49 days old.
  const bool has_changed = safety.update(conditions(), millis());
  is_due.state |= has_changed;
  if (safety.is_armed() == was_armed) {
    return;
  }
  was_armed = safety.is_armed();
  if (!was_armed) {
    brake_until_ms = now_ms + BRAKE_MS;
    stop_wheels();
  }
  is_braking = true;
  tell(was_armed ? EventKind::Armed : EventKind::Stopped);
}

static void tell_block() {
  using maker::car::Block;
  using maker::car::EventKind;
  static Block told = Block::Blind;
  if (block() == told) {
    return;
  }
  told = block();
  is_due.state = true;
  if (safety.is_armed()) {
    tell(told == Block::Clear ? EventKind::Freed : EventKind::Blocked);
  }
}

static void measure(Wheel& wheel, const EdgeCounter& counter) {
  wheel.meter.update(edges_of(counter), micros(), wheel.control.is_backwards());
}

static void control(Wheel& wheel, int16_t target_mm_s) {
  const int16_t duty = wheel.control.update(target_mm_s, wheel.meter.speed_mm_s());
  if (duty == 0 && !is_braking) {
    wheel.motor.coast();
  } else {
    wheel.motor.drive(duty);
  }
  using maker::car::Setting;
  wheel.doubts.silence.update(duty, target_mm_s, wheel.meter.new_edges(), settings.get(Setting::Edges), now_ms);
  wheel.doubts.noise.update(duty, target_mm_s, wheel.meter.speed_mm_s(), settings.get(Setting::FullSpeed), now_ms);
}

static void drive_wheels() {
  const bool measured = settings.is_on(maker::car::Setting::Encoders);
  const WheelSpeeds speed = {left.meter.speed_mm_s(), right.meter.speed_mm_s()};
  obstacle.update(measured ? speed : target, safety.wish(), now_ms);
  tell_block();
  target = allowed_wish();
  control(left, target.left_mm_s);
  control(right, target.right_mm_s);
  stall = measured ? judge_stall(left.doubts, right.doubts, now_ms) : StallVerdict::None;
}

static void run_wheels() {
  if (!is_time(wheels_ms, WheelControl::STEP_MS)) {
    return;
  }
  hang_if_asked();
  if (!safety.is_armed() && static_cast<int32_t>(now_ms - brake_until_ms) >= 0) {
    is_braking = false;
  }
  measure(left, left_edges);
  measure(right, right_edges);
  drive_wheels();
  is_due.wheels = true;
}

static void run_battery() {
  if (!is_time(battery_ms, 20)) {
    return;
  }
  const bool is_loaded = left.control.duty() != 0 || right.control.duty() != 0;
  const uint16_t full_scale_mv = settings.get(maker::car::Setting::Divider);
  if (battery.update(battery_mv(analogRead(PIN_BATTERY), full_scale_mv), is_loaded, now_ms)) {
    is_due.battery = true;
    tell(maker::car::EventKind::Charge);
  }
}

static void run_telemetry() {
  static uint32_t state_ms = 0, charge_ms = 0, count_ms = 0;
  is_due.state |= is_time(state_ms, STATE_EVERY_MS);
  is_due.battery |= is_time(charge_ms, BATTERY_EVERY_MS);
  is_due.count |= is_time(count_ms, COUNT_EVERY_MS);
  if (Serial.availableForWrite() >= maker::LONGEST_LINE) {
    send_most_urgent(now_ms);
  }
}

static void run_store() {
  if (!writer.is_idle()) writer.update();
}

static void run_led() {
  static uint32_t led_ms = 0;
  if (!is_time(led_ms, LED_EVERY_MS)) {
    return;
  }
  const uint16_t pattern = led_pattern(safety.mode(), handshake.fits(), estop.is_on(), judged_battery(), block());
  digitalWrite(PIN_LED, is_lit(pattern, now_ms) ? HIGH : LOW);
}

void setup() {
  left.motor.begin();
  right.motor.begin();
  start_clock_if_asked();
  pinMode(PIN_BUMPER, INPUT_PULLUP);
  pinMode(PIN_ESTOP, INPUT_PULLUP);
  pinMode(PIN_LED, OUTPUT);
  estop.begin(true, millis());  // open until it is known to be closed
  load_settings();
  begin_encoders();
  sonar.begin(PIN_TRIGGER, PIN_ECHO);
  pan.begin(PIN_SERVO, SERVO_MIDDLE_US);
  Serial.begin(115200);
  answer.kind = Answer::Boot;
  TCCR2B = 0;  // Timer2 makes no PWM here: without its clock it draws nothing
  set_sleep_mode(SLEEP_MODE_IDLE);
  wheels_ms = battery_ms = millis();
  watchdog.begin(make_outputs_safe);
}

void loop() {
  if (Serial.available()) {
    watchdog.run(LINK, read_host);
  }
  if (millis() - now_ms >= TICK_MS) {
    now_ms = millis();
    watchdog.run(LINK, read_host);
    watchdog.run(SONAR, run_sonar);
    watchdog.run(SWITCHES, run_switches);
    watchdog.run(SAFETY, run_safety);
    watchdog.run(WHEELS, run_wheels);
    watchdog.run(BATTERY, run_battery);
    watchdog.run(TELEMETRY, run_telemetry);
    watchdog.run(STORE, run_store);
    watchdog.run(LED, run_led);
    watchdog.feed();
  }
  if (!Serial.available()) {
    sleep_mode();
  }
}
