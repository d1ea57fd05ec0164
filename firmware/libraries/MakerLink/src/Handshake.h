// Remembers whether the host and this sketch were built from the same table of messages.
#pragma once

#include "link_messages.h"

namespace maker {

// Until a HELLO has come that fits, an order that moves something is refused, with refusal() as the reason.
class Handshake {
 public:
  constexpr Handshake(uint8_t protocol, uint16_t schema) : schema_(schema), protocol_(protocol) {}

  void hear(const link::Hello& hello) {
    fits_ = hello.protocol == protocol_ && hello.schema == schema_;
    was_heard_ = true;
  }

  bool fits() const { return fits_; }
  link::Refusal refusal() const { return was_heard_ ? link::Refusal::WrongSchema : link::Refusal::NoHello; }

 private:
  const uint16_t schema_;
  const uint8_t protocol_;
  bool was_heard_ = false;
  bool fits_ = false;
};

}  // namespace maker
