#include <doctest/doctest.h>

#include <map>
#include <vector>

#include "EventLog.h"
#include "fake_eeprom.h"

namespace {

using Ids = std::vector<int>;

constexpr uint16_t ADDRESS = 300;
constexpr uint8_t LOST = 99;

struct Box {
  FakeEeprom memory;
  EepromWriter writer{memory};
  EventLog log{memory, ADDRESS, LOST};

  Box() { log.begin(); }
  explicit Box(const FakeEeprom& before) : memory(before) { log.begin(); }

  // One turn of the loop, of 3.4 ms.
  void turn() {
    log.tell_lost(1, 0);
    writer.update();
    if (writer.is_idle()) {
      log.written();
      log.start_write(writer);
      writer.update();
    }
    memory.now_us += FakeEeprom::WRITE_US;
  }

  void settle() {
    for (int i = 0; i < 400; ++i) turn();
  }

  void note(uint8_t kind, uint8_t detail = 0, bool matters = true) {
    log.note(kind, detail, matters, 1, 1000);
    settle();
  }

  // The next event that is offered, or -1.
  int offered() {
    EventRecord record;
    return log.oldest(record) ? record.id : -1;
  }

  // Acknowledges all; returns the kinds.
  Ids fetch() {
    Ids kinds;
    EventRecord record;
    while (log.oldest(record)) {
      kinds.push_back(record.kind);
      log.acknowledge(record.id);
      settle();
    }
    return kinds;
  }
};

}  // namespace

TEST_CASE("an event is offered only when it is whole in the EEPROM, and until it is acknowledged") {
  Box box;
  CHECK(box.log.note(7, 3, true, 5, 70000) == 1);
  box.turn();
  CHECK(box.offered() == -1);
  box.settle();
  EventRecord record;
  REQUIRE(box.log.oldest(record));
  CHECK(record.id == 1);
  CHECK(record.kind == 7);
  CHECK(record.detail == 3);
  CHECK(record.start == 5);
  CHECK(record.uptime_s == 70000);
  CHECK(box.offered() == 1);
  box.log.acknowledge(1);
  CHECK(box.offered() == -1);
  box.settle();
  CHECK(box.offered() == -1);
}

TEST_CASE("events are offered in their order, and only the right acknowledgement goes on") {
  Box box;
  for (uint8_t kind : {1, 2, 3}) box.log.note(kind, 0, true, 1, 0);
  box.settle();
  for (uint16_t wrong : {0, 2, 3, 4, 65535}) box.log.acknowledge(wrong);
  box.settle();
  CHECK(box.offered() == 1);
  CHECK(box.fetch() == Ids{1, 2, 3});
  box.log.acknowledge(4);
  box.settle();
  box.note(4);
  CHECK(box.fetch() == Ids{4});
}

TEST_CASE("a fresh start offers what is not acknowledged, and never what is") {
  Box box;
  for (uint8_t kind : {1, 2, 3, 4}) box.note(kind);
  box.log.acknowledge(1);
  box.settle();
  box.log.acknowledge(2);
  box.settle();
  Box fresh(box.memory);
  CHECK(fresh.fetch() == Ids{3, 4});
  CHECK(Box(fresh.memory).fetch() == Ids{});
  CHECK(Box(fresh.memory).log.next_id() == 5);
}

TEST_CASE("ids go on over fresh starts and over the end of 16 bits") {
  Box box;
  // A record with id 65534, as after years.
  uint8_t bytes[11] = {0xFE, 0xFF, 1, 0, 1, 0, 0, 0, 0, 0, 0xFF};
  const uint16_t crc = eeprom_crc(bytes, 8);
  bytes[8] = static_cast<uint8_t>(crc);
  bytes[9] = static_cast<uint8_t>(crc >> 8);
  bytes[10] = static_cast<uint8_t>(65534 / 64);  // acknowledged
  std::copy(bytes, bytes + 11, box.memory.cells.begin() + ADDRESS + 62 * 11);
  Box after(box.memory);
  CHECK(after.log.next_id() == 65535);
  for (uint8_t kind : {2, 3, 4}) after.note(kind);
  CHECK(after.log.next_id() == 2);
  CHECK(Box(after.memory).fetch() == Ids{2, 3, 4});
}

