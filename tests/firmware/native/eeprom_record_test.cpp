#include <doctest/doctest.h>

#include <cstring>
#include <map>
#include <string>

#include "EepromRecord.h"
#include "fake_eeprom.h"

namespace {

using Found = EepromRecord::Found;

constexpr uint8_t PAYLOAD = 6;
constexpr uint8_t SLOTS = 3;
constexpr uint16_t ADDRESS = 20;

struct Box {
  FakeEeprom memory;
  EepromWriter writer{memory};
  EepromRecord record{memory, ADDRESS, PAYLOAD, SLOTS};

  void save(const char* text) {
    REQUIRE(record.start_save(writer, reinterpret_cast<const uint8_t*>(text)));
    finish(writer, memory);
  }

  // What a fresh start finds.
  Found load(std::string& text) {
    EepromRecord fresh(memory, ADDRESS, PAYLOAD, SLOTS);
    uint8_t bytes[PAYLOAD] = {'?', '?', '?', '?', '?', '?'};
    const Found found = fresh.load(bytes);
    text.assign(reinterpret_cast<const char*>(bytes), PAYLOAD);
    return found;
  }

  std::string loaded() {
    std::string text;
    return load(text) == Found::VALID ? text : "none";
  }
};

}  // namespace

TEST_CASE("a blank EEPROM has no record, and leaves the payload alone") {
  Box box;
  std::string text;
  CHECK(box.load(text) == Found::BLANK);
  CHECK(text == "??????");
}

TEST_CASE("the newest record is read back, over many laps of the slots") {
  Box box;
  for (int i = 0; i < 20; ++i) {
    const std::string text = "rec " + std::string(1, static_cast<char>('a' + i)) + "!";
    box.save(text.c_str());
    CHECK(box.loaded() == text);
  }
}

TEST_CASE("a fresh start goes on where the last one stopped") {
  Box box;
  box.save("first ");
  box.save("second");
  EepromRecord fresh(box.memory, ADDRESS, PAYLOAD, SLOTS);
  uint8_t bytes[PAYLOAD];
  REQUIRE(fresh.load(bytes) == Found::VALID);
  box.memory.writes.clear();
  fresh.start_save(box.writer, reinterpret_cast<const uint8_t*>("third "));
  finish(box.writer, box.memory);
  CHECK(box.memory.writes.front() == ADDRESS + 2 * (PAYLOAD + EepromRecord::OVERHEAD));
  CHECK(box.loaded() == "third ");
}

TEST_CASE("after the last slot comes the first, also after a fresh start") {
  Box box;
  for (const char* text : {"slot 0", "slot 1", "slot 2"}) box.save(text);
  EepromRecord fresh(box.memory, ADDRESS, PAYLOAD, SLOTS);
  uint8_t bytes[PAYLOAD];
  REQUIRE(fresh.load(bytes) == Found::VALID);
  box.memory.writes.clear();
  fresh.start_save(box.writer, reinterpret_cast<const uint8_t*>("slot 0"));
  finish(box.writer, box.memory);
  CHECK(box.memory.writes.front() == ADDRESS);
}

TEST_CASE("numbers that begin again at 0 are later than 65535") {
  Box box;
  uint8_t bytes[PAYLOAD];
  // A record with number 65534, as after years.
  uint8_t slot[PAYLOAD + 4] = {0xFE, 0xFF, 'y', 'e', 'a', 'r', 's', '.'};
  const uint16_t crc = eeprom_crc(slot, PAYLOAD + 2);
  slot[PAYLOAD + 2] = static_cast<uint8_t>(crc);
  slot[PAYLOAD + 3] = static_cast<uint8_t>(crc >> 8);
  std::copy(slot, slot + sizeof slot, box.memory.cells.begin() + ADDRESS);
  REQUIRE(box.record.load(bytes) == Found::VALID);
  for (const char* text : {"number", "0 now.", "1 now."}) {
    box.save(text);
    CHECK(box.loaded() == text);
  }
}

TEST_CASE("cut at any byte, with any rubbish in it, the record is the old one or the new one") {
  for (uint8_t rubbish : {0x00, 0xFF, 0x5A, 0x01}) {
    for (int cut = 0; cut < 40; ++cut) {
      Box box;
      box.save("older ");
      box.save("old one");
      box.record.start_save(box.writer, reinterpret_cast<const uint8_t*>("new one"));
      for (int i = 0; i < cut; ++i) {
        box.writer.update();
        if (i + 1 < cut) box.memory.now_us += FakeEeprom::WRITE_US;
      }
      box.memory.cut_power(rubbish);
      const std::string text = box.loaded();
      CHECK((text == "old on" || text == "new on"));
      if (cut < 5) CHECK(text == "old on");
      if (cut > 12) CHECK(text == "new on");
    }
  }
}

