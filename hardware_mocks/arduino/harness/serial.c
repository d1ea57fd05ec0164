// The USART, after DS 19. simavr's own counts eleven bits for a byte, and has a queue of 64 bytes where
// the chip has two: with that, no sketch ever loses one.
#include <stdlib.h>
#include <string.h>

#include <avr_uart.h>

#include "chip.h"

enum { UCSRA = 0xC0, UCSRB = 0xC1, UCSRC = 0xC2, UBRR = 0xC4, UDR = 0xC6 };
enum { RXC = 0x80, TXC = 0x40, UDRE = 0x20, DOR = 0x08, U2X = 0x02, MPCM = 0x01 };  // in UCSRA
enum { RXCIE = 0x80, UDRIE = 0x20, RXEN = 0x10, TXEN = 0x08 };                      // in UCSRB

static avr_uart_t *uart;

// the line to the chip
typedef struct { uint64_t start; uint32_t frame; uint8_t byte; } coming_t;
static coming_t *line;
static uint32_t line_first, line_count, line_room;
static bool line_busy;

// the receiver: two bytes can be read, a third waits in the shift register
static uint8_t readable[2], shifted;
static int readable_count;
static bool has_shifted;

// the transmitter: one byte waits while another is on the line
static uint8_t waiting, leaving;
static bool has_waiting, is_leaving;
static uint32_t life;  // counts resets: what was under way before is void

static uint32_t cycles_per_bit(void) {
  uint32_t divider = (avr->data[UBRR] | (avr->data[UBRR + 1] & 0xF) << 8) + 1;
  return divider * (avr->data[UCSRA] & U2X ? 8 : 16);
}

static uint32_t cycles_per_frame(void) {
  uint8_t format = avr->data[UCSRC];
  uint32_t data_bits = 5 + (format >> 1 & 3), parity = format & 0x20 ? 1 : 0;
  return cycles_per_bit() * (1 + data_bits + parity + (format & 8 ? 2 : 1));
}

static void set_flag(uint8_t flag, bool on) {
  if (on) avr->data[UCSRA] |= flag;
  else avr->data[UCSRA] &= ~flag;
}

static void tell_readable(void) {
  set_flag(RXC, readable_count > 0);
  if (readable_count) avr_raise_interrupt(avr, &uart->rxc);
  else avr_clear_interrupt(avr, &uart->rxc);
}

// -- received

static void start_next_frame(uint32_t unused, uint32_t unused_too);

static void frame_ended(uint32_t byte, uint32_t unused) {
  (void)unused;
  line_busy = false;
  if (!is_held() && avr->data[UCSRB] & RXEN) {
    if (readable_count < 2) readable[readable_count++] = byte;
    else shifted = byte, has_shifted = true;
    tell_readable();
  }
  start_next_frame(0, 0);
}

static void start_next_frame(uint32_t unused, uint32_t unused_too) {
  (void)unused, (void)unused_too;
  if (line_busy || !line_count) return;
  coming_t *next = &line[line_first];
  if (next->start > avr->cycle) return schedule(next->start, start_next_frame, 0, 0);
  line_busy = true;
  if (has_shifted) {  // a start bit, and no room left: what waits in the shift register is lost
    has_shifted = false;
    set_flag(DOR, true);
    say(SAID_OVERRUN, 0, 0, 0, 0, avr->cycle);
  }
  uint32_t frame = next->frame ? next->frame : cycles_per_frame();
  schedule(due_cycle() + frame, frame_ended, next->byte, 0);
  line_first = (line_first + 1) % line_room;
  line_count--;
}

static void make_room_for(uint32_t count) {
  if (line_count + count <= line_room) return;
  uint32_t room = 2 * (line_count + count);
  coming_t *larger = malloc(room * sizeof *larger);
  if (!larger) exit(3);
  for (uint32_t i = 0; i < line_count; i++) larger[i] = line[(line_first + i) % line_room];
  free(line);
  line = larger, line_room = room, line_first = 0;
}

