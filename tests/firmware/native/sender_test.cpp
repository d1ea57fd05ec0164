#include <doctest/doctest.h>

#include <string>

#include "Sender.h"
#include "link_messages.h"
#include "signed_line.h"

namespace link_ = maker::link;

namespace {

// A serial port with so much room in its send buffer.
struct FakePort {
  int room = 63;
  std::string sent;
  int availableForWrite() { return room; }
  size_t write(const uint8_t* bytes, size_t length) {
    CHECK(static_cast<int>(length) <= room);
    sent.append(reinterpret_cast<const char*>(bytes), length);
    return length;
  }
};

link_::Pong pong() {
  link_::Pong message;
  message.token = 7;
  message.uptime_ms = 100;
  return message;
}

}  // namespace

TEST_CASE("a message is sent as its line, and each line has the next number") {
  FakePort port;
  maker::Sender<FakePort> sender(port);
  CHECK(sender.send(pong()));
  CHECK(sender.send(pong()));
  CHECK(port.sent == signed_line("PONG,7,100,0") + signed_line("PONG,7,100,1"));
  CHECK(sender.unsent_lines() == 0);
}

TEST_CASE("after number 255 comes 0") {
  FakePort port;
  maker::Sender<FakePort> sender(port);
  for (int i = 0; i < 256; i++) sender.send(pong());
  port.sent.clear();
  sender.send(pong());
  CHECK(port.sent == signed_line("PONG,7,100,0"));
}

TEST_CASE("a line that does not fit whole is not sent, and counted; it takes no number") {
  FakePort port;
  maker::Sender<FakePort> sender(port);
  const int length = static_cast<int>(signed_line("PONG,7,100,0").size());
  port.room = length - 1;
  CHECK_FALSE(sender.send(pong()));
  CHECK_FALSE(sender.send(pong()));
  CHECK(port.sent == "");
  CHECK(sender.unsent_lines() == 2);
  port.room = length;
  CHECK(sender.send(pong()));
  CHECK(port.sent == signed_line("PONG,7,100,0"));
  CHECK(sender.unsent_lines() == 2);
}

TEST_CASE("words are written as words, and numbers held within their range") {
  FakePort port;
  maker::Sender<FakePort> sender(port);
  link_::Boot boot;
  boot.sketch = link_::Sketch::Car;
  boot.protocol = 255;
  boot.schema = 65535;
  boot.cause = link_::ResetCause::Watchdog;
  boot.watchdog_resets = 9;
  boot.uptime_ms = 0x7FFFFFFFUL;
  CHECK(sender.send(boot));
  CHECK(port.sent == signed_line("BOOT,CAR,255,65535,WATCHDOG,1,2147483647,0"));
}
