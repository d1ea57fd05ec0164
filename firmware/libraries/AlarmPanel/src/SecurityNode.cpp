#include "SecurityNode.h"

SecurityNode::SecurityNode(EepromMemory& memory, ClockImage& clock)
    : store_(memory, clock), panel_(settings_, store_), battery_(battery_limits()) {}

void SecurityNode::begin(uint8_t cause, uint32_t now_ms) {
  store_.begin(now_ms);
  const uint32_t uptime_s = store_.clock().uptime_s();  // a reset does not cool the motion sensors down
  for (MotionSensor& motion : motions_) motion.begin(uptime_s < 60 ? uptime_s * 1000 : MotionSensor::WARM_UP_MS, now_ms);
  recall_sensors();
  restore_settings();
  restore_panel(now_ms);
  store_.note(EventKind::RESTARTED, cause);
  save_state(now_ms);
  show(now_ms);
}

void SecurityNode::restore_settings() {
  if (store_.load(settings_) == EepromRecord::Found::DAMAGED) store_.note(EventKind::SETTINGS_DAMAGED, 0);
  battery_ = BatteryMonitor(battery_limits());
}

void SecurityNode::restore_panel(uint32_t now_ms) {
  PanelImage image;
  const EepromRecord::Found found = store_.load(image);
  if (found == EepromRecord::Found::BLANK) store_.note(EventKind::FIRST_START, 0);
  if (found == EepromRecord::Found::DAMAGED) {
    store_.note(EventKind::STATE_DAMAGED, 0);
    image.left_open = open_sensors();  // as when it is armed by hand
  }
  const bool was_noted = static_cast<int16_t>(image.note_id - store_.log().ring().next_id()) < 0;
  if (image.note_kind != EventKind::NONE && !was_noted) {
    image.note_id = store_.clock().has_gone_on() ? store_.note(image.note_kind, image.note_detail)
                                                 : store_.note_of_unknown_age(image.note_kind, image.note_detail);
  }
  panel_.restore(image, open_sensors(), now_ms);
  doubt_sensors();
  lock_.restore(image.code_tries, image.lock_level, image.lock_remaining_s, now_ms);
}

// What the stored events say of the sensors: only what has changed since is told.
void SecurityNode::recall_sensors() {
  for (ZoneState& zone : known_zones_) zone = ZoneState::CLOSED;
  const EventRing& ring = store_.log().ring();
  EventRecord record;
  for (uint8_t back = EventRing::SLOTS; back > 0; --back) {
    if (ring.read(ring.next_id() - back, record)) recall(record);
  }
}

void SecurityNode::recall(const EventRecord& record) {
  const EventKind kind = static_cast<EventKind>(record.kind);
  if (kind >= EventKind::ZONE_CLOSED && kind <= EventKind::ZONE_WRONG && record.detail < ZONES) {
    const uint8_t offset = record.kind - static_cast<uint8_t>(EventKind::ZONE_CLOSED);
    known_zones_[record.detail] = static_cast<ZoneState>(static_cast<uint8_t>(ZoneState::CLOSED) + offset);
  }
  if (kind == EventKind::LID_OPENED || kind == EventKind::LID_CLOSED) is_lid_open_ = kind == EventKind::LID_OPENED;
  if (kind == EventKind::BATTERY_LOW || kind == EventKind::BATTERY_OK) is_battery_low_ = kind == EventKind::BATTERY_LOW;
}

uint8_t SecurityNode::open_sensors() const {
  uint8_t open = is_lid_open_ ? bit_of(LID) : 0;
  for (uint8_t zone = 0; zone < ZONES; ++zone) {
    if (known_zones_[zone] != ZoneState::CLOSED) open |= bit_of(zone);
  }
  return open;
}

// What the panel does not believe to be open is taken for closed: if it is open, it trips.
void SecurityNode::doubt_sensors() {
  for (uint8_t zone = 0; zone < ZONES; ++zone) {
    if ((panel_.open() & bit_of(zone)) == 0) known_zones_[zone] = ZoneState::CLOSED;
  }
  is_lid_open_ = (panel_.open() & bit_of(LID)) != 0;
}

void SecurityNode::zone_sample(uint8_t zone, uint16_t raw, uint32_t now_ms) {
  if (zones_[zone].update(raw, now_ms) && zones_[zone].state() != known_zones_[zone]) follow_zone(zone, now_ms);
}

