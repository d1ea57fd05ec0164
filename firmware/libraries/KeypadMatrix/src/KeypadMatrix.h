// KeypadMatrix: which key of a 4x4 keypad was pressed. It is given which contacts are closed; KeypadPins.h reads them.
//
// One key at a time: while two or more are down nothing counts until all are up again. A matrix without diodes cannot tell
// three keys from four (ghosting), and a code that was guessed from such a mess would be worse than one that was not read.
//
//   KeypadMatrix keypad;
//   const char key = keypad.update(contacts, millis());  // 0: nothing new
#pragma once

#include <stdint.h>

constexpr uint8_t KEYPAD_ROWS = 4;
constexpr uint8_t KEYPAD_COLUMNS = 4;

// Membrane keys chatter for 5 to 15 ms.
constexpr uint16_t KEY_STABLE_MS = 20;

// The key at a row and a column, as printed: "123A456B789C*0#D".
char key_at(uint8_t row, uint8_t column);

class KeypadMatrix {
 public:
  // Takes a whole scan: bit (4 * row + column) is set where a contact is closed. Returns the key that has just gone down
  // alone, once, or 0.
  char update(uint16_t contacts, uint32_t now_ms);

  // True while more than one key is down, and until all are up.
  bool is_refusing() const { return is_refusing_; }

 private:
  char believe(uint16_t contacts);

  uint16_t seen_ = 0;
  uint16_t down_ = 0;
  bool is_refusing_ = false;
  uint32_t since_ms_ = 0;
};
