// What the car does when its host says something. Only lines with the right checksum come here.
#pragma once

#include <MakerLink.h>
#include <car_messages.h>
#include <string.h>

#include "car.h"
#include "telemetry.h"

static maker::Handshake handshake(maker::car::PROTOCOL_VERSION, maker::car::SCHEMA_HASH);

static DriveConditions conditions() {
  return {handshake.fits(), estop.is_on(), bumper.is_on(), !has_room_for_stops(), judged_battery(), stall};
}

static void refuse(maker::link::Refusal why) {
  answer.refusal = why;
  answer_with(Answer::Nak);
}

// A host that says HELLO has just come: it does not know what it drives.
static void hear_hello(const maker::link::Hello& hello) {
  handshake.hear(hello);
  safety.disarm(maker::car::Stop::NewHost);
  answer_with(Answer::Boot);
}

static void hear_drive(const maker::car::Drv& drv) {
  last_drv_seq = reader.seq();
  safety.drive({drv.left_mm_s, drv.right_mm_s}, millis());
}

static void hear_arm() {
  answer_with(safety.arm(conditions(), millis(), answer.hurdle) ? Answer::Done : Answer::Hurdle);
}

static void hear_disarm() {
  safety.disarm(maker::car::Stop::Order);
  answer_with(Answer::Done);
}

static void hear_pan(const maker::car::Pan& order) {
  if (!handshake.fits()) {
    refuse(handshake.refusal());
    return;
  }
  pan.write_us(order.pulse_us);
}

static void hear_set(const maker::car::Set& order) {
  if (!handshake.fits()) {
    refuse(handshake.refusal());
  } else if (safety.is_armed()) {
    refuse(maker::link::Refusal::NotNow);
  } else if (!writer.is_idle()) {
    refuse(maker::link::Refusal::Busy);
  } else {
    if (settings.set(order.setting, order.number)) {
      apply_settings();
      save_settings();
    }
    answer.setting = order.setting;
    answer_with(Answer::Value);
  }
}

static void hear_get(const maker::car::Get& order) {
  answer.setting = order.setting;
  answer_with(Answer::Value);
}

static void hear_ping(const maker::link::Ping& ping) {
  answer.token = ping.token;
  answer_with(Answer::Pong);
}

static void hear_message() {
  switch (reader.id()) {
    case maker::car::Drv::ID: hear_drive(reader.as<maker::car::Drv>()); break;
    case maker::car::Pan::ID: hear_pan(reader.as<maker::car::Pan>()); break;
    case maker::car::Arm::ID: hear_arm(); break;
    case maker::car::Disarm::ID: hear_disarm(); break;
    case maker::car::Set::ID: hear_set(reader.as<maker::car::Set>()); break;
    case maker::car::Get::ID: hear_get(reader.as<maker::car::Get>()); break;
    case maker::link::Hello::ID: hear_hello(reader.as<maker::link::Hello>()); break;
    case maker::link::Ping::ID: hear_ping(reader.as<maker::link::Ping>()); break;
    case maker::link::Ack::ID: events.acknowledge(reader.as<maker::link::Ack>().event_id); break;
  }
}

// Typed without a checksum: this can ask and stop, nothing else. There is no typed word that arms or drives.
static void hear_typed(const char* text) {
  if (strcmp_P(text, PSTR("?")) == 0) {
    answer.line = 0;
    answer_with(Answer::Help);
  } else if (strcmp_P(text, PSTR("stop")) == 0) {
    safety.disarm(maker::car::Stop::Order);
  }
}

// Reads what has come, until an order wants an answer. The help holds nothing up: an answer that comes in between ends it.
static void read_host() {
  while ((answer.kind == Answer::None || answer.kind == Answer::Help) && Serial.available()) {
    const uint8_t byte = static_cast<uint8_t>(Serial.read());
    const maker::Found found = reader.feed(byte);
    if (found == maker::Found::Message) {
      hear_message();
    } else if (found == maker::Found::BadLine && byte == '\n' && reader.reason() == maker::Bad::NoStart) {
      hear_typed(reader.text());
    }
  }
}
