// The EEPROM, after DS 8.4. simavr's own has written in no time, so no power cut could spoil anything.
#include <string.h>

#include <avr_eeprom.h>

#include "chip.h"

enum { EECR = 0x3F, EEDR = 0x40, EEAR = 0x41 };
enum { EERE = 1, EEPE = 2, EEMPE = 4, EERIE = 8 };  // in EECR; bits 4 and 5 are the mode
enum { MASTER_CYCLES = 6 };  // EEPE must be written within 4 cycles; the instruction itself takes 2
enum { BOTH_CYCLES = 54400, HALF_CYCLES = 28800 };  // 3.4 ms erase and write, 1.8 ms for one of them

uint8_t eeprom[EEPROM_BYTES];

static avr_eeprom_t *module;
static struct { bool busy; uint16_t address; uint8_t before, after; uint64_t start, end; } job;
static uint64_t master_since = NEVER;

static uint16_t address(void) {
  return (avr->data[EEAR] | avr->data[EEAR + 1] << 8) % EEPROM_BYTES;
}

static void job_ended(uint32_t end_low, uint32_t end_high) {
  if (!job.busy || job.end != ((uint64_t)end_high << 32 | end_low)) return;
  job.busy = false;
  avr->data[EECR] &= ~EEPE;
  if (avr->data[EECR] & EERIE) avr_raise_interrupt(avr, &module->ready);
}

static void start_job(uint8_t mode) {
  uint8_t before = eeprom[address()], data = avr->data[EEDR];
  uint8_t after = mode == 0 ? data : mode == 1 ? 0xFF : before & data;
  uint64_t end = avr->cycle + (mode == 0 ? BOTH_CYCLES : HALF_CYCLES);
  job = (typeof(job)){true, address(), before, after, avr->cycle, end};
  eeprom[job.address] = after;
  schedule(end, job_ended, (uint32_t)end, (uint32_t)(end >> 32));
}

static void control_written(avr_t *chip, avr_io_addr_t at, uint8_t value, void *unused) {
  (void)unused;
  bool may_write = master_since != NEVER && chip->cycle - master_since <= MASTER_CYCLES;
  chip->data[at] = (value & ~(EERE | EEPE | EEMPE)) | (job.busy ? EEPE : 0);
  if (value & EEPE && may_write && !job.busy) {
    start_job(value >> 4 & 3);
    chip->data[at] |= EEPE;
  }
  master_since = value & EEMPE && !(value & EEPE) ? chip->cycle : NEVER;
  if (value & EERE && !job.busy) chip->data[EEDR] = eeprom[address()];
  if (value & EERIE && !job.busy) avr_raise_interrupt(chip, &module->ready);
}

// The power goes: a byte that is being written is left half erased or half written.
void spoil_eeprom_write(void) {
  if (!job.busy) return;
  uint64_t middle = job.start + (job.end - job.start) / 2;
  uint8_t chance = (uint8_t)(avr->cycle * 2654435761u >> 13);  // other instants, other bits
  uint8_t goal = avr->cycle < middle ? job.before : job.after;
  eeprom[job.address] = goal | chance;  // erased bits are ones
  job.busy = false;
}

void eeprom_after_reset(void) {
  master_since = NEVER;
  avr->data[EECR] = job.busy ? EEPE : 0;  // a reset lets a write finish (DS 8.6.3)
}

void watch_eeprom(void) {
  memset(eeprom, 0xFF, sizeof eeprom);
  for (avr_io_t *io = avr->io_port; io; io = io->next)
    if (!strcmp(io->kind, "eeprom")) module = (avr_eeprom_t *)io;
  avr->io[AVR_DATA_TO_IO(EECR)].w.c = control_written;
}
