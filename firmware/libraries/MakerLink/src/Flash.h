// Constants that stay in flash: an Uno has 32 KB of it and 2 KB of RAM. Elsewhere all is one memory.
#pragma once

#include <stdint.h>
#include <string.h>

#ifdef __AVR__
#include <avr/pgmspace.h>
#else
#ifndef PROGMEM
#define PROGMEM
#endif
#ifndef pgm_read_byte
#define pgm_read_byte(address) (*reinterpret_cast<const uint8_t*>(address))
#endif
#ifndef memcpy_P
#define memcpy_P memcpy
#endif
#endif

namespace maker {

// Returns a copy of what stands in flash.
template <typename T>
inline T from_flash(const T* address) {
  T value;
  memcpy_P(&value, address, sizeof value);
  return value;
}

}  // namespace maker
