// HostSound: the siren sounds because the host has asked for it, for so long and no longer.
//
// The host knows of intruders that the node cannot see. It says for how long, and says it again with what is left; so a line
// that is lost is made good, and when the cable is cut the siren goes on until its time is up. A host gone mad must not wake the
// street for ever: after MOST_S without an end the sound ends, and begins again only after the host has said "silent".
//
// It lives in RAM: after a reset the host says it again. An alarm of the node's own is another matter, see AlarmPanel.h.
#pragma once

#include <stdint.h>

class HostSound {
 public:
  static constexpr uint16_t MOST_S = 900;

  // for_s: from now on; 0 ends it.
  void order(uint16_t for_s, bool is_pulsing, uint32_t now_ms);
  void stop();
  void update(uint32_t now_ms);

  bool is_on() const { return is_on_; }
  bool is_pulsing() const { return is_pulsing_; }
  uint16_t remaining_s(uint32_t now_ms) const;  // rounded up

 private:
  uint32_t remaining_ms(uint32_t now_ms) const;

  bool is_on_ = false;
  bool is_pulsing_ = false;
  bool is_refused_ = false;
  uint32_t begun_ms_ = 0;
  uint32_t since_ms_ = 0;
  uint32_t for_ms_ = 0;
};
