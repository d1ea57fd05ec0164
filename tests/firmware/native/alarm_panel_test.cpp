#include <doctest/doctest.h>

#include <string>
#include <vector>

#include "AlarmPanel.h"

namespace {

constexpr uint8_t DOOR = 0, WINDOW = 1, HALL = 4, BEDROOM = 5;  // DOOR and HALL are on the entry route
constexpr AlarmState ALL_STATES[] = {AlarmState::DISARMED, AlarmState::EXIT_DELAY, AlarmState::ARMED, AlarmState::ENTRY_DELAY,
                                     AlarmState::ALARM};

const char* word(AlarmState state) {
  switch (state) {
    case AlarmState::DISARMED: return "disarmed";
    case AlarmState::EXIT_DELAY: return "exit";
    case AlarmState::ARMED: return "armed";
    case AlarmState::ENTRY_DELAY: return "entry";
    case AlarmState::ALARM: break;
  }
  return "alarm";
}

const char* word(EventKind kind) {
  switch (kind) {
    case EventKind::EXIT_STARTED: return "exit";
    case EventKind::ARMED: return "armed";
    case EventKind::LEFT_OPEN: return "left";
    case EventKind::ENTRY_STARTED: return "entry";
    case EventKind::ALARM: return "alarm";
    case EventKind::SIREN_CUT_OFF: return "cut-off";
    case EventKind::SHUT_DOWN: return "shut";
    case EventKind::DISARMED: return "disarmed";
    case EventKind::BYPASSED: return "bypassed";
    default: return "?";
  }
}

class Notes : public EventSink {
 public:
  uint16_t note(EventKind kind, uint8_t detail) override {
    text += std::string(text.empty() ? "" : " ") + word(kind) + ":" + std::to_string(detail);
    return ++count;
  }

  std::string take() {
    std::string taken;
    taken.swap(text);
    return taken;
  }

  std::string text;
  uint16_t count = 0;
};

// A panel at a time of its own; the clock starts just before the wrap of millis().
struct Box {
  AlarmSettings settings;
  Notes notes;
  AlarmPanel panel{settings, notes};
  uint32_t now_ms = 0xFFFFFFFFu - 20000;

  void run(uint32_t ms) {
    for (uint32_t i = 0; i < ms; i += 4) {
      now_ms += 4;
      panel.tick(now_ms);
    }
  }

  // Brings it from disarmed into a state, by the window where there is a choice, and forgets the notes.
  void bring_into(AlarmState state) {
    if (state != AlarmState::DISARMED) panel.arm(ArmMode::AWAY, 0, By::HOST, now_ms);
    if (state > AlarmState::EXIT_DELAY) run(settings.exit_s * 1000u);
    if (state == AlarmState::ENTRY_DELAY) panel.trip(DOOR, now_ms);
    if (state == AlarmState::ALARM) panel.trip(WINDOW, now_ms);
    REQUIRE(panel.state() == state);
    notes.take();
    panel.take_change();
  }

  std::string at() const { return word(panel.state()); }
};

using Row = std::vector<std::string>;

// For each state: the state after the act, and the notes of it ("-": none).
template <typename Act>
Row row(Act act, void (*prepare)(AlarmSettings&) = nullptr) {
  Row cells;
  for (AlarmState state : ALL_STATES) {
    Box box;
    if (prepare) prepare(box.settings);
    box.bring_into(state);
    act(box);
    const std::string notes = box.notes.take();
    cells.push_back(box.at() + " " + (notes.empty() ? "-" : notes));
    CHECK(box.panel.take_change() == !notes.empty());
  }
  return cells;
}

}  // namespace

TEST_CASE("table: arm") {
  CHECK(row([](Box& b) { b.panel.arm(ArmMode::AWAY, 0, By::KEYPAD, b.now_ms); }) ==
        Row{"exit exit:2", "exit -", "armed -", "entry -", "alarm -"});
}

TEST_CASE("table: arm says no unless it is disarmed, and in no mode") {
  for (AlarmState state : ALL_STATES) {
    Box box;
    box.bring_into(state);
    CHECK_FALSE(box.panel.arm(ArmMode::OFF, 0, By::HOST, box.now_ms));
    CHECK(box.panel.arm(ArmMode::HOME, 0, By::HOST, box.now_ms) == (state == AlarmState::DISARMED));
  }
}

