#include <doctest/doctest.h>

#include "Handshake.h"

using maker::Handshake;
using maker::link::Hello;
using maker::link::Refusal;

namespace {

Hello hello(uint8_t protocol, uint16_t schema) {
  Hello message;
  message.protocol = protocol;
  message.schema = schema;
  return message;
}

}  // namespace

TEST_CASE("before any HELLO nothing fits, and that is the reason") {
  const Handshake handshake(1, 4711);
  CHECK_FALSE(handshake.fits());
  CHECK(handshake.refusal() == Refusal::NoHello);
}

TEST_CASE("only the same version and the same schema fit") {
  Handshake handshake(1, 4711);
  handshake.hear(hello(2, 4711));
  CHECK_FALSE(handshake.fits());
  CHECK(handshake.refusal() == Refusal::WrongSchema);
  handshake.hear(hello(1, 4712));
  CHECK_FALSE(handshake.fits());
  handshake.hear(hello(1, 4711));
  CHECK(handshake.fits());
}

TEST_CASE("a later HELLO that does not fit closes the link again") {
  Handshake handshake(1, 4711);
  handshake.hear(hello(1, 4711));
  handshake.hear(hello(1, 0));
  CHECK_FALSE(handshake.fits());
  CHECK(handshake.refusal() == Refusal::WrongSchema);
}
