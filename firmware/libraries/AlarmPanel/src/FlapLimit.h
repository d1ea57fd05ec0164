// FlapLimit: which changes of a zone are worth a place in the EEPROM.
//
// A loose contact changes 5 times a second: 430,000 events a day would wear the EEPROM out within two weeks, and push
// everything else out of the host's journal. What does not fit is not noted, but it trips the alarm as ever, and SENSE says
// how the zone is.
#pragma once

#include <stdint.h>

class FlapLimit {
 public:
  static constexpr uint8_t MOST = 20;         // so many at once: people come and go
  static constexpr uint16_t EACH_MS = 60000;  // and one more each minute: 1,440 a day are 16,000 writes for each cell and year

  // Returns whether a change is to be noted, and counts it then.
  bool takes(uint32_t now_ms) {
    while (used_ > 0 && now_ms - since_ms_ >= EACH_MS) {
      --used_;
      since_ms_ += EACH_MS;
    }
    if (used_ == 0) since_ms_ = now_ms;
    if (used_ >= MOST) return false;
    ++used_;
    return true;
  }

 private:
  uint8_t used_ = 0;
  uint32_t since_ms_ = 0;
};