TEST_CASE("table: arm with an exit delay of 0") {
  Box box;
  box.settings.exit_s = 0;
  CHECK(box.panel.arm(ArmMode::HOME, 0, By::HOST, box.now_ms));
  CHECK(box.at() == std::string("armed"));
  CHECK(box.notes.take() == "exit:1 armed:2");
}

TEST_CASE("table: disarm") {
  CHECK(row([](Box& b) {
          const bool was_armed = b.at() != "disarmed";
          const bool is_done = b.panel.disarm(By::KEYPAD, b.now_ms);
          CHECK(is_done == was_armed);
        }) ==
        Row{"disarmed -", "disarmed disarmed:2", "disarmed disarmed:2", "disarmed disarmed:2", "disarmed disarmed:2"});
}

TEST_CASE("table: a sensor on the entry route trips") {
  CHECK(row([](Box& b) { b.panel.trip(HALL, b.now_ms); }) == Row{"disarmed -", "exit -", "entry entry:4", "entry -", "alarm -"});
}

TEST_CASE("table: a sensor on the entry route trips, with an entry delay of 0") {
  CHECK(row([](Box& b) {
          if (b.at() != "entry") b.settings.entry_s = 0;
          b.panel.trip(DOOR, b.now_ms);
        }) == Row{"disarmed -", "exit -", "alarm alarm:0", "entry -", "alarm -"});
}

TEST_CASE("table: any other sensor trips") {
  for (uint8_t sensor : {WINDOW, BEDROOM}) {
    const std::string alarm = "alarm alarm:" + std::to_string(sensor);
    CHECK(row([sensor](Box& b) { b.panel.trip(sensor, b.now_ms); }) == Row{"disarmed -", "exit -", alarm, alarm, "alarm -"});
  }
}

TEST_CASE("table: a sensor is tampered with, the door's too") {
  for (uint8_t sensor : {DOOR, static_cast<uint8_t>(2), LID}) {
    const std::string alarm = "alarm alarm:" + std::to_string(sensor);
    CHECK(row([sensor](Box& b) { b.panel.tamper(sensor, b.now_ms); }) == Row{"disarmed -", alarm, alarm, alarm, "alarm -"});
  }
}

TEST_CASE("table: a sensor is tampered with, and that sounds while disarmed") {
  const auto sounds = [](AlarmSettings& s) { s.tamper_sounds_disarmed = true; };
  CHECK(row([](Box& b) { b.panel.tamper(LID, b.now_ms); }, sounds) ==
        Row{"alarm alarm:6", "alarm alarm:6", "alarm alarm:6", "alarm alarm:6", "alarm -"});
}

TEST_CASE("table: a sensor is closed again") {
  CHECK(row([](Box& b) { b.panel.close(DOOR); }) == Row{"disarmed -", "exit -", "armed -", "entry -", "alarm -"});
}

TEST_CASE("table: the time is up, to 4 ms, and not before") {
  const Row after = {"disarmed -", "armed armed:1", "armed -", "alarm alarm:0", "armed cut-off:1"};
  const uint32_t times_ms[] = {900000, 45000, 900000, 30000, 180000};
  for (int i = 0; i < 5; ++i) {
    Box box;
    box.bring_into(ALL_STATES[i]);
    box.run(times_ms[i] - 4);
    CHECK(box.at() == word(ALL_STATES[i]));
    CHECK(box.notes.take() == "");
    box.run(4);
    const std::string notes = box.notes.take();
    CHECK(box.at() + " " + (notes.empty() ? "-" : notes) == after[i]);
  }
}

TEST_CASE("table: restart keeps each state, its cause and its time less the cost of a restart") {
  const Row after = {"disarmed 0 7", "exit 39 7", "armed 0 7", "entry 24 0", "alarm 177 1"};
  for (int i = 0; i < 5; ++i) {
    Box box;
    box.bring_into(ALL_STATES[i]);
    box.run(2000);
    PanelImage image;
    box.panel.save(image, box.now_ms);
    uint8_t bytes[PanelImage::BYTES];
    image.to_bytes(bytes);
    PanelImage read;
    REQUIRE(read.from_bytes(bytes));
    Box fresh;
    fresh.now_ms = 70000;
    fresh.panel.restore(read, 0, fresh.now_ms);
    CHECK(fresh.notes.take() == "");
    CHECK(fresh.panel.mode() == box.panel.mode());
    CHECK(fresh.at() + " " + std::to_string(fresh.panel.remaining_s(70000)) + " " + std::to_string(fresh.panel.cause()) == after[i]);
    CHECK(fresh.panel.has_alarmed() == (i == 4));
    CHECK(fresh.panel.take_change() == (fresh.panel.remaining_s(70000) > 0));
  }
}

