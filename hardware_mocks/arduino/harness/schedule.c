// What the world outside will do. simavr's own timers are not for this: a reset erases them all, and
// there are only 64. One of them wakes us for the first of ours.
#include <stdlib.h>

#include "chip.h"

typedef struct {
  uint64_t cycle, number;  // what came first is done first
  deed_t deed;
  uint32_t a, b;
} plan_t;

static plan_t *heap;
static uint32_t count, room;
static uint64_t numbers;
static uint64_t due = NEVER;

static bool is_before(const plan_t *one, const plan_t *other) {
  if (one->cycle != other->cycle) return one->cycle < other->cycle;
  return one->number < other->number;
}

static void swap(uint32_t i, uint32_t j) {
  plan_t kept = heap[i];
  heap[i] = heap[j];
  heap[j] = kept;
}

static plan_t take_first(void) {
  plan_t first = heap[0];
  heap[0] = heap[--count];
  for (uint32_t i = 0, child = 1; child < count; i = child, child = 2 * i + 1) {
    if (child + 1 < count && is_before(&heap[child + 1], &heap[child])) child++;
    if (!is_before(&heap[child], &heap[i])) break;
    swap(i, child);
  }
  return first;
}

static avr_cycle_count_t wake(avr_t *chip, avr_cycle_count_t when, void *unused) {
  (void)chip, (void)when, (void)unused;
  do_what_is_due();
  return count ? heap[0].cycle : 0;
}

void arm_schedule(void) {
  avr_cycle_timer_cancel(avr, wake, NULL);
  if (!count) return;
  uint64_t wait = heap[0].cycle > avr->cycle ? heap[0].cycle - avr->cycle : 1;
  avr_cycle_timer_register(avr, wait, wake, NULL);
}

void schedule(uint64_t cycle, deed_t deed, uint32_t a, uint32_t b) {
  if (count == room) {
    room = room ? room * 2 : 256;
    heap = realloc(heap, room * sizeof *heap);
    if (!heap) exit(3);
  }
  uint32_t i = count++;
  heap[i] = (plan_t){cycle, numbers++, deed, a, b};
  for (; i && is_before(&heap[i], &heap[(i - 1) / 2]); i = (i - 1) / 2) swap(i, (i - 1) / 2);
  if (i == 0) arm_schedule();
}

uint64_t next_scheduled(void) { return count ? heap[0].cycle : NEVER; }

void do_what_is_due(void) {
  while (count && heap[0].cycle <= avr->cycle) {
    plan_t plan = take_first();
    due = plan.cycle;
    plan.deed(plan.a, plan.b);
  }
  due = NEVER;
}

uint64_t due_cycle(void) { return due < avr->cycle ? due : avr->cycle; }
