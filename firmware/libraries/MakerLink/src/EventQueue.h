// Keeps events until the host has acknowledged them, and says which to send again.
#pragma once

#include <stdint.h>

namespace maker {

// Event is a message with an `event_id`. Room for CAPACITY of them; the oldest are never pushed out. Example:
//
//   const maker::node::Event* event = queue.due(now_ms);
//   if (event && sender.send(*event)) queue.mark_sent(event->event_id, now_ms);
template <typename Event, uint8_t CAPACITY>
class EventQueue {
 public:
  explicit EventQueue(uint16_t repeat_ms) : repeat_ms_(repeat_ms) {}

  // Adds an event. Returns false, and counts it, when there is no room.
  bool push(const Event& event) {
    if (count_ == CAPACITY) {
      lost_++;
      return false;
    }
    slots_[count_].event = event;
    slots_[count_].was_sent = false;
    count_++;
    return true;
  }

  // Returns the oldest event that was never sent or not acknowledged within repeat_ms, or nullptr.
  const Event* due(uint32_t now_ms) const {
    for (uint8_t i = 0; i < count_; i++) {
      const Slot& slot = slots_[i];
      if (!slot.was_sent || now_ms - slot.sent_ms >= repeat_ms_) return &slot.event;
    }
    return nullptr;
  }

  void mark_sent(uint16_t event_id, uint32_t now_ms) {
    const uint8_t place = find(event_id);
    if (place == count_) return;
    slots_[place].was_sent = true;
    slots_[place].sent_ms = now_ms;
  }

  // Forgets an event: the host has it. Returns false if it is not here (acknowledged twice, or never sent).
  bool acknowledge(uint16_t event_id) {
    const uint8_t place = find(event_id);
    if (place == count_) return false;
    for (uint8_t i = place; i + 1 < count_; i++) slots_[i] = slots_[i + 1];
    count_--;
    return true;
  }

  uint8_t count() const { return count_; }
  bool is_full() const { return count_ == CAPACITY; }
  uint16_t lost() const { return lost_; }

 private:
  struct Slot {
    Event event;
    uint32_t sent_ms;
    bool was_sent;
  };

  uint8_t find(uint16_t event_id) const {
    uint8_t place = 0;
    while (place < count_ && slots_[place].event.event_id != event_id) place++;
    return place;
  }

  Slot slots_[CAPACITY];
  const uint16_t repeat_ms_;
  uint16_t lost_ = 0;
  uint8_t count_ = 0;
};

}  // namespace maker
