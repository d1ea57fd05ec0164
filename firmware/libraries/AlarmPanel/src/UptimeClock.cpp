#include "UptimeClock.h"

void UptimeClock::begin(uint8_t last_start, uint32_t now_ms) {
  has_gone_on_ = is_whole();
  if (has_gone_on_) {
    write(image_.uptime_s + BOOT_LOADER_S, image_.start);
  } else {
    write(0, static_cast<uint8_t>(last_start + 1));
  }
  second_ms_ = now_ms;
}

void UptimeClock::update(uint32_t now_ms) {
  while (now_ms - second_ms_ >= 1000) {
    second_ms_ += 1000;
    write(image_.uptime_s + 1, image_.start);
  }
}

void UptimeClock::write(uint32_t uptime_s, uint8_t start) {
  image_.uptime_s = uptime_s;
  image_.start = start;
  image_.check = check_of(uptime_s, start);
}
