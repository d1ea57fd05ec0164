// ResetCause: why the board started, from the chip's own flags and from what memory still knows.
#pragma once

#include <stdint.h>

enum class ResetCause : uint8_t { Power, External, BrownOut, Watchdog };

// Bits of MCUSR (ATmega328P datasheet, 11.9.1).
constexpr uint8_t RESET_FLAG_POWER = 1 << 0;
constexpr uint8_t RESET_FLAG_EXTERNAL = 1 << 1;
constexpr uint8_t RESET_FLAG_BROWN_OUT = 1 << 2;
constexpr uint8_t RESET_FLAG_WATCHDOG = 1 << 3;

// flags: MCUSR at boot; 0 where the boot-loader has cleared it, as the Uno's does.
// hung: the watchdog's interrupt left its word in memory that no start erases.
// was_alive: the sketch had left its word there, so the memory has kept its power.
//
// Power comes first: at power-on the other flags and the memory say nothing.
constexpr ResetCause reset_cause(uint8_t flags, bool hung, bool was_alive) {
  return (flags & RESET_FLAG_POWER)              ? ResetCause::Power
         : (hung || flags & RESET_FLAG_WATCHDOG) ? ResetCause::Watchdog
         : (flags & RESET_FLAG_BROWN_OUT)        ? ResetCause::BrownOut
         : (was_alive || flags)                  ? ResetCause::External
                                                 : ResetCause::Power;
}
