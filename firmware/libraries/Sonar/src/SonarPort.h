// SonarPort: a Sonar on real pins; ECHO needs a pin with an external interrupt (D2 or D3 on an Uno).
#pragma once

#ifdef ARDUINO

#include "Sonar.h"

class SonarPort {
 public:
  // ECHO gives 5 V, which an Arduino's pin may have. One SonarPort in a sketch.
  void begin(uint8_t trigger_pin, uint8_t echo_pin);

  // Call it in each loop(): pings when it is time; returns true when there is a new reading.
  bool update(SonarReading& reading);
};

#endif