TEST_CASE("each single damaged bit is found, and the record before it is used") {
  Box box;
  box.save("before");
  box.save("newest");
  const uint16_t slot = ADDRESS + PAYLOAD + EepromRecord::OVERHEAD;
  for (int bit = 0; bit < 8 * (PAYLOAD + EepromRecord::OVERHEAD); ++bit) {
    box.memory.cells.at(slot + bit / 8) ^= static_cast<uint8_t>(1 << bit % 8);
    CHECK(box.loaded() == "before");
    box.memory.cells.at(slot + bit / 8) ^= static_cast<uint8_t>(1 << bit % 8);
  }
  CHECK(box.loaded() == "newest");
}

TEST_CASE("a first write that was cut off leaves a blank, damage of all that was there does not") {
  Box box;
  std::string text;
  box.record.start_save(box.writer, reinterpret_cast<const uint8_t*>("first "));
  for (int i = 0; i < 4; ++i) {
    box.writer.update();
    box.memory.now_us += FakeEeprom::WRITE_US;
  }
  CHECK(box.load(text) == Found::BLANK);
  finish(box.writer, box.memory);
  box.save("second");
  box.memory.cells.at(ADDRESS + 3) ^= 1;
  box.memory.cells.at(ADDRESS + PAYLOAD + EepromRecord::OVERHEAD + 3) ^= 1;
  CHECK(box.load(text) == Found::DAMAGED);
  CHECK(text == "??????");
}

TEST_CASE("neither all zeros nor all ones are a record") {
  for (uint8_t value : {0x00, 0xFF}) {
    Box box;
    std::string text;
    box.memory.cells.fill(value);
    CHECK(box.load(text) != Found::VALID);
  }
}

TEST_CASE("saving shares the wear: each slot in turn, and no cell outside") {
  Box box;
  std::map<uint16_t, int> of_slot;
  for (int i = 0; i < 300; ++i) {
    const uint8_t payload[PAYLOAD] = {static_cast<uint8_t>(i), static_cast<uint8_t>(i * 7)};
    box.record.start_save(box.writer, payload);
    finish(box.writer, box.memory);
  }
  std::map<uint16_t, int> of_cell;
  for (uint16_t address : box.memory.writes) {
    CHECK(address >= ADDRESS);
    CHECK(address < ADDRESS + SLOTS * (PAYLOAD + EepromRecord::OVERHEAD));
    CHECK(++of_cell[address] <= 300 / SLOTS);
  }
}

TEST_CASE("the writer passes over bytes that are right already") {
  FakeEeprom memory;
  EepromWriter writer(memory);
  const uint8_t first[] = {1, 2, 3, 4};
  const uint8_t second[] = {1, 9, 3, 9};
  writer.start(100, first, 4);
  finish(writer, memory);
  memory.writes.clear();
  writer.start(100, second, 4);
  finish(writer, memory);
  CHECK(memory.writes == std::vector<uint16_t>{101, 103});
  CHECK(memory.cells[103] == 9);
}

TEST_CASE("the writer starts one byte at a time and says idle only when the last one is in") {
  FakeEeprom memory;
  EepromWriter writer(memory);
  const uint8_t bytes[] = {7, 8};
  CHECK(writer.is_idle());
  REQUIRE(writer.start(5, bytes, 2));
  CHECK_FALSE(writer.start(50, bytes, 2));  // busy
  writer.update();
  writer.update();
  CHECK(memory.writes == std::vector<uint16_t>{5});
  memory.now_us += FakeEeprom::WRITE_US;
  writer.update();
  CHECK_FALSE(writer.is_idle());
  memory.now_us += FakeEeprom::WRITE_US;
  CHECK_FALSE(writer.is_idle());
  writer.update();
  CHECK(writer.is_idle());
  CHECK(memory.writes == std::vector<uint16_t>{5, 6});
}

TEST_CASE("the writer refuses more than it can keep") {
  FakeEeprom memory;
  EepromWriter writer(memory);
  uint8_t bytes[EepromWriter::CAPACITY + 1] = {};
  CHECK_FALSE(writer.start(0, bytes, EepromWriter::CAPACITY + 1));
  CHECK(writer.start(0, bytes, EepromWriter::CAPACITY));
}

TEST_CASE("a worn cell is tried three times, counted, and passed over") {
  FakeEeprom memory;
  EepromWriter writer(memory);
  memory.worn = {31};
  const uint8_t bytes[] = {1, 2, 3};
  writer.start(30, bytes, 3);
  finish(writer, memory);
  CHECK(memory.writes == std::vector<uint16_t>{30, 31, 31, 31, 32});
  CHECK(writer.faults() == 1);
  CHECK(memory.cells[32] == 3);
}

TEST_CASE("the checksum is CRC-16-CCITT") {
  CHECK(eeprom_crc(reinterpret_cast<const uint8_t*>("123456789"), 9) == 0x29B1);
}
