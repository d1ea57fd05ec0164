// What the car tells its host, and when: at most one line each time the send buffer is empty, the most urgent first.
// So no write ever waits, and no line is ever lost here.
#pragma once

#include <MakerLink.h>
#include <TaskWatchdog.h>
#include <car_messages.h>

#include "car.h"

constexpr uint16_t STATE_EVERY_MS = 200;
constexpr uint16_t BATTERY_EVERY_MS = 500;
constexpr uint16_t COUNT_EVERY_MS = 1000;
constexpr uint16_t EVENT_REPEAT_MS = 200;
constexpr uint8_t EVENTS = 8;
constexpr uint8_t KEPT_FOR_STOPS = 2;  // places that only ARMED and STOPPED may take

static maker::LineReader reader(maker::car::FROM_HOST);
static maker::Sender<HardwareSerial> sender(Serial);
static maker::EventQueue<maker::car::Event, EVENTS> events(EVENT_REPEAT_MS);
static uint16_t next_event_id = 0;

static SonarReading last_reading = {EchoKind::Silent, 0};
static uint8_t last_drv_seq = 0;

static struct {
  bool wheels;
  bool range;
  bool battery;
  bool state;
  bool count;
} is_due;

// -- answers to orders: one at a time; the next line of the host is read when it has gone out -------------------------

enum class Answer : uint8_t { None, Boot, Pong, Done, Nak, Hurdle, Value, Help };
static struct {
  Answer kind;
  uint8_t order_seq;
  uint8_t line;  // of the help
  maker::link::Refusal refusal;
  maker::car::ArmHurdle hurdle;
  maker::car::Setting setting;
  uint16_t token;
} answer;

static void answer_with(Answer kind) {
  answer.kind = kind;
  answer.order_seq = reader.seq();
}

static uint32_t uptime_ms() { return millis() & 0x7FFFFFFF; }

static bool send_boot() {
  maker::link::Boot boot;
  boot.sketch = maker::link::Sketch::Car;
  boot.protocol = maker::car::PROTOCOL_VERSION;
  boot.schema = maker::car::SCHEMA_HASH;
  boot.cause = static_cast<maker::link::ResetCause>(TaskWatchdog::reset_cause());
  boot.watchdog_resets = TaskWatchdog::RESETS;
  boot.uptime_ms = uptime_ms();
  return sender.send(boot);
}

static bool send_pong() {
  maker::link::Pong pong;
  pong.token = answer.token;
  pong.uptime_ms = uptime_ms();
  return sender.send(pong);
}

static bool send_done() {
  maker::link::Done done;
  done.order_seq = answer.order_seq;
  return sender.send(done);
}

static bool send_nak() {
  maker::link::Nak nak;
  nak.order_seq = answer.order_seq;
  nak.refusal = answer.refusal;
  return sender.send(nak);
}

static bool send_hurdle() {
  maker::car::Hurdle hurdle;
  hurdle.order_seq = answer.order_seq;
  hurdle.hurdle = answer.hurdle;
  return sender.send(hurdle);
}

static bool send_value() {
  maker::car::Value value;
  value.setting = answer.setting;
  value.number = settings.get(answer.setting);
  return sender.send(value);
}

// For a person at the Serial Monitor; a host drops these lines, they have no checksum. One line each time.
static bool send_help() {
  switch (answer.line++) {
    case 0: Serial.println(F("# car_controller: ? shows this, stop stops the motors")); return false;
    case 1: Serial.println(F("# nothing typed can arm or drive: that takes checksums")); return false;
    case 2: Serial.print(F("# armed ")), Serial.println(safety.is_armed()); return false;
    case 3: Serial.print(F("# emergency stop open ")), Serial.println(estop.is_on()); return false;
    case 4: Serial.print(F("# bumper ")), Serial.println(bumper.is_on()); return false;
    case 5: Serial.print(F("# battery mV ")), Serial.println(battery.mv()); return false;
    case 6: Serial.print(F("# ahead mm ")), Serial.println(obstacle.ahead_mm()); return false;
    case 7: Serial.print(F("# task that hung (255: none) ")), Serial.println(TaskWatchdog::hung_task()); return false;
    default: answer.line = 0; return true;
  }
}

