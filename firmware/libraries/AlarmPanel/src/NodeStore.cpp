#include "NodeStore.h"

NodeStore::NodeStore(EepromMemory& memory, ClockImage& clock)
    : writer_(memory),
      settings_record_(memory, SETTINGS_ADDRESS, AlarmSettings::BYTES, SETTINGS_SLOTS),
      state_record_(memory, STATE_ADDRESS, PanelImage::BYTES, STATE_SLOTS),
      log_(memory, EVENTS_ADDRESS, static_cast<uint8_t>(EventKind::EVENTS_LOST)),
      clock_(clock) {}

void NodeStore::begin(uint32_t now_ms) {
  log_.begin();
  clock_.begin(last_start(), now_ms);
}

uint8_t NodeStore::last_start() const {
  EventRecord record;
  return log_.ring().read(log_.ring().next_id() - 1, record) ? record.start : 0;
}

EepromRecord::Found NodeStore::load(AlarmSettings& settings) {
  const EepromRecord::Found found = settings_record_.load(settings_bytes_);
  if (found != EepromRecord::Found::VALID) return found;
  settings.from_bytes(settings_bytes_);
  if (settings.is_valid()) return found;
  settings = AlarmSettings();
  return EepromRecord::Found::DAMAGED;
}

EepromRecord::Found NodeStore::load(PanelImage& image) {
  const EepromRecord::Found found = state_record_.load(state_bytes_);
  if (found == EepromRecord::Found::VALID && image.from_bytes(state_bytes_)) return found;
  // The first state is written before the first event: where there are events, there was a state.
  const bool is_new = found == EepromRecord::Found::BLANK && log_.ring().next_id() == 1;
  image = is_new ? PanelImage() : PanelImage::armed_away();
  return is_new ? EepromRecord::Found::BLANK : EepromRecord::Found::DAMAGED;
}

void NodeStore::update(uint32_t now_ms) {
  clock_.update(now_ms);
  log_.tell_lost(clock_.start(), clock_.uptime_s());
  writer_.update();
  if (!writer_.is_idle()) return;
  finish_job();
  tell_worn();
  start_job();
}

void NodeStore::finish_job() {
  if (job_ == Job::EVENT) log_.written();
  if (job_ == Job::STATE || job_ == Job::SETTINGS) try_again();
  job_ = Job::NONE;
}

// If it failed, there are other slots. When they are worn out too it gives up, so that the events can tell of it.
void NodeStore::try_again() {
  if (!writer_.has_failed() || ++tries_ == TRIES) {
    tries_ = 0;
    return;
  }
  if (job_ == Job::STATE) must_save_state_ = true;
  if (job_ == Job::SETTINGS) must_save_settings_ = true;
}

void NodeStore::start_job() {
  if (must_save_state_ && state_record_.start_save(writer_, state_bytes_)) {
    must_save_state_ = false;
    job_ = Job::STATE;
  } else if (must_save_settings_ && settings_record_.start_save(writer_, settings_bytes_)) {
    must_save_settings_ = false;
    job_ = Job::SETTINGS;
  } else if (log_.start_write(writer_)) {
    job_ = Job::EVENT;
  }
}

void NodeStore::tell_worn() {
  if (writer_.faults() == told_faults_) return;
  told_faults_ = writer_.faults();
  note(EventKind::MEMORY_WORN, told_faults_);
}

uint16_t NodeStore::note(EventKind kind, uint8_t detail) {
  return log_.note(static_cast<uint8_t>(kind), detail, matters(kind), clock_.start(), clock_.uptime_s());
}

uint16_t NodeStore::note_of_unknown_age(EventKind kind, uint8_t detail) {
  const uint8_t another_start = static_cast<uint8_t>(clock_.start() - 1);
  return log_.note(static_cast<uint8_t>(kind), detail, matters(kind), another_start, clock_.uptime_s());
}

void NodeStore::save(const PanelImage& image) {
  image.to_bytes(state_bytes_);
  must_save_state_ = true;
}

void NodeStore::save(const AlarmSettings& settings) {
  settings.to_bytes(settings_bytes_);
  must_save_settings_ = true;
}

int32_t NodeStore::age_s(const EventRecord& record) const {
  if (record.start != clock_.start()) return UNKNOWN_AGE;
  return static_cast<int32_t>((clock_.uptime_s() - record.uptime_s) & UPTIME_MASK);
}
