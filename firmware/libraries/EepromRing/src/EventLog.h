// EventLog: takes events at any time, stores them one after another, offers the oldest unacknowledged one for sending.
//
// An event is offered only after it is whole in the EEPROM, in the order in which events happened, and again and again until
// it is acknowledged. So only the last one that the host has acknowledged can come once more (when the power was cut before
// its mark was written): a host that compares with that one sees each event exactly once.
//
// What is lost when nobody fetches the events: the ring holds 64. Chatter (doors and motion of every day) is dropped when 16
// places are left, what matters when one is left; always the new ones, because the beginning of a story tells more than its end.
// The last place tells of it: an event of kind `lost_kind` with detail 0 when the first is dropped, and one with their number
// (255: or more) when there is room again. A restart does not say the first a second time: it would take the places of what
// matters.
#pragma once

#include <stdint.h>
#include "EventRing.h"

class EventLog {
 public:
  static constexpr uint8_t PENDING = 12;          // bursts: 12 events in 0.5 s
  static constexpr uint8_t KEPT_FOR_MATTERS = 16;
  static constexpr uint8_t KEPT_FOR_LOST = 1;

  EventLog(EepromMemory& memory, uint16_t address, uint8_t lost_kind) : ring_(memory, address), lost_kind_(lost_kind) {}

  // Finds out what is stored. Call it once, when the memory is ready.
  void begin();

  // Takes an event and returns the id that it gets, also when it is dropped.
  uint16_t note(uint8_t kind, uint8_t detail, bool matters, uint8_t start, uint32_t uptime_s);

  // Notes how many events were lost, once there is room again. Call it often.
  void tell_lost(uint8_t start, uint32_t uptime_s);

  // Starts the next write, when the writer is idle. Returns true when one was started.
  bool start_write(EepromWriter& writer);

  // Must be called when the write that start_write() has started is finished.
  void written();

  bool is_stored() const { return pending_count_ == 0; }
  uint8_t unacknowledged() const { return ring_.unacknowledged() + pending_count_; }
  uint16_t next_id() const { return ring_.next_id() + pending_count_; }

  // The event to send; false when there is none. Call it when the memory is ready.
  bool oldest(EventRecord& record) const;

  // The host has it. Ids other than that of oldest() change nothing.
  void acknowledge(uint16_t id);

  const EventRing& ring() const { return ring_; }

 private:
  enum class Writing : uint8_t { NOTHING, EVENT, MARK };

  uint8_t free_places() const { return EventRing::SLOTS - unacknowledged(); }
  void put(uint8_t kind, uint8_t detail, uint8_t start, uint32_t uptime_s);
  void drop(uint8_t start, uint32_t uptime_s);

  EventRing ring_;
  const uint8_t lost_kind_;
  EventRecord pending_[PENDING] = {};
  uint8_t pending_first_ = 0;
  uint8_t pending_count_ = 0;
  uint8_t lost_ = 0;
  bool is_loss_told_ = false;  // the newest event says that some are lost from there on
  bool is_acknowledged_ = false;
  Writing writing_ = Writing::NOTHING;
};
