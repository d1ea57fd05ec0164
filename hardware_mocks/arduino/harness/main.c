// harness FIRMWARE.hex|.elf: one ATmega328P at 16 MHz; commands on stdin, answers on stdout.
// It ends when its stdin ends.
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <sim_elf.h>
#include <sim_hex.h>

#include "chip.h"

avr_t *avr;

static void only_errors(avr_t *chip, const int level, const char *format, va_list values) {
  (void)chip;
  if (level <= LOG_ERROR) vfprintf(stderr, format, values);
}

static bool load_hex(const char *name) {
  uint32_t size = 0, start = 0;
  uint8_t *code = read_ihex_file(name, &size, &start);
  if (!code || start + size > avr->flashend + 1) return false;
  avr_loadcode(avr, code, size, start);
  avr->codeend = start + size;
  free(code);
  return true;
}

static bool load_elf(const char *name) {
  elf_firmware_t firmware;
  memset(&firmware, 0, sizeof firmware);
  if (elf_read_firmware(name, &firmware)) return false;
  strcpy(firmware.mmcu, "atmega328p");
  firmware.frequency = CYCLES_PER_S;
  avr_load_firmware(avr, &firmware);
  return true;
}

static bool start_chip(const char *firmware) {
  avr_global_logger_set(only_errors);
  avr = avr_make_mcu_by_name("atmega328p");
  if (!avr) return false;
  avr_init(avr);
  size_t length = strlen(firmware);
  bool is_hex = length > 4 && !strcmp(firmware + length - 4, ".hex");
  if (!(is_hex ? load_hex : load_elf)(firmware)) return false;
  avr->frequency = CYCLES_PER_S;
  avr->vcc = avr->avcc = avr->aref = 5000;
  look_at_levels_once();
  watch_serial();
  watch_adc();
  watch_eeprom();
  watch_pins();
  watch_resets();
  serial_after_reset();
  pins_after_reset();
  return true;
}

static void command_receive(void) {
  struct { uint64_t at; uint32_t frame; uint16_t count; } __attribute__((packed)) head;
  uint8_t bytes[65536];
  if (read_bytes(&head, sizeof head) && read_bytes(bytes, head.count))
    receive(head.at, head.frame, bytes, head.count);
}

static void command_drive(void) {
  struct { uint64_t at; uint8_t pin, level; } __attribute__((packed)) order;
  if (!read_bytes(&order, sizeof order)) return;
  if (order.at <= avr->cycle) drive_pin(order.pin, order.level);
  else schedule(order.at, drive_pin, order.pin, order.level);
}

static void command_adc(void) {
  struct { uint8_t channel; uint16_t millivolts; } __attribute__((packed)) order;
  if (read_bytes(&order, sizeof order)) set_adc(order.channel, order.millivolts);
}

static void command_sonar(void) {
  struct { uint8_t trigger, echo; uint32_t cycles; } __attribute__((packed)) order;
  if (read_bytes(&order, sizeof order)) set_sonar(order.trigger, order.echo, order.cycles);
}

static void command_encoder(void) {
  struct { uint8_t pin; double edges_per_s; } __attribute__((packed)) order;
  if (read_bytes(&order, sizeof order)) set_encoder(order.pin, order.edges_per_s);
}

static void command_join(void) {
  struct { uint8_t one, other, joined; } __attribute__((packed)) order;
  if (read_bytes(&order, sizeof order)) join_pins(order.one, order.other, order.joined);
}

static void command_peek(void) {
  struct { uint16_t address, count; } __attribute__((packed)) order;
  if (!read_bytes(&order, sizeof order)) return;
  uint32_t there = avr->ramend + 1u - order.address;
  answer_memory(avr->data + order.address, order.count < there ? order.count : there);
}

static void command_boot_loader(void) {
  uint8_t kind;
  if (read_bytes(&kind, sizeof kind)) set_boot_loader(kind);
}

static bool obey(uint8_t command) {
  uint64_t cycles = 0;
  if (strchr("RXPB", command) && !read_bytes(&cycles, sizeof cycles)) return false;
  switch (command) {
    case 'R': answer_run(run_until(cycles)); return true;
    case 'X': reset_chip(CAUSE_EXTERNAL, cycles); return true;
    case 'P': restore_power(cycles); return true;
    case 'B': reset_chip(CAUSE_BROWN_OUT, cycles); return true;
    case 'L': command_boot_loader(); return true;
    case 'C': cut_power(); return true;
    case 'E': command_drive(); return true;
    case 'U': command_receive(); return true;
    case 'A': command_adc(); return true;
    case 'S': command_sonar(); return true;
    case 'N': command_encoder(); return true;
    case 'J': command_join(); return true;
    case 'D': command_peek(); return true;
    case 'G': answer_memory(eeprom, sizeof eeprom); return true;
    case 'I': return read_bytes(eeprom, sizeof eeprom);
    default: return false;
  }
}

int main(int count, char **words) {
  signal(SIGINT, SIG_IGN);  // Ctrl-C is for the program at the other end; we end with it
  if (count != 2 || !start_chip(words[1])) {
    fprintf(stderr, "cannot load %s\n", count == 2 ? words[1] : "nothing");
    return 2;
  }
  uint8_t command;
  while (read_bytes(&command, 1) && obey(command)) continue;
  return 0;
}
