// TaskChecklist: which tasks have run since the list was last begun.
#pragma once

#include <stdint.h>

class TaskChecklist {
 public:
  static constexpr uint8_t MAX_TASKS = 16;

  // count: 1..16 tasks, numbered from 0.
  explicit constexpr TaskChecklist(uint8_t count)
      : all_(static_cast<uint16_t>(0xFFFFu >> (MAX_TASKS - count))), ran_(0) {}

  void ran(uint8_t task) { ran_ |= static_cast<uint16_t>(1u << task); }

  bool is_complete() const { return (ran_ & all_) == all_; }

  void begin_again() { ran_ = 0; }

 private:
  uint16_t all_;
  uint16_t ran_;
};
