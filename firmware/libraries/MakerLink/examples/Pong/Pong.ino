// The smallest sketch that speaks the kit's language: it says who it is, answers PING, and counts its lines.
//
// On the Pi: python -c "from makerkit.arduino.messages import link; from makerkit.arduino.codec import encode;
//                       print(encode(link.Ping(token=7), 0))"
// gives a line that you can also type into the Serial Monitor (115200 baud, newline).
#include <MakerLink.h>
#include <avr/sleep.h>

using namespace maker;

LineReader reader(link::FROM_HOST);
Sender<HardwareSerial> sender(Serial);
Handshake handshake(link::PROTOCOL_VERSION, link::SCHEMA_HASH);
uint32_t counted_ms = 0;

void say_boot() {
  link::Boot boot;
  boot.sketch = link::Sketch::Node;
  boot.protocol = link::PROTOCOL_VERSION;
  boot.schema = link::SCHEMA_HASH;
  boot.cause = link::ResetCause::Unknown;
  boot.watchdog_resets = 0;
  boot.uptime_ms = millis() & 0x7FFFFFFF;
  sender.send(boot);
}

void answer(const link::Ping& ping) {
  link::Pong pong;
  pong.token = ping.token;
  pong.uptime_ms = millis() & 0x7FFFFFFF;
  sender.send(pong);
}

void obey() {
  switch (reader.id()) {
    case link::Hello::ID:
      handshake.hear(reader.as<link::Hello>());
      say_boot();
      break;
    case link::Ping::ID:
      answer(reader.as<link::Ping>());
      break;
  }
}

void count_lines() {
  link::Count count;
  count.good_lines = reader.good_lines();
  count.bad_lines = reader.bad_lines();
  count.unsent_lines = sender.unsent_lines();
  if (sender.send(count)) counted_ms = millis();  // else the next loop() tries again
}

void setup() {
  Serial.begin(115200);
  set_sleep_mode(SLEEP_MODE_IDLE);
  say_boot();
}

void loop() {
  while (Serial.available()) {
    if (reader.feed(Serial.read()) == Found::Message) obey();
  }
  if (millis() - counted_ms >= 1000) count_lines();
  if (!Serial.available()) sleep_mode();  // until the next byte, or the clock's next millisecond
}
