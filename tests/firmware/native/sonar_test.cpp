#include <doctest/doctest.h>

#include <vector>

#include "Sonar.h"

namespace {

// A sensor and its clock, polled every millisecond as loop() does it.
struct Bench {
  explicit Bench(uint32_t start_us = 0) : now_us(start_us) {}

  void ping() { sonar.begin(now_us, now_us / 1000); }
  void edge(bool is_high) { sonar.on_edge(is_high, now_us); }
  void pulse(uint32_t width_us) {
    wait(450);
    edge(true);
    wait(width_us);
    edge(false);
  }
  void wait(uint32_t for_us) {
    for (uint32_t passed_us = 0; passed_us < for_us;) {
      const uint32_t step_us = for_us - passed_us < 1000 ? for_us - passed_us : 1000;
      passed_us += step_us;
      now_us += step_us;
      poll();
    }
  }
  void poll() {
    SonarReading reading = {EchoKind::Silent, 0xFFFF};
    if (sonar.poll(now_us, reading)) {
      kinds.push_back(reading.kind);
      distances.push_back(reading.mm);
    }
  }

  Sonar sonar;
  uint32_t now_us;
  std::vector<EchoKind> kinds;
  std::vector<uint16_t> distances;
};

using Kinds = std::vector<EchoKind>;
using Distances = std::vector<uint16_t>;

}  // namespace

TEST_CASE("an echo's time is its distance") {
  CHECK(echo_mm(0) == 0);
  CHECK(echo_mm(5828) == 1000);   // 2 m at 343.2 m/s
  CHECK(echo_mm(23310) == 3999);
  CHECK(echo_mm(583) == 100);
}

TEST_CASE("an echo is told once, as soon as it is there") {
  Bench bench;
  bench.ping();
  bench.pulse(5828);
  bench.wait(60000);
  CHECK(bench.kinds == Kinds{EchoKind::Echo});
  CHECK(bench.distances == Distances{1000});
}

TEST_CASE("the farthest echo counts, one microsecond more is nothing") {
  Bench bench;
  bench.ping();
  bench.pulse(Sonar::FARTHEST_US);
  bench.poll();
  bench.wait(40000);
  bench.ping();
  bench.wait(450);
  bench.edge(true);
  bench.now_us += Sonar::FARTHEST_US + 1;
  bench.edge(false);
  bench.wait(60000);
  CHECK(bench.kinds == Kinds{EchoKind::Echo, EchoKind::Nothing});
  CHECK(bench.distances == Distances{3999, 0});
}

TEST_CASE("a pulse that is still on beyond four metres is nothing, before it ends") {
  Bench bench;
  bench.ping();
  bench.wait(450);
  bench.edge(true);
  bench.wait(Sonar::FARTHEST_US);
  CHECK(bench.kinds == Kinds{});
  bench.wait(1);
  CHECK(bench.kinds == Kinds{EchoKind::Nothing});
}

TEST_CASE("a sensor that does not answer is silent after 5 ms") {
  Bench bench;
  bench.ping();
  bench.wait(5000);
  CHECK(bench.kinds == Kinds{});
  bench.wait(1);
  CHECK(bench.kinds == Kinds{EchoKind::Silent});
  bench.wait(50000);
  CHECK(bench.kinds == Kinds{EchoKind::Silent});
}

TEST_CASE("every ping gets one reading, whatever the one before was") {
  Bench bench;
  bench.ping();
  bench.wait(60000);
  bench.ping();
  bench.pulse(1166);
  bench.wait(50000);
  bench.ping();
  bench.pulse(38000);
  bench.wait(20000);
  bench.ping();
  bench.pulse(583);
  bench.wait(50000);
  CHECK(bench.kinds == Kinds{EchoKind::Silent, EchoKind::Echo, EchoKind::Nothing, EchoKind::Echo});
  CHECK(bench.distances == Distances{0, 200, 0, 100});
}

