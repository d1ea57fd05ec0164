// Sonar: distance by an HC-SR04, without ever waiting for its echo.
//
// The sensor answers a trigger of 10 us with a pulse on ECHO as long as the sound was under way. An interrupt keeps the
// times of both edges; poll() makes one reading of them, and says when the next ping may go out.
//
//   void on_echo() { sonar.on_edge(digitalRead(ECHO) == HIGH, micros()); }      // interrupt, both edges
//   if (sonar.is_ping_due(millis())) { trigger(); sonar.begin(micros(), millis()); }
//   SonarReading reading;
//   if (sonar.poll(micros(), reading)) { ... }                                   // with interrupts off
//
// SonarPort does this with real pins.
#pragma once

#include <stdint.h>

enum class EchoKind : uint8_t {
  Echo,     // something reflects
  Nothing,  // the sensor listened, and nothing came back: open space, or a surface that is soft or turned away
  Silent,   // the sensor did not answer at all, or its line hangs
};

struct SonarReading {
  EchoKind kind;
  uint16_t mm;  // of an Echo; otherwise 0
};

// Sound goes there and back at 343.2 m/s (dry air, 20 degrees): 0.1716 mm a microsecond. Per degree it gains 0.18 %.
constexpr uint16_t echo_mm(uint32_t echo_us) { return static_cast<uint16_t>(echo_us * 1716 / 10000); }

class Sonar {
 public:
  // One ping in this time, as the sensor's data sheet asks, so that the last one's echo has died away.
  static constexpr uint16_t CYCLE_MS = 60;
  // The pulse begins about 0.45 ms after the trigger, when the burst is out.
  static constexpr uint32_t ANSWER_US = 5000;
  // Longer is beyond the sensor's 4 m; without any echo it gives up after 38 ms.
  static constexpr uint32_t FARTHEST_US = 23310;
  // Some copies of the sensor hold the line for 0.2 s when nothing comes back; longer is a fault.
  static constexpr uint32_t STUCK_US = 250000;

  // Whether it is time for the next ping.
  bool is_ping_due(uint32_t now_ms) const { return !was_begun_ || now_ms - begun_ms_ >= CYCLE_MS; }

  // A ping has just gone out.
  void begin(uint32_t now_us, uint32_t now_ms);

  // For the interrupt: the ECHO line has changed to this level.
  void on_edge(bool is_high, uint32_t at_us);

  // Returns true once for each ping, when its reading is there. Call it with interrupts off.
  bool poll(uint32_t now_us, SonarReading& reading);

 private:
  enum class Phase : uint8_t {
    Idle,   // nothing asked; a rise would be noise
    Asked,  // the ping is out, the pulse has not begun
    High,   // the pulse is on
    Fell,   // the pulse is over, and not yet told
    Hangs,  // told already; the line is still high
  };

  bool give(EchoKind kind, uint16_t mm, SonarReading& reading);
  bool give_pulse(SonarReading& reading);
  bool give_hanging(uint32_t now_us, SonarReading& reading);

  volatile Phase phase_ = Phase::Idle;
  volatile uint32_t rose_us_ = 0;
  volatile uint32_t fell_us_ = 0;
  volatile bool is_owed_ = false;  // a ping went out whose reading has not been told
  uint32_t begun_us_ = 0;
  uint32_t begun_ms_ = 0;
  bool was_begun_ = false;
};
