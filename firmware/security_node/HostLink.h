// HostLink: what the node and its host say to each other. Nothing here waits: a line that does not fit is said later.
#pragma once

#include <Arduino.h>
#include <MakerLink.h>
#include <ResetCause.h>
#include <SecurityNode.h>
#include <node_messages.h>

class HostLink {
 public:
  static constexpr uint32_t BAUD = 115200;
  static constexpr uint16_t EVENT_REPEAT_MS = 500;
  static constexpr uint16_t STATE_MS = 1000;
  static constexpr uint16_t SENSE_MS = 500;
  static constexpr uint16_t COUNT_MS = 1000;
  static constexpr uint8_t NAK_MS = 200;  // at most 5 a second

  explicit HostLink(SecurityNode& node);

  void begin(ResetCause cause);

  // Takes what has come, and at a tick says at most one line.
  void update(bool is_tick, uint32_t now_ms);

 private:
  // What is to be said as soon as there is room; one of each kind.
  enum Due : uint8_t { BOOT = 1, NAK = 2, DONE = 4, PONG = 8, CONFIG = 16, STATE = 32, SENSE = 64 };

  void take_line(uint32_t now_ms);
  void take_order(uint32_t now_ms);
  void carry_out(uint32_t now_ms);
  void finish_order();
  bool set_code(const maker::node::Code& code);
  void refuse(maker::link::Refusal refusal);
  void take_typed();

  void mark_due(uint32_t now_ms);
  bool has_state_changed() const;
  bool say_answer(uint32_t now_ms);
  bool say_event(uint32_t now_ms);
  bool say_telemetry(uint32_t now_ms);
  bool say_boot(uint32_t now_ms);
  maker::node::State state(uint32_t now_ms) const;
  maker::node::Sense sense() const;
  maker::node::Config config() const;

  // Sends what was due, and forgets it when it was said.
  template <typename Message>
  bool say(Due due, const Message& message) {
    if (!sender_.send(message)) return false;
    due_ &= ~due;
    return true;
  }

  SecurityNode& node_;
  maker::LineReader reader_;
  maker::Sender<HardwareSerial> sender_;
  maker::Handshake handshake_;
  ResetCause cause_ = ResetCause::Power;
  uint8_t due_ = BOOT;
  uint8_t order_seq_ = 0;
  bool is_storing_ = false;  // an order was carried out and is not stored yet
  uint8_t refused_seq_ = 0;
  maker::link::Refusal refusal_ = maker::link::Refusal::NotNow;
  uint16_t token_ = 0;
  uint16_t sent_event_ = 0;
  bool was_event_sent_ = false;
  uint32_t event_ms_ = 0;
  uint32_t nak_ms_ = 0;
  uint32_t state_ms_ = 0;
  uint32_t sense_ms_ = 0;
  uint32_t count_ms_ = 0;
  maker::node::State said_state_ = {};
  maker::node::Sense said_sense_ = {};
};