void SecurityNode::follow_zone(uint8_t zone, uint32_t now_ms) {
  const ZoneState state = zones_[zone].state();
  known_zones_[zone] = state;
  const uint8_t offset = static_cast<uint8_t>(state) - static_cast<uint8_t>(ZoneState::CLOSED);
  const EventKind kind = static_cast<EventKind>(static_cast<uint8_t>(EventKind::ZONE_CLOSED) + offset);
  const bool is_tampering = state != ZoneState::CLOSED && state != ZoneState::OPEN;
  if ((is_tampering ? tampers_ : flaps_)[zone].takes(now_ms)) store_.note(kind, zone);
  if (state == ZoneState::CLOSED) {
    panel_.close(zone);
  } else if (state == ZoneState::OPEN) {
    panel_.trip(zone, now_ms);
  } else {
    panel_.tamper(zone, now_ms);
  }
}

void SecurityNode::battery_sample(uint16_t raw, uint32_t now_ms) {
  const uint16_t mv = ::battery_mv(raw, DIVIDER_FULL_SCALE_MV);
  if (battery_.update(mv, pattern_.siren_is_on(), now_ms)) follow_battery(now_ms);
}

void SecurityNode::follow_battery(uint32_t now_ms) {
  const bool is_missing = battery_.state() == Battery::Missing;
  if (is_missing != is_lid_open_) {
    is_lid_open_ = is_missing;
    store_.note(is_missing ? EventKind::LID_OPENED : EventKind::LID_CLOSED, LID);
    if (is_missing) {
      panel_.tamper(LID, now_ms);
    } else {
      panel_.close(LID);
    }
  }
  const bool is_low = battery_.state() == Battery::Weak || battery_.state() == Battery::Empty;
  if (is_missing || is_low == is_battery_low_) return;
  is_battery_low_ = is_low;
  store_.note(is_low ? EventKind::BATTERY_LOW : EventKind::BATTERY_OK, static_cast<uint8_t>(battery_.mv() / 100));
}

void SecurityNode::motion_sample(uint8_t motion, bool is_high, uint32_t now_ms) {
  if (!motions_[motion].update(is_high, now_ms)) return;
  const uint8_t sensor = FIRST_MOTION + motion;
  const uint32_t quiet_ms = panel_.state() == AlarmState::DISARMED ? MOTION_QUIET_MS : MOTION_QUIET_ARMED_MS;
  if (!motion_was_told_[motion] || now_ms - motion_told_ms_[motion] >= quiet_ms) {
    motion_was_told_[motion] = true;
    motion_told_ms_[motion] = now_ms;
    store_.note(EventKind::MOTION, sensor);
  }
  panel_.trip(sensor, now_ms);
}

void SecurityNode::keypad_scan(uint16_t contacts, uint32_t now_ms) {
  const char key = keypad_.update(contacts, now_ms);
  if (key != 0) press(key, now_ms);
}

void SecurityNode::press(char key, uint32_t now_ms) {
  if (is_judging_) return;  // 0.1 s
  if (entry_.type(key, now_ms)) count_try();
  if (key == 'A') panel_.arm(ArmMode::AWAY, 0, By::KEYPAD, now_ms);
  if (key == 'B') panel_.arm(ArmMode::HOME, 0, By::KEYPAD, now_ms);
  if (key == 'C') store_.note(EventKind::KEY_C, 0);
  if (key == 'D') store_.note(EventKind::KEY_D, 0);
}

// The try is stored first; judge_code() follows when it is.
void SecurityNode::count_try() {
  if (lock_.is_locked()) {
    entry_.forget();
    return;
  }
  lock_.count_try();
  is_judging_ = must_save_ = true;
}

void SecurityNode::judge_code(uint32_t now_ms) {
  is_judging_ = false;
  must_save_ = true;
  const bool is_code = settings_.codes[0].is_right(entry_.digits(), entry_.count());
  const bool is_duress = !is_code && settings_.codes[1].is_right(entry_.digits(), entry_.count());
  entry_.forget();
  if (is_code || is_duress) {
    accept_code(is_duress, now_ms);
    return;
  }
  store_.note(EventKind::CODE_WRONG, lock_.tries());
  if (lock_.refuse(now_ms)) {
    store_.note(EventKind::KEYPAD_LOCKED, static_cast<uint8_t>(lock_.remaining_s(now_ms) / 10));
  }
}

