// A whole node in a house of its own, with an EEPROM that takes its time and a host that can be cut off.
#pragma once

#include <cstring>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "SecurityNode.h"
#include "fake_eeprom.h"

struct House {
  static constexpr uint32_t TICK_MS = 4;
  static constexpr uint16_t CLOSED = 341, OPEN = 866, SHORTED = 0, CUT = 1023, WRONG = 600;
  static constexpr uint16_t FULL = 355;  // 5.2 V
  static constexpr uint16_t LOW_BATTERY = 280;  // 4.1 V

  using Event = std::pair<EventKind, int>;
  using Events = std::vector<Event>;

  FakeEeprom memory;
  ClockImage clock = {0x1234567, 99, 3};
  std::unique_ptr<SecurityNode> node;
  uint32_t now_ms = 0;
  uint16_t zones[ZONES] = {CLOSED, CLOSED, CLOSED, CLOSED};
  uint16_t battery = FULL;
  bool motions[MOTIONS] = {};
  uint16_t keys = 0;
  bool is_linked = false;
  Events events;           // each once, as a host sees them
  std::vector<int> ages;   // of these
  int repeats = 0;
  int last_id = -1;
  Event last_event = {EventKind::NONE, 0};
  uint32_t siren_ms = 0;

  explicit House(uint32_t boot_ms = 5) { start(1, boot_ms); }

  void start(uint8_t cause, uint32_t boot_ms = 5) {
    now_ms = boot_ms;
    memory.cut_power(0);  // what the chip was writing when it was only reset it finishes in the boot-loader's time
    node.reset(new SecurityNode(memory, clock));
    node->begin(cause, now_ms);
  }

  // A reset: what is being written is still finished, by the EEPROM itself.
  void reset(uint32_t boot_ms = 5) {
    memory.now_us += FakeEeprom::WRITE_US;
    start(1, boot_ms);
  }

  // A power cut, with any rubbish in the byte that is being written.
  void cut_power(uint8_t rubbish, uint32_t boot_ms = 5) {
    memory.cut_power(rubbish);
    clock.check = rubbish * 77u;
    start(0, boot_ms);
  }

  void tick() {
    now_ms += TICK_MS;
    memory.now_us += TICK_MS * 1000;
    if (now_ms / TICK_MS % 5 == 0) {
      for (uint8_t i = 0; i < ZONES; ++i) node->zone_sample(i, zones[i], now_ms);
      for (uint8_t i = 0; i < MOTIONS; ++i) node->motion_sample(i, motions[i], now_ms);
      node->battery_sample(battery, now_ms);
    }
    if (now_ms / TICK_MS % 6 == 0) node->keypad_scan(keys, now_ms);
    node->update(now_ms);
    if (node->outputs().siren_is_on()) siren_ms += TICK_MS;
    if (is_linked) fetch();
  }

  void run(double seconds) {
    for (uint32_t i = 0; i < seconds * 1000 / TICK_MS; ++i) tick();
  }

  // The host speaks in each turn, takes what is offered and acknowledges it.
  void fetch() {
    node->host_heard(now_ms);
    EventRecord record;
    if (!node->store().oldest(record)) return;
    const Event event(static_cast<EventKind>(record.kind), record.detail);
    if (record.id == last_id && event == last_event) {
      ++repeats;
    } else {
      events.push_back(event);
      ages.push_back(node->store().age_s(record));
    }
    last_id = record.id;
    last_event = event;
    node->store().acknowledge(record.id);
  }

  void link() {
    is_linked = true;
    run(3);
  }

  Events take() {
    Events taken;
    taken.swap(events);
    return taken;
  }

  std::vector<EventKind> take_kinds() {
    std::vector<EventKind> kinds;
    for (const Event& event : take()) kinds.push_back(event.first);
    return kinds;
  }

  void press(const char* text) {
    for (; *text; ++text) {
      keys = static_cast<uint16_t>(1u << (std::strchr("123A456B789C*0#D", *text) - "123A456B789C*0#D"));
      run(0.1);
      keys = 0;
      run(0.1);
    }
  }

  void set_code(const std::string& code, uint8_t which = 0) {
    uint8_t digits[PIN_DIGITS_MAX] = {};
    for (size_t i = 0; i < code.size(); ++i) digits[i] = static_cast<uint8_t>(code[i] - '0');
    node->set_code(which, digits, static_cast<uint8_t>(code.size()), 0xABCDEF);
    run(1);
  }

  void arm(ArmMode mode = ArmMode::AWAY, uint8_t bypass = 0) {
    node->arm(mode, bypass, now_ms);
    run(46);
  }

  AlarmState state() const { return node->panel().state(); }
};
