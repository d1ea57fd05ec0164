// Lesson 30: drives two wheels as the Pi says: M,120,-80*5B are millimetres in a second, left and
// right. It counts the slots that pass the encoders, so 120 is 120 for a weak motor, too.
// Who says nothing for 400 ms is not there any more: both wheels stop. And 20 times a second it tells
// how far ahead the next thing is: D,450*06 are 450 mm; D,0 means that no echo came. It is given.

#include <avr/sleep.h>

const int SPEED_PINS[] = {5, 6};
const int FORWARD_PINS[] = {7, 9};
const int BACKWARD_PINS[] = {8, 10};
const int ENCODER_PINS[] = {4, 11};
const int TRIGGER_PIN = 2;
const int ECHO_PIN = 3;

const unsigned long SILENCE_MS = 400;
const unsigned long EVERY_MS = 10;
const unsigned long PING_MS = 50;
const unsigned long LONGEST_US = 12000;  // an echo from 2 m: farther things do not matter
const int FASTEST = 500;          // mm in a second: more is a mistake of the Pi
const float MM_PER_EDGE = 5.105;  // a wheel of 65 mm, 20 slots: 40 edges in a turn
const int STARTS_AT = 28;         // less than this turns no wheel
const float PUSH = 2.1;           // more for each mm that a wheel is behind; it rolls as far when it stops
const int MOST = 24;

int levels[] = {0, 0};
long edges[] = {0, 0};
float wanted_mm[] = {0, 0};       // how far each wheel should have come
int speeds[] = {0, 0};
char line[MOST];
int letters = 0;
int place = 0;
unsigned long heard_ms = 0;
unsigned long looked_ms = 0;
unsigned long pinged_ms = 0;

void setup() {
  for (int pin = 5; pin <= 10; pin = pin + 1) {
    pinMode(pin, OUTPUT);
  }
  pinMode(TRIGGER_PIN, OUTPUT);
  Serial.begin(115200);
  Serial.println("READY");
}

void count(int side) {
  int level = digitalRead(ENCODER_PINS[side]);
  if (level != levels[side]) {
    levels[side] = level;
    edges[side] = edges[side] + 1;
  }
}

int xor_of(const char *text, int length) {
  int result = 0;
  for (int i = 0; i < length; i = i + 1) {
    result = result ^ text[i];
  }
  return result;
}

int digit_of(char letter) {
  if (letter >= 'A' && letter <= 'F') {
    return letter - 'A' + 10;
  }
  if (letter >= 'a' && letter <= 'f') {
    return letter - 'a' + 10;
  }
  return letter - '0';
}

// Reads the number that begins at `place`, and leaves `place` behind it.
int number() {
  bool is_below = line[place] == '-';
  if (is_below) {
    place = place + 1;
  }
  long found = 0;
  while (line[place] >= '0' && line[place] <= '9' && found < 10000) {
    found = found * 10 + line[place] - '0';
    place = place + 1;
  }
  return is_below ? -found : found;
}

bool proves_itself(int star) {
  int proof = digit_of(line[star + 1]) * 16 + digit_of(line[star + 2]);
  return line[star] == '*' && proof == xor_of(line, star);
}

void set_speed(int side, int speed) {
  if ((speed > 0) != (speeds[side] > 0) || speed == 0) {  // another direction: count anew
    edges[side] = 0;
    wanted_mm[side] = 0;
  }
  speeds[side] = speed;
}

void obey(int length) {
  if (length < 6 || line[0] != 'M' || !proves_itself(length - 3)) {
    Serial.println("BAD");
    return;
  }
  place = 2;
  int left = number();
  bool is_good = line[place] == ',';
  place = place + 1;
  int right = number();
  if (!is_good || line[place] != '*') {
    Serial.println("NUMBER");
  } else if (abs(left) > FASTEST || abs(right) > FASTEST) {
    Serial.println("FAST");
  } else {
    heard_ms = millis();
    set_speed(0, left);
    set_speed(1, right);
  }
}

void listen() {
  while (Serial.available() > 0) {
    char letter = Serial.read();
    if (letter == '\n') {
      line[letters] = 0;
      obey(letters);
      letters = 0;
    } else if (letters < MOST - 1) {
      line[letters] = letter;
      letters = letters + 1;
    }
  }
}

void turn(int side) {
  int power = 255;  // with both direction pins LOW this is a brake
  if (speeds[side] != 0) {
    wanted_mm[side] = wanted_mm[side] + abs(speeds[side]) * EVERY_MS / 1000.0;
    float behind_mm = wanted_mm[side] - edges[side] * MM_PER_EDGE;
    power = STARTS_AT + behind_mm * PUSH;
    if (power > 255) {
      power = 255;
    }
    if (power < 0) {
      power = 0;
    }
  }
  digitalWrite(FORWARD_PINS[side], speeds[side] > 0);
  digitalWrite(BACKWARD_PINS[side], speeds[side] < 0);
  analogWrite(SPEED_PINS[side], power);
}

void ping() {
  digitalWrite(TRIGGER_PIN, HIGH);
  delayMicroseconds(10);
  digitalWrite(TRIGGER_PIN, LOW);
  unsigned long echo_us = pulseIn(ECHO_PIN, HIGH, LONGEST_US);
  int mm = echo_us * 10 / 58;  // there and back, at 343 m in a second
  char text[MOST];
  int length = snprintf(text, MOST, "D,%d", mm);
  char told[MOST];
  snprintf(told, MOST, "%s*%02X\n", text, xor_of(text, length));
  Serial.print(told);
}

void loop() {
  listen();
  count(0);
  count(1);
  if (millis() - heard_ms >= SILENCE_MS) {
    set_speed(0, 0);
    set_speed(1, 0);
  }
  if (millis() - looked_ms >= EVERY_MS) {
    looked_ms = looked_ms + EVERY_MS;
    turn(0);
    turn(1);
  }
  if (millis() - pinged_ms >= PING_MS) {
    pinged_ms = pinged_ms + PING_MS;
    ping();
  }
  sleep_mode();  // rests until the next thousandth of a second
}