TEST_CASE("over many laps, with starts in between, each event comes once and in order") {
  FakeEeprom memory;
  Ids seen, sent;
  for (int start = 0; start < 30; ++start) {
    Box box(memory);
    for (int i = 0; i < 23; ++i) {
      const uint8_t kind = static_cast<uint8_t>((start * 23 + i) % 90);
      sent.push_back(kind);
      box.note(kind);
    }
    const Ids some = box.fetch();
    seen.insert(seen.end(), some.begin(), some.end());
    memory = box.memory;
  }
  CHECK(seen == sent);
}

TEST_CASE("cut at any byte of an event, the ones before are whole, and what comes after gets a free place") {
  for (uint8_t rubbish : {0x00, 0xFF, 0x37}) {
    for (int cut = 0; cut < 14; ++cut) {
      Box box;
      for (uint8_t kind : {1, 2, 3}) box.note(kind);
      box.log.acknowledge(1);
      box.settle();
      box.log.note(4, 0, true, 1, 0x123456);
      for (int i = 0; i < cut; ++i) box.turn();
      box.memory.now_us -= cut > 0 ? FakeEeprom::WRITE_US : 0;
      box.memory.cut_power(rubbish);
      Box fresh(box.memory);
      fresh.note(5);
      const Ids kinds = fresh.fetch();
      CHECK((kinds == Ids{2, 3, 5} || kinds == Ids{2, 3, 4, 5}));
      if (cut == 0) CHECK(kinds == Ids{2, 3, 5});
      if (cut == 13) CHECK(kinds == Ids{2, 3, 4, 5});
    }
  }
}

TEST_CASE("a mark that was cut off makes its event come once more, and no other is lost, also a lap later") {
  for (int rubbish = 0; rubbish < 256; ++rubbish) {
    Box box;
    for (uint8_t kind : {1, 2}) box.note(kind);
    box.log.acknowledge(1);
    box.turn();
    box.memory.now_us -= FakeEeprom::WRITE_US;
    box.memory.cut_power(static_cast<uint8_t>(rubbish));
    Box fresh(box.memory);
    const Ids kinds = fresh.fetch();
    CHECK((kinds == Ids{1, 2} || kinds == Ids{2}));
    if (rubbish % 16 != 1) continue;
    for (int i = 0; i < 64; ++i) {
      fresh.note(static_cast<uint8_t>(10 + i));
      CHECK(fresh.fetch() == Ids{10 + i});
    }
  }
}

TEST_CASE("nobody fetches: chatter stops at 16 free places, what matters at one, and both are told") {
  Box box;
  for (int i = 0; i < 60; ++i) box.note(10, 0, false);
  CHECK(box.log.unacknowledged() == 49);  // 48 of them, and the word that some were lost
  for (int i = 0; i < 60; ++i) box.note(20);
  CHECK(box.log.unacknowledged() == 63);
  Ids expected(48, 10);
  expected.push_back(LOST);
  expected.insert(expected.end(), 14, 20);
  EventRecord record;
  Ids seen;
  std::vector<int> lost;
  while (box.log.oldest(record)) {
    seen.push_back(record.kind);
    if (record.kind == LOST) lost.push_back(record.detail);
    box.log.acknowledge(record.id);
    box.settle();
  }
  expected.push_back(LOST);
  CHECK(seen == expected);
  CHECK(lost == std::vector<int>{0, 12 + 46});
  box.note(30);
  CHECK(box.fetch() == Ids{30});
}

