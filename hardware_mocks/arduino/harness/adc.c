// What the ADC measures. The chip gives floor(1024 V / Vref) (DS 23.7); simavr multiplies by 1023, so
// it is handed the voltage that makes it say the same.
#include <avr_adc.h>

#include "chip.h"

enum { ADMUX = 0x7C, CHANNELS = 8, SUPPLY_MV = 5000, INTERNAL_MV = 1100, LARGEST = 1023 };

static uint32_t millivolts[CHANNELS];

static avr_irq_t *irq(int index) { return avr_io_getirq(avr, AVR_IOCTL_ADC_GETIRQ, index); }

static void hand_over(int channel) {
  uint32_t reference = avr->data[ADMUX] >> 6 == 3 ? INTERNAL_MV : SUPPLY_MV;
  uint32_t value = millivolts[channel] * 1024 / reference;
  if (value > LARGEST) value = LARGEST;
  avr_raise_irq(irq(ADC_IRQ_ADC0 + channel), (value * reference + LARGEST - 1) / LARGEST);
}

static void conversion_starts(avr_irq_t *unused, uint32_t value, void *unused_too) {
  (void)unused, (void)value, (void)unused_too;
  for (int channel = 0; channel < CHANNELS; channel++) hand_over(channel);
}

void set_adc(uint8_t channel, uint16_t value_mv) {
  if (channel >= CHANNELS) return;
  millivolts[channel] = value_mv;
  hand_over(channel);
}

void watch_adc(void) {
  avr_irq_register_notify(irq(ADC_IRQ_OUT_TRIGGER), conversion_starts, NULL);
}
