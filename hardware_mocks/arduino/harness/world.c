// What answers within microseconds, and so cannot wait for the other process: echoes and encoders.
#include "chip.h"

enum { SONARS = 8, TRIGGER_CYCLES = 10 * CYCLES_PER_US, ECHO_DELAY_CYCLES = 460 * CYCLES_PER_US };

typedef struct {
  bool is_there;
  uint8_t trigger, echo;
  uint32_t echo_cycles;
  uint64_t high_since, busy_until;
} sonar_t;
static sonar_t sonars[SONARS];

void set_sonar(uint8_t trigger, uint8_t echo, uint32_t echo_cycles) {
  int i = 0;
  while (i < SONARS - 1 && sonars[i].is_there && sonars[i].trigger != trigger) i++;
  sonar_t *sonar = &sonars[i];
  if (!sonar->is_there) {
    *sonar = (sonar_t){true, trigger, echo, echo_cycles, NEVER, 0};
    drive_pin(echo, LEVEL_LOW);
  }
  sonar->echo = echo;
  sonar->echo_cycles = echo_cycles;
}

static void answer(sonar_t *sonar) {
  uint64_t start = avr->cycle + ECHO_DELAY_CYCLES;
  sonar->busy_until = start + sonar->echo_cycles;
  schedule(start, drive_pin, sonar->echo, LEVEL_HIGH);
  schedule(sonar->busy_until, drive_pin, sonar->echo, LEVEL_LOW);
}

void tell_sonars(int pin, bool is_high) {
  for (int i = 0; i < SONARS && sonars[i].is_there; i++) {
    sonar_t *sonar = &sonars[i];
    if (sonar->trigger != pin) continue;
    bool was_long = sonar->high_since != NEVER && avr->cycle - sonar->high_since >= TRIGGER_CYCLES;
    if (!is_high && was_long && sonar->echo_cycles && avr->cycle >= sonar->busy_until) answer(sonar);
    sonar->high_since = is_high ? avr->cycle : NEVER;
  }
}

typedef struct {
  double half_period_cycles;  // 0: it stands still
  double next_edge;           // in cycles; the fraction is kept, so that the speed is exact
  double part_left;           // while it stands still: how much of a half period is left
  uint32_t turn;              // counts changes of speed: an edge planned before one is void
  bool is_high, is_known;
} encoder_t;
static encoder_t encoders[PINS];

static void plan_edge(uint32_t pin);

static void edge(uint32_t pin, uint32_t turn) {
  encoder_t *encoder = &encoders[pin];
  if (turn != encoder->turn) return;
  encoder->is_high = !encoder->is_high;
  drive_pin(pin, encoder->is_high ? LEVEL_HIGH : LEVEL_LOW);
  encoder->next_edge += encoder->half_period_cycles;
  plan_edge(pin);
}

static void plan_edge(uint32_t pin) {
  schedule((uint64_t)encoders[pin].next_edge, edge, pin, encoders[pin].turn);
}

void set_encoder(uint8_t pin, double edges_per_s) {
  encoder_t *encoder = &encoders[pin];
  if (!encoder->is_known) {
    encoder->is_known = true;
    encoder->part_left = 1.0;
    drive_pin(pin, LEVEL_LOW);
  }
  if (encoder->half_period_cycles > 0)
    encoder->part_left = (encoder->next_edge - (double)avr->cycle) / encoder->half_period_cycles;
  encoder->turn++;
  encoder->half_period_cycles = edges_per_s > 0 ? (double)CYCLES_PER_S / edges_per_s : 0;
  if (edges_per_s <= 0) return;
  encoder->next_edge = (double)avr->cycle + encoder->part_left * encoder->half_period_cycles;
  plan_edge(pin);
}