TEST_CASE("when only what matters comes, the last place says that some were lost; it survives a restart") {
  Box box;
  for (int i = 0; i < 70; ++i) box.note(20);
  CHECK(box.log.unacknowledged() == 64);
  Ids expected(63, 20);
  expected.push_back(LOST);
  CHECK(Box(box.memory).fetch() == expected);
}

TEST_CASE("a full ring and a busy writer take no event") {
  FakeEeprom memory;
  EepromWriter writer(memory);
  EventRing ring(memory, ADDRESS);
  ring.begin();
  const EventRecord record = {0, 7, 0, 1, 0};
  for (int i = 0; i < EventRing::SLOTS; ++i) {
    REQUIRE(ring.start_append(writer, record));
    CHECK_FALSE(ring.start_append(writer, record));
    finish(writer, memory);
    REQUIRE(ring.stored());
  }
  CHECK(ring.is_full());
  CHECK_FALSE(ring.start_append(writer, record));
  CHECK(writer.is_idle());
}

TEST_CASE("more than 254 lost events are told as 255") {
  Box box;
  for (int i = 0; i < 500; ++i) box.log.note(20, 0, true, 1, 0), box.settle();
  EventRecord record;
  std::vector<int> lost;
  while (box.log.oldest(record)) {
    if (record.kind == LOST) lost.push_back(record.detail);
    box.log.acknowledge(record.id);
    box.settle();
  }
  CHECK(lost == std::vector<int>{0, 255});
}

TEST_CASE("a burst faster than the EEPROM waits in memory; what does not fit is told") {
  Box box;
  for (uint8_t kind = 1; kind <= 20; ++kind) box.log.note(kind, 0, true, 1, 0);
  CHECK(box.log.next_id() == 1 + EventLog::PENDING);
  CHECK_FALSE(box.log.is_stored());
  box.settle();
  CHECK(box.log.is_stored());
  CHECK(box.fetch() == Ids{1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, LOST, LOST});
}

TEST_CASE("a worn slot is passed over: its event takes the next one") {
  Box box;
  box.memory.worn = {static_cast<uint16_t>(ADDRESS + 2 * EventRing::RECORD_BYTES + 2)};
  for (uint8_t kind : {1, 2, 3}) box.note(kind);
  CHECK(box.fetch() == Ids{1, 2, 3});
  CHECK(box.log.next_id() == 5);
}

TEST_CASE("a record that rotted away does not hold up the ones after it") {
  Box box;
  for (uint8_t kind : {1, 2, 3}) box.note(kind);
  box.memory.cells.at(ADDRESS + 2 * EventRing::RECORD_BYTES + 2) ^= 4;
  CHECK(Box(box.memory).fetch() == Ids{1, 3});
}

TEST_CASE("an event is read by its own id only, also a lap later") {
  Box box;
  for (int i = 0; i < 70; ++i) {
    box.note(static_cast<uint8_t>(i));
    box.fetch();
  }
  EventRecord record;
  CHECK(box.log.ring().read(70, record));
  CHECK(box.log.ring().read(7, record));
  for (uint16_t gone : {0, 1, 6, 71, 134}) CHECK_FALSE(box.log.ring().read(gone, record));
}

TEST_CASE("marks left by a ring that is gone do not make new events look acknowledged") {
  Box box;
  box.memory.cells.fill(0);  // mark 0 is that of ids 0 to 63
  Box fresh(box.memory);
  fresh.note(5);
  CHECK(fresh.fetch() == Ids{5});
}

TEST_CASE("events share the wear: one record in 64 for each cell") {
  Box box;
  std::map<uint16_t, int> of_cell;
  for (int i = 0; i < 640; ++i) {
    box.note(static_cast<uint8_t>(i), static_cast<uint8_t>(i * 3));
    box.fetch();
  }
  for (uint16_t address : box.memory.writes) {
    CHECK(address >= ADDRESS);
    CHECK(address < ADDRESS + EventRing::BYTES);
    CHECK(++of_cell[address] <= 10);
  }
}
