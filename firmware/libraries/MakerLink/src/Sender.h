// Sends messages without ever waiting: a line that does not fit into the send buffer now is not sent.
#pragma once

#include "LineWriter.h"

namespace maker {

// Port is HardwareSerial, or whatever has its availableForWrite() and write(). Example:
//
//   maker::Sender<HardwareSerial> sender(Serial);
//   ...
//   if (is_due && sender.send(wheels)) is_due = false;  // else the next loop() tries again
template <typename Port>
class Sender {
 public:
  explicit Sender(Port& port) : port_(port) {}

  // Sends a message whole, or not at all. Returns false, and counts it, when the buffer is too full.
  template <typename Message>
  bool send(const Message& message) {
    int32_t values[MOST_FIELDS];
    message.into(values);
    return send_values(Message::description(), values);
  }

  // How many were not sent since the start; after 65535 comes 0.
  uint16_t unsent_lines() const { return unsent_; }

 private:
  bool send_values(const MessageSchema* message, const int32_t* values) {
    char line[LINE_CAPACITY];
    const uint8_t length = write_line(message, values, seq_, line);
    if (port_.availableForWrite() < length) {
      unsent_++;
      return false;
    }
    port_.write(reinterpret_cast<const uint8_t*>(line), length);
    seq_++;
    return true;
  }

  Port& port_;
  uint16_t unsent_ = 0;
  uint8_t seq_ = 0;
};

}  // namespace maker
