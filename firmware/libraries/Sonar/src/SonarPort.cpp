#ifdef ARDUINO

#include "SonarPort.h"

#include <Arduino.h>
#include <util/atomic.h>

namespace {

constexpr uint8_t TRIGGER_US = 10;

Sonar sonar;
uint8_t trigger_pin_;
uint8_t echo_pin_;

void on_echo() { sonar.on_edge(digitalRead(echo_pin_) == HIGH, micros()); }

void ping() {
  digitalWrite(trigger_pin_, HIGH);
  delayMicroseconds(TRIGGER_US);
  digitalWrite(trigger_pin_, LOW);
  ATOMIC_BLOCK(ATOMIC_RESTORESTATE) { sonar.begin(micros(), millis()); }
}

}  // namespace

void SonarPort::begin(uint8_t trigger_pin, uint8_t echo_pin) {
  trigger_pin_ = trigger_pin;
  echo_pin_ = echo_pin;
  digitalWrite(trigger_pin, LOW);
  pinMode(trigger_pin, OUTPUT);
  pinMode(echo_pin, INPUT);
  attachInterrupt(digitalPinToInterrupt(echo_pin), on_echo, CHANGE);
}

bool SonarPort::update(SonarReading& reading) {
  bool is_new = false;
  ATOMIC_BLOCK(ATOMIC_RESTORESTATE) { is_new = sonar.poll(micros(), reading); }
  if (sonar.is_ping_due(millis())) {
    ping();
  }
  return is_new;
}

#endif