TEST_CASE("a line that hangs for 0.2 s is nothing, and longer is a fault") {
  Bench bench;
  bench.ping();
  bench.wait(450);
  bench.edge(true);
  bench.wait(60000);
  for (int i = 0; i < 5; ++i) {
    bench.ping();
    bench.wait(60000);
  }
  const Kinds hanging = {EchoKind::Nothing, EchoKind::Nothing, EchoKind::Nothing,
                         EchoKind::Nothing, EchoKind::Nothing, EchoKind::Silent};
  CHECK(bench.kinds == hanging);
}

TEST_CASE("a line that hangs stays a fault when micros() wraps around, and heals") {
  Bench bench;
  bench.ping();
  bench.wait(450);
  bench.edge(true);
  bench.wait(300000);
  bench.kinds.clear();
  for (int i = 0; i < 8; ++i) {
    bench.now_us += 0x20000000u;  // nine minutes
    bench.ping();
    bench.wait(1000);
  }
  CHECK(bench.kinds == Kinds(8, EchoKind::Silent));
  bench.edge(false);
  bench.ping();
  bench.pulse(5828);
  bench.poll();
  CHECK(bench.kinds.back() == EchoKind::Echo);
}

TEST_CASE("a line let go just after the next ping may still answer it") {
  Bench bench;
  bench.ping();
  bench.wait(450);
  bench.edge(true);
  bench.wait(59000);
  bench.sonar.begin(bench.now_us, bench.now_us / 1000);
  bench.edge(false);
  bench.pulse(5828);
  bench.poll();
  CHECK(bench.kinds == Kinds{EchoKind::Nothing, EchoKind::Echo});
}

TEST_CASE("a fall that was missed does not stand in the next ping's way") {
  Bench bench;
  bench.ping();
  bench.wait(450);
  bench.edge(true);
  bench.wait(30000);
  bench.now_us += 30000;
  bench.sonar.begin(bench.now_us, bench.now_us / 1000);
  bench.edge(true);
  bench.now_us += 583;
  bench.edge(false);
  bench.poll();
  CHECK(bench.kinds == Kinds{EchoKind::Nothing, EchoKind::Echo});
  CHECK(bench.distances == Distances{0, 100});
}

TEST_CASE("edges without a ping are noise") {
  Bench bench;
  bench.pulse(1000);
  bench.wait(1000);
  CHECK(bench.kinds == Kinds{});
  bench.ping();
  bench.wait(1000);
  bench.edge(false);
  bench.wait(9000);
  CHECK(bench.kinds == Kinds{EchoKind::Silent});
}

TEST_CASE("the next ping is due after 60 ms, also across the clock's wrap-around") {
  Sonar sonar;
  CHECK(sonar.is_ping_due(0));
  sonar.begin(0, 0xFFFFFFFFu - 9);
  CHECK_FALSE(sonar.is_ping_due(0xFFFFFFFFu - 9));
  CHECK_FALSE(sonar.is_ping_due(49));
  CHECK(sonar.is_ping_due(50));
}

TEST_CASE("micros() may wrap around in mid-echo") {
  Bench bench(0xFFFFFFFFu - 2000);
  bench.ping();
  bench.pulse(5828);
  bench.poll();
  CHECK(bench.distances == Distances{1000});
}

TEST_CASE("a line that hangs is a fault after exactly 250 ms, without a distance") {
  for (const uint32_t late_us : {0u, 1u}) {
    Bench bench;
    bench.ping();
    bench.edge(true);
    bench.wait(30000);
    bench.now_us += 220000 + late_us;
    bench.ping();
    bench.poll();
    CHECK(bench.kinds == Kinds{EchoKind::Nothing, late_us ? EchoKind::Silent : EchoKind::Nothing});
    CHECK(bench.distances == Distances{0, 0});
  }
}

TEST_CASE("a pulse too short for the sound to have gone anywhere is at no distance") {
  Bench bench;
  bench.ping();
  bench.pulse(1);
  bench.poll();
  CHECK(bench.kinds == Kinds{EchoKind::Echo});
  CHECK(bench.distances == Distances{0});
}