static bool send_answer() {
  switch (answer.kind) {
    case Answer::Boot: return send_boot();
    case Answer::Pong: return send_pong();
    case Answer::Done: return send_done();
    case Answer::Nak: return send_nak();
    case Answer::Hurdle: return send_hurdle();
    case Answer::Value: return send_value();
    case Answer::Help: return send_help();
    default: return true;
  }
}

// -- events -----------------------------------------------------------------------------------------------------------

static void tell(maker::car::EventKind kind) {
  using maker::car::EventKind;
  const bool is_stop = kind == EventKind::Armed || kind == EventKind::Stopped;
  if (!is_stop && events.count() + KEPT_FOR_STOPS >= EVENTS) {
    return;  // the host does not listen; STATE and BATT show it as well
  }
  maker::car::Event event;
  event.event_id = next_event_id++;
  event.kind = kind;
  event.stop = safety.stop();
  event.block = block();
  event.at_s = millis() / 1000 % 1000000;
  events.push(event);
}

// Whether ARM and the stop after it could still be told.
static bool has_room_for_stops() { return events.count() + KEPT_FOR_STOPS <= EVENTS; }

static bool send_event(uint32_t now_ms) {
  const maker::car::Event* event = events.due(now_ms);
  if (!event || !sender.send(*event)) {
    return false;
  }
  events.mark_sent(event->event_id, now_ms);
  return true;
}

// -- telemetry --------------------------------------------------------------------------------------------------------

static void send_state() {
  maker::car::State state;
  state.mode = safety.mode();
  state.stop = safety.stop();
  state.block = block();
  state.estop_open = estop.is_on();
  state.bumper = bumper.is_on();
  is_due.state = !sender.send(state);
}

static void send_wheels() {
  const bool measured = settings.is_on(maker::car::Setting::Encoders);
  maker::car::Wheel wheel;
  wheel.left_mm_s = measured ? left.meter.speed_mm_s() : target.left_mm_s;
  wheel.right_mm_s = measured ? right.meter.speed_mm_s() : target.right_mm_s;
  wheel.left_ticks = left.meter.ticks();
  wheel.right_ticks = right.meter.ticks();
  wheel.left_duty = left.control.duty();
  wheel.right_duty = right.control.duty();
  wheel.drv_seq = last_drv_seq;
  is_due.wheels = !sender.send(wheel);
}

static void send_range() {
  maker::car::Range range;
  range.echo = static_cast<maker::car::Echo>(last_reading.kind);
  range.echo_mm = last_reading.mm < 4000 ? last_reading.mm : 4000;
  range.ahead_mm = obstacle.ahead_mm();
  range.stop_mm = obstacle.stop_mm();
  is_due.range = !sender.send(range);
}

static void send_battery() {
  maker::car::Batt batt;
  batt.battery_mv = battery.mv() < 20000 ? battery.mv() : 20000;
  batt.charge = static_cast<maker::car::Charge>(battery.state());
  is_due.battery = !sender.send(batt);
}

static void send_count() {
  maker::link::Count count;
  count.good_lines = reader.good_lines();
  count.bad_lines = reader.bad_lines();
  count.unsent_lines = sender.unsent_lines();
  is_due.count = !sender.send(count);
}

static void send_most_urgent(uint32_t now_ms) {
  if (answer.kind != Answer::None) {
    if (send_answer()) answer.kind = Answer::None;
  } else if (send_event(now_ms)) {
    return;
  } else if (is_due.state) {
    send_state();
  } else if (is_due.wheels) {
    send_wheels();
  } else if (is_due.range) {
    send_range();
  } else if (is_due.battery) {
    send_battery();
  } else if (is_due.count) {
    send_count();
  }
}
