#include "EepromWriter.h"

#include <string.h>

bool EepromWriter::start(uint16_t address, const uint8_t* bytes, uint8_t count) {
  if (!is_idle() || count > CAPACITY) return false;
  memcpy(bytes_, bytes, count);
  address_ = address;
  count_ = count;
  done_ = tries_ = 0;
  has_failed_ = false;
  return true;
}

void EepromWriter::update() {
  if (is_idle() || !memory_.is_ready()) return;
  while (!is_idle() && is_right()) next_byte();
  if (is_idle()) return;
  if (tries_ == TRIES) {
    if (faults_ < 255) ++faults_;
    has_failed_ = true;
    next_byte();
    return;
  }
  ++tries_;
  memory_.start_write(address_ + done_, bytes_[done_]);
}

void EepromWriter::next_byte() {
  ++done_;
  tries_ = 0;
}
