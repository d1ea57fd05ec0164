#include "EventLog.h"

void EventLog::begin() {
  ring_.begin();
  EventRecord newest;
  is_loss_told_ = ring_.unacknowledged() > 0 && ring_.read(ring_.next_id() - 1, newest) && newest.kind == lost_kind_ &&
                  newest.detail == 0;
}

uint16_t EventLog::note(uint8_t kind, uint8_t detail, bool matters, uint8_t start, uint32_t uptime_s) {
  const uint16_t id = next_id();
  const uint8_t kept = matters ? KEPT_FOR_LOST : KEPT_FOR_MATTERS;
  const uint8_t kept_pending = matters ? 1 : PENDING / 3;
  if (free_places() > kept && pending_count_ + kept_pending < PENDING) {
    put(kind, detail, start, uptime_s);
  } else {
    drop(start, uptime_s);
  }
  return id;
}

void EventLog::put(uint8_t kind, uint8_t detail, uint8_t start, uint32_t uptime_s) {
  EventRecord& record = pending_[(pending_first_ + pending_count_) % PENDING];
  record = EventRecord{0, kind, detail, start, uptime_s};
  ++pending_count_;
  is_loss_told_ = kind == lost_kind_ && detail == 0;
}

void EventLog::drop(uint8_t start, uint32_t uptime_s) {
  if (lost_ == 0 && !is_loss_told_ && free_places() > 0 && pending_count_ < PENDING) put(lost_kind_, 0, start, uptime_s);
  if (lost_ < 255) ++lost_;
}

void EventLog::tell_lost(uint8_t start, uint32_t uptime_s) {
  if (lost_ == 0 || free_places() <= KEPT_FOR_MATTERS + 1 || pending_count_ + 1 >= PENDING / 2) return;
  put(lost_kind_, lost_, start, uptime_s);
  lost_ = 0;
}

bool EventLog::start_write(EepromWriter& writer) {
  if (writing_ != Writing::NOTHING || !writer.is_idle()) return false;
  if (pending_count_ > 0 && ring_.start_append(writer, pending_[pending_first_])) {
    writing_ = Writing::EVENT;
  } else if (is_acknowledged_ && ring_.start_acknowledge(writer)) {
    writing_ = Writing::MARK;
  }
  return writing_ != Writing::NOTHING;
}

void EventLog::written() {
  if (writing_ == Writing::EVENT) {
    if (ring_.stored()) {  // else its slot is worn out: the next one takes it
      pending_first_ = (pending_first_ + 1) % PENDING;
      --pending_count_;
    }
  } else if (writing_ == Writing::MARK) {
    ring_.acknowledged();
    is_acknowledged_ = false;
  }
  writing_ = Writing::NOTHING;
}

bool EventLog::oldest(EventRecord& record) const {
  return !is_acknowledged_ && ring_.oldest_id() != ring_.next_id() && ring_.read(ring_.oldest_id(), record);
}

void EventLog::acknowledge(uint16_t id) {
  if (id == ring_.oldest_id() && id != ring_.next_id()) is_acknowledged_ = true;
}