void receive(uint64_t start, uint32_t frame_cycles, const uint8_t *bytes, uint32_t count) {
  make_room_for(count);
  for (uint32_t i = 0; i < count; i++)
    line[(line_first + line_count++) % line_room] = (coming_t){start, frame_cycles, bytes[i]};
  start_next_frame(0, 0);
}

static uint8_t udr_read(avr_t *chip, avr_io_addr_t address, void *unused) {
  (void)unused;
  if (readable_count) {
    chip->data[address] = readable[0];
    readable[0] = readable[1];
    readable_count--;
  }
  if (has_shifted && readable_count < 2) readable[readable_count++] = shifted, has_shifted = false;
  set_flag(DOR, false);
  tell_readable();
  return chip->data[address];
}

// -- sent

static void tell_there_is_room(void) {
  set_flag(UDRE, true);
  avr_raise_interrupt(avr, &uart->udrc);
}

static void byte_left(uint32_t of_life, uint32_t unused);

static void let_leave(uint8_t byte) {
  leaving = byte;
  is_leaving = true;
  schedule(due_cycle() + cycles_per_frame(), byte_left, life, 0);
}

static void byte_left(uint32_t of_life, uint32_t unused) {
  (void)unused;
  if (of_life != life) return;
  uint32_t bit = cycles_per_bit();
  say(SAID_BYTE, leaving, 0, (uint32_t)((CYCLES_PER_S + bit / 2) / bit), 0, due_cycle());
  is_leaving = false;
  if (has_waiting) {
    has_waiting = false;
    let_leave(waiting);
    tell_there_is_room();
  } else {
    avr_raise_interrupt(avr, &uart->txc);
  }
}

static void udr_written(avr_t *chip, avr_io_addr_t address, uint8_t value, void *unused) {
  (void)address, (void)unused;
  if (!(chip->data[UCSRB] & TXEN) || has_waiting) return;
  if (!is_leaving) {
    let_leave(value);
    tell_there_is_room();
  } else {
    waiting = value, has_waiting = true;
    set_flag(UDRE, false);
    avr_clear_interrupt(chip, &uart->udrc);
  }
}

// -- control

static void control_a_written(avr_t *chip, avr_io_addr_t address, uint8_t value, void *unused) {
  (void)unused;
  uint8_t kept = chip->data[address] & ~(U2X | MPCM);
  if (value & TXC) {  // writing a one clears it
    kept &= ~TXC;
    avr_clear_interrupt(chip, &uart->txc);
  }
  chip->data[address] = kept | (value & (U2X | MPCM));
}

static void control_b_written(avr_t *chip, avr_io_addr_t address, uint8_t value, void *unused) {
  (void)unused;
  uint8_t newly_on = value & ~chip->data[address];
  chip->data[address] = value;
  if (!(value & RXEN)) readable_count = 0, has_shifted = false, set_flag(RXC, false);
  if (newly_on & RXCIE && readable_count) avr_raise_interrupt(chip, &uart->rxc);
  if (newly_on & UDRIE && !has_waiting) avr_raise_interrupt(chip, &uart->udrc);
}

static void take_over(int address, avr_io_read_t read, avr_io_write_t write) {
  avr->io[AVR_DATA_TO_IO(address)].r.c = read;
  avr->io[AVR_DATA_TO_IO(address)].w.c = write;
}

void watch_serial(void) {
  for (avr_io_t *io = avr->io_port; io; io = io->next)
    if (!strcmp(io->kind, "uart")) uart = (avr_uart_t *)io;
  take_over(UDR, udr_read, udr_written);
  take_over(UCSRA, NULL, control_a_written);
  take_over(UCSRB, NULL, control_b_written);
  take_over(UCSRC, NULL, NULL);
  take_over(UBRR, NULL, NULL);
  take_over(UBRR + 1, NULL, NULL);
}

void serial_after_reset(void) {
  life++;
  readable_count = 0;
  has_shifted = has_waiting = is_leaving = false;
  avr->data[UCSRA] = UDRE;
  avr->data[UCSRB] = 0;
  avr->data[UCSRC] = 0x06;  // 8 data bits, as after every reset
}