TEST_CASE("restarts without end use the time up") {
  Box box;
  box.bring_into(AlarmState::ENTRY_DELAY);
  PanelImage image;
  box.panel.save(image, box.now_ms);
  int restarts = 0;
  AlarmPanel* panel = &box.panel;
  std::vector<Box> boxes(40);
  while (panel->state() == AlarmState::ENTRY_DELAY && restarts < 39) {
    Box& next = boxes[restarts++];
    next.panel.restore(image, 0, 0);
    next.panel.tick(4);
    next.panel.save(image, 4);
    panel = &next.panel;
  }
  CHECK(restarts == 8);
  CHECK(panel->state() == AlarmState::ALARM);
  CHECK(boxes[7].notes.take() == "alarm:0");
}

TEST_CASE("an entry delay ends in the alarm of the sensor that started it, with no way round by more doors") {
  Box box;
  box.bring_into(AlarmState::ENTRY_DELAY);
  box.run(20000);
  box.panel.trip(HALL, box.now_ms);
  box.panel.close(DOOR);
  box.run(9996);
  CHECK(box.at() == std::string("entry"));
  box.run(4);
  CHECK(box.notes.take() == "alarm:0");
}

TEST_CASE("a sensor that trips in the alarm does not sound it longer") {
  Box box;
  box.bring_into(AlarmState::ALARM);
  box.run(100000);
  box.panel.trip(2, box.now_ms);
  box.panel.tamper(3, box.now_ms);
  box.run(79996);
  CHECK(box.at() == std::string("alarm"));
  box.run(4);
  CHECK(box.notes.take() == "cut-off:1");
}

TEST_CASE("after the cut-off the same and other sensors sound again, but an open window alone does not") {
  Box box;
  box.bring_into(AlarmState::ALARM);
  box.run(180000);
  CHECK(box.panel.has_alarmed());
  box.run(600000);
  CHECK(box.at() == std::string("armed"));
  box.notes.take();
  box.panel.trip(BEDROOM, box.now_ms);
  CHECK(box.notes.take() == "alarm:5");
}

TEST_CASE("a sensor that trips again and again is shut down after its fourth alarm, the others are not") {
  Box box;
  box.bring_into(AlarmState::ARMED);
  for (int alarms = 1; alarms <= 6; ++alarms) {
    box.panel.trip(WINDOW, box.now_ms);
    box.run(180000);
    box.panel.close(WINDOW);
    const std::string expected[] = {"", "alarm:1 cut-off:1", "alarm:1 cut-off:1", "alarm:1 cut-off:1",
                                    "alarm:1 cut-off:1 shut:1", "", ""};
    CHECK(box.notes.take() == expected[alarms]);
  }
  CHECK(box.panel.left_out() == bit_of(WINDOW));
  box.panel.tamper(WINDOW, box.now_ms);
  CHECK(box.notes.take() == "");
  box.panel.trip(2, box.now_ms);
  CHECK(box.notes.take() == "alarm:2");
  box.panel.disarm(By::HOST, box.now_ms);
  box.panel.arm(ArmMode::AWAY, 0, By::HOST, box.now_ms);
  CHECK(box.panel.left_out() == 0);
}

TEST_CASE("with 0 retriggers a sensor sounds once") {
  Box box;
  box.settings.retriggers = 0;
  box.bring_into(AlarmState::ALARM);
  box.run(180000);
  CHECK(box.notes.take() == "cut-off:1 shut:1");
}

TEST_CASE("a shut-down sensor survives a restart") {
  Box box;
  box.settings.retriggers = 0;
  box.bring_into(AlarmState::ALARM);
  box.run(180000);
  PanelImage image;
  box.panel.save(image, box.now_ms);
  Box fresh;
  fresh.settings.retriggers = 0;
  fresh.panel.restore(image, 0, 0);
  fresh.panel.trip(WINDOW, 100);
  CHECK(fresh.at() == std::string("armed"));
}

