// The wheel encoders, by pin-change interrupts.
#pragma once

#include <WheelSpeed.h>
#include <util/atomic.h>

#include "pins.h"

static EdgeCounter left_edges;
static EdgeCounter right_edges;

// Only one pin of each port is let through, so the interrupt says which wheel it was.
ISR(PCINT2_vect) { left_edges.on_edge(micros()); }
ISR(PCINT0_vect) { right_edges.on_edge(micros()); }

static void begin_encoders() {
  pinMode(PIN_LEFT_ENCODER, INPUT_PULLUP);
  pinMode(PIN_RIGHT_ENCODER, INPUT_PULLUP);
  *digitalPinToPCMSK(PIN_LEFT_ENCODER) |= bit(digitalPinToPCMSKbit(PIN_LEFT_ENCODER));
  *digitalPinToPCMSK(PIN_RIGHT_ENCODER) |= bit(digitalPinToPCMSKbit(PIN_RIGHT_ENCODER));
  PCICR |= bit(digitalPinToPCICRbit(PIN_LEFT_ENCODER)) | bit(digitalPinToPCICRbit(PIN_RIGHT_ENCODER));
}

// A copy in which both numbers belong together.
static Edges edges_of(const EdgeCounter& counter) {
  Edges edges;
  ATOMIC_BLOCK(ATOMIC_RESTORESTATE) { edges = counter.edges(); }
  return edges;
}