void SecurityNode::accept_code(bool is_duress, uint32_t now_ms) {
  lock_.forgive();
  sound_.stop();
  const bool was_armed = panel_.disarm(is_duress ? By::DURESS : By::KEYPAD, now_ms);
  if (is_duress) {
    store_.note(EventKind::DURESS, 0);
  } else if (!was_armed) {
    store_.note(EventKind::CODE_RIGHT, 0);
  }
}

void SecurityNode::update(uint32_t now_ms) {
  if (is_link_up_ && now_ms - heard_ms_ >= LINK_LOSS_MS) {
    is_link_up_ = false;
    store_.note(EventKind::LINK_LOST, 0);
  }
  if (lock_.update(now_ms)) {
    must_save_ = true;
    store_.note(EventKind::KEYPAD_UNLOCKED, 0);
  }
  panel_.tick(now_ms);
  sound_.update(now_ms);
  if (panel_.take_change() || must_save_) save_state(now_ms);
  store_.update(now_ms);
  if (is_judging_ && store_.is_state_stored()) judge_code(now_ms);
  show(now_ms);
}

void SecurityNode::save_state(uint32_t now_ms) {
  must_save_ = false;
  PanelImage image;
  panel_.save(image, now_ms);
  image.code_tries = lock_.tries();
  image.lock_level = lock_.level();
  image.lock_remaining_s = lock_.remaining_s(now_ms);
  store_.save(image);
}

void SecurityNode::host_heard(uint32_t now_ms) {
  heard_ms_ = now_ms;
  if (is_link_up_) return;
  is_link_up_ = true;
  store_.note(EventKind::LINK_BACK, 0);
}

bool SecurityNode::set(const AlarmSettings& settings) {
  if (!settings.is_valid()) return false;
  AlarmSettings wanted = settings;
  for (uint8_t i = 0; i < AlarmSettings::CODES; ++i) wanted.codes[i] = settings_.codes[i];
  settings_ = wanted;
  battery_ = BatteryMonitor(battery_limits());
  store_.save(settings_);
  store_.note(EventKind::SETTINGS_CHANGED, 0);
  return true;
}

bool SecurityNode::set_code(uint8_t which, const uint8_t* digits, uint8_t count, uint32_t salt) {
  const bool is_code = count >= PIN_DIGITS_MIN && count <= PIN_DIGITS_MAX;
  if (which >= AlarmSettings::CODES || (count != 0 && !is_code)) return false;
  if (count == 0) {
    settings_.codes[which].clear();
  } else {
    settings_.codes[which].set(digits, count, salt);
  }
  store_.save(settings_);
  store_.note(EventKind::CODE_CHANGED, which);
  return true;
}

void SecurityNode::show(uint32_t now_ms) {
  pattern_.show(what_to_show(), now_ms);
  pattern_.update(now_ms);
}

// The host's sound is heard over all but a louder one.
Show SecurityNode::what_to_show() const {
  const Show own = of_the_panel();
  if (!sound_.is_on() || own == Show::ALARM) return own;
  return sound_.is_pulsing() ? Show::TAMPER_ALARM : Show::ALARM;
}

Show SecurityNode::of_the_panel() const {
  switch (panel_.state()) {
    case AlarmState::DISARMED: return is_tampered_with() ? Show::TROUBLE : Show::DISARMED;
    case AlarmState::EXIT_DELAY: return Show::EXIT_DELAY;
    case AlarmState::ARMED: return panel_.has_alarmed() ? Show::ALARM_MEMORY : Show::ARMED;
    case AlarmState::ENTRY_DELAY: return Show::ENTRY_DELAY;
    case AlarmState::ALARM: break;
  }
  return panel_.is_tamper_alarm() ? Show::TAMPER_ALARM : Show::ALARM;
}

bool SecurityNode::is_tampered_with() const {
  for (const ZoneState zone : known_zones_) {
    if (is_tampered(zone)) return true;
  }
  return is_lid_open_;
}

BatteryLimits SecurityNode::battery_limits() const {
  const uint16_t low_mv = settings_.battery_low_mv;
  return BatteryLimits{LID_OPEN_MV, static_cast<uint16_t>(low_mv - 400), low_mv, 0, 200};
}