TEST_CASE("in HOME the sensors left out at home do not count, the others do, and tampering always does") {
  Box box;
  box.panel.arm(ArmMode::HOME, 0, By::HOST, box.now_ms);
  box.run(45000);
  box.notes.take();
  CHECK(box.panel.left_out() == 0b0110000);
  box.panel.trip(HALL, box.now_ms);
  box.panel.trip(BEDROOM, box.now_ms);
  CHECK(box.notes.take() == "");
  box.settings.left_out_at_home = bit_of(3);
  box.panel.trip(3, box.now_ms);
  CHECK(box.notes.take() == "");
  box.panel.tamper(3, box.now_ms);
  CHECK(box.notes.take() == "alarm:3");
}

TEST_CASE("a bypassed sensor neither trips nor tampers, and is told; disarming ends the bypass") {
  Box box;
  box.panel.arm(ArmMode::AWAY, bit_of(WINDOW) | 0x80, By::HOST, box.now_ms);
  CHECK(box.notes.take() == "exit:1 bypassed:2");
  box.run(45000);
  box.panel.trip(WINDOW, box.now_ms);
  box.panel.tamper(WINDOW, box.now_ms);
  CHECK(box.notes.take() == "armed:1");
  box.panel.disarm(By::HOST, box.now_ms);
  CHECK(box.panel.left_out() == 0);
}

TEST_CASE("arming with an open window works: it is left out until closed, then it counts") {
  Box box;
  box.panel.trip(WINDOW, box.now_ms);
  box.panel.tamper(3, box.now_ms);
  box.panel.trip(HALL, box.now_ms);  // motion is a moment: not open afterwards
  CHECK(box.panel.open() == (bit_of(WINDOW) | bit_of(3)));
  box.panel.arm(ArmMode::AWAY, bit_of(2), By::HOST, box.now_ms);
  box.run(45000);
  CHECK(box.notes.take() == "exit:1 bypassed:4 armed:1 left:1 left:3");
  box.panel.tamper(3, box.now_ms);
  box.panel.trip(WINDOW, box.now_ms);
  CHECK(box.notes.take() == "");
  box.panel.take_change();
  box.panel.close(WINDOW);
  CHECK(box.panel.take_change());
  CHECK(box.panel.open() == bit_of(3));
  CHECK(box.panel.left_out() == (bit_of(2) | bit_of(3)));
  box.panel.trip(WINDOW, box.now_ms);
  CHECK(box.notes.take() == "alarm:1");
}

TEST_CASE("a door opened and closed in the exit delay does not stop the arming") {
  Box box;
  box.bring_into(AlarmState::EXIT_DELAY);
  box.panel.trip(DOOR, box.now_ms);
  box.panel.close(DOOR);
  box.run(45000);
  CHECK(box.notes.take() == "armed:1");
  CHECK(box.panel.left_out() == 0);
}

TEST_CASE("tampering while disarmed, when that sounds: cut off into disarmed, at most four times, silenced by a disarming") {
  Box box;
  box.settings.tamper_sounds_disarmed = true;
  for (int i = 0; i < 6; ++i) {
    box.panel.tamper(LID, box.now_ms);
    box.run(180000);
    box.panel.close(LID);
    CHECK(box.at() == std::string("disarmed"));
  }
  CHECK(box.notes.take() == "alarm:6 cut-off:6 alarm:6 cut-off:6 alarm:6 cut-off:6 alarm:6 cut-off:6 shut:6");
  box.panel.tamper(2, box.now_ms);
  CHECK(box.panel.is_tamper_alarm());
  CHECK(box.panel.mode() == ArmMode::OFF);
  CHECK(box.panel.disarm(By::KEYPAD, box.now_ms));
  CHECK(box.notes.take() == "alarm:2 disarmed:2");
  box.panel.tamper(LID, box.now_ms);
  CHECK(box.at() == std::string("alarm"));  // the disarming has forgiven the lid
}

TEST_CASE("an alarm of intruders is none of tampering") {
  Box box;
  box.bring_into(AlarmState::ARMED);
  box.panel.tamper(2, box.now_ms);
  CHECK(box.panel.is_tamper_alarm());
  box.run(180000);
  box.panel.trip(WINDOW, box.now_ms);
  CHECK_FALSE(box.panel.is_tamper_alarm());
}

