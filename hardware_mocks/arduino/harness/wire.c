// Bytes in and out. All numbers are little-endian; the other process sends one command after another
// and gets an answer to 'R' (run), 'G' (EEPROM) and 'D' (RAM) only.
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "chip.h"

typedef struct {
  uint8_t kind, a;
  uint16_t b;
  uint32_t c, d;
  uint64_t cycle;
} __attribute__((packed)) record_t;

// A sketch switches the timer to a pin first and writes the duty a few cycles later; the duty of
// before was then never seen on the pin.
enum { SAME_STROKE_CYCLES = 32 };

static record_t *said;
static uint32_t said_count, said_room;
static int32_t last_duty[PINS];  // 1 + index of the pin's last record of this run, 0: none

void say(uint8_t kind, uint8_t a, uint16_t b, uint32_t c, uint32_t d, uint64_t cycle) {
  if (said_count == said_room) {
    said_room = said_room ? said_room * 2 : 256;
    said = realloc(said, said_room * sizeof *said);
    if (!said) exit(3);
  }
  said[said_count++] = (record_t){kind, a, b, c, d, cycle};
}

void say_duty(uint8_t pin, uint32_t high, uint32_t period) {
  record_t *before = last_duty[pin] ? &said[last_duty[pin] - 1] : NULL;
  if (period && before && before->d && avr->cycle - before->cycle <= SAME_STROKE_CYCLES) {
    before->c = high;
    before->d = period;
    return;
  }
  say(SAID_DUTY, pin, 0, high, period, avr->cycle);
  last_duty[pin] = (int32_t)said_count;
}

static void write_all(const void *bytes, size_t count) {
  const uint8_t *at = bytes;
  while (count) {
    ssize_t done = write(STDOUT_FILENO, at, count);
    if (done <= 0) exit(0);  // nobody listens any more
    at += done;
    count -= (size_t)done;
  }
}

void answer_run(uint8_t state) {
  uint32_t bytes = said_count * (uint32_t)sizeof *said;
  record_t done = {SAID_DONE, state, is_held(), bytes, avr->pc, avr->cycle};
  write_all(&done, sizeof done);
  write_all(said, bytes);
  said_count = 0;
  memset(last_duty, 0, sizeof last_duty);
}

void answer_memory(const uint8_t *bytes, uint32_t count) {
  record_t head = {SAID_MEMORY, 0, 0, count, 0, avr->cycle};
  write_all(&head, sizeof head);
  write_all(bytes, count);
}

bool read_bytes(void *into, uint32_t count) {
  static uint8_t buffer[65536];
  static size_t from, to;
  uint8_t *at = into;
  while (count) {
    if (from == to) {
      ssize_t got = read(STDIN_FILENO, buffer, sizeof buffer);
      if (got <= 0) return false;  // the other process has ended, and so do we
      from = 0;
      to = (size_t)got;
    }
    size_t part = to - from < count ? to - from : count;
    memcpy(at, buffer + from, part);
    at += part;
    from += part;
    count -= (uint32_t)part;
  }
  return true;
}
