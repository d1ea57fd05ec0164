// UptimeClock: seconds since power-on, going on over a reset.
//
// Its image stands in memory that no start erases (.noinit): a reset, as when the host opens the port, costs it only the
// boot-loader's time. After a power cut that memory holds anything: then the clock begins anew, under another start number, and
// what was noted before is of unknown age.
#pragma once

#include <stdint.h>

struct ClockImage {
  uint32_t uptime_s;
  uint32_t check;  // that of uptime_s and start, or the image is none
  uint8_t start;
};

class UptimeClock {
 public:
  // What the Uno's boot-loader takes before the sketch runs, rounded.
  static constexpr uint8_t BOOT_LOADER_S = 2;

  explicit UptimeClock(ClockImage& image) : image_(image) {}

  // Goes on, or begins anew with another start number. last_start: that of the newest stored event, or 0.
  void begin(uint8_t last_start, uint32_t now_ms);

  void update(uint32_t now_ms);

  uint32_t uptime_s() const { return image_.uptime_s; }
  uint8_t start() const { return image_.start; }

  // False when the power was cut before this start.
  bool has_gone_on() const { return has_gone_on_; }

 private:
  void write(uint32_t uptime_s, uint8_t start);
  bool is_whole() const { return image_.check == check_of(image_.uptime_s, image_.start); }
  static uint32_t check_of(uint32_t uptime_s, uint8_t start) {
    return (uptime_s ^ 0xA5C35A3CUL) + start * 0x01010101UL;
  }

  ClockImage& image_;
  uint32_t second_ms_ = 0;
  bool has_gone_on_ = false;
};