TEST_CASE("arming forgets the alarm before, disarming keeps it to be looked at") {
  Box box;
  box.bring_into(AlarmState::ALARM);
  box.panel.disarm(By::HOST, box.now_ms);
  CHECK(box.panel.has_alarmed());
  CHECK(box.panel.cause() == WINDOW);
  box.panel.arm(ArmMode::AWAY, 0, By::HOST, box.now_ms);
  CHECK_FALSE(box.panel.has_alarmed());
  CHECK(box.panel.cause() == NO_SENSOR);
}

TEST_CASE("the remaining time is rounded up") {
  Box box;
  box.bring_into(AlarmState::EXIT_DELAY);
  std::vector<int> seen;
  for (uint32_t ms : {0u, 4u, 996u, 4u, 43992u, 4u}) {
    box.run(ms);
    seen.push_back(box.panel.remaining_s(box.now_ms));
  }
  CHECK(seen == std::vector<int>{45, 45, 44, 44, 1, 0});
}

TEST_CASE("while a time runs it is stored every 2 s, and not at all while none runs") {
  for (AlarmState state : ALL_STATES) {
    Box box;
    box.bring_into(state);
    int changes = 0;
    for (int i = 0; i < 5000; ++i) {
      box.run(4);
      changes += box.panel.take_change();
    }
    const bool has_time = state != AlarmState::DISARMED && state != AlarmState::ARMED;
    CHECK(changes == (has_time ? 10 : 0));
  }
}

TEST_CASE("an image survives its bytes") {
  PanelImage image;
  image.state = AlarmState::ALARM;
  image.mode = ArmMode::HOME;
  image.bypass = 0x41;
  image.left_open = 0x22;
  for (uint8_t i = 0; i < SENSORS; ++i) image.alarms[i] = static_cast<uint8_t>(15 - 2 * i);
  image.remaining_s = 899;
  image.cause = 5;
  image.has_alarmed = true;
  image.code_tries = 2;
  image.lock_level = 5;
  image.lock_remaining_s = 901;
  image.note_id = 0xABCD;
  image.note_kind = EventKind::SHUT_DOWN;
  image.note_detail = 0x5A;
  uint8_t bytes[PanelImage::BYTES];
  image.to_bytes(bytes);
  PanelImage read;
  REQUIRE(read.from_bytes(bytes));
  uint8_t again[PanelImage::BYTES];
  read.to_bytes(again);
  CHECK(std::vector<uint8_t>(bytes, bytes + PanelImage::BYTES) == std::vector<uint8_t>(again, again + PanelImage::BYTES));
  CHECK(read.state == image.state);
  CHECK(read.mode == image.mode);
  CHECK(read.bypass == 0x41);
  CHECK(read.left_open == 0x22);
  for (uint8_t i = 0; i < SENSORS; ++i) CHECK(read.alarms[i] == image.alarms[i]);
  CHECK(read.remaining_s == 899);
  CHECK(read.cause == 5);
  CHECK(read.has_alarmed);
  CHECK(read.code_tries == 2);
  CHECK(read.lock_level == 5);
  CHECK(read.lock_remaining_s == 901);
  CHECK(read.note_id == 0xABCD);
  CHECK(read.note_kind == EventKind::SHUT_DOWN);
  CHECK(read.note_detail == 0x5A);
}

TEST_CASE("bytes that are no state that can be are refused") {
  std::string good;
  for (int state = 0; state < 8; ++state) {
    for (int mode = 0; mode < 5; ++mode) {
      uint8_t bytes[PanelImage::BYTES] = {static_cast<uint8_t>(state | mode << 4)};
      PanelImage image;
      if (image.from_bytes(bytes)) good += std::to_string(state) + std::to_string(mode) + " ";
    }
  }
  CHECK(good == "00 11 12 21 22 31 32 40 41 42 ");
}

TEST_CASE("the panel that has forgotten its state is armed AWAY") {
  const PanelImage image = PanelImage::armed_away();
  CHECK(image.state == AlarmState::ARMED);
  CHECK(image.mode == ArmMode::AWAY);
  CHECK(image.left_open == 0);
}
