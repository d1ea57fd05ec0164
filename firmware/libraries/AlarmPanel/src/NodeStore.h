// NodeStore: all that the security node keeps in the EEPROM, and the order in which it is written.
//
//   address  | what
//      0-7   | nothing: cells that a failing supply likes to hit
//      8-83  | settings and codes, 2 slots
//     84-293 | state of the alarm, 10 slots
//    294-997 | events, 64
//
// One thing is written at a time: first the state, then settings, then events in their order, then marks of what the host has
// acknowledged. The state comes first, because it is what must not be lost; it holds the event that tells of it, so that a
// cut between the two loses neither. Wherever the cut comes, each record is the old one or the new one:
//
//   in the state         | the state before; what led to the new one is seen again (an open door) or was never confirmed
//   between state, event | the new state, and its event is noted again
//   in an event          | the ones before it; a door that is open, or closed, unlike the last whole event says, is told again
//   in a mark            | the event is sent once more
//
// A state or settings whose slot turns out to be worn go into the next one, at once: the record before must not be what is
// found, and count as the newest, at the next start.
//
// Wear, in writes for each cell and year, of 100,000 that it stands: state 2,800 (76 a day: one coming, one going, a record
// every 2 s of the delays), events 1,140 (200 a day), settings next to none. So 36 years.
#pragma once

#include <EepromRecord.h>
#include <EepromWriter.h>
#include <EventLog.h>
#include <stdint.h>
#include "AlarmSettings.h"
#include "PanelImage.h"
#include "UptimeClock.h"

class NodeStore : public EventSink {
 public:
  static constexpr uint16_t SETTINGS_ADDRESS = 8;
  static constexpr uint8_t SETTINGS_SLOTS = 2;
  static constexpr uint16_t STATE_ADDRESS =
      SETTINGS_ADDRESS + SETTINGS_SLOTS * (AlarmSettings::BYTES + EepromRecord::OVERHEAD);
  static constexpr uint8_t STATE_SLOTS = 10;
  static constexpr uint16_t EVENTS_ADDRESS = STATE_ADDRESS + STATE_SLOTS * (PanelImage::BYTES + EepromRecord::OVERHEAD);
  static_assert(EVENTS_ADDRESS + EventRing::BYTES <= 1024, "more than the EEPROM of an ATmega328P");

  // The age of an event that was noted before the power was cut.
  static constexpr int32_t UNKNOWN_AGE = -1;

  NodeStore(EepromMemory& memory, ClockImage& clock);

  // Finds the events and starts the clock; then the two below may be called. The memory must be ready.
  void begin(uint32_t now_ms);
  EepromRecord::Found load(AlarmSettings& settings);
  EepromRecord::Found load(PanelImage& image);

  // Goes on with what is to be written: at most one byte.
  void update(uint32_t now_ms);

  uint16_t note(EventKind kind, uint8_t detail) override;
  uint16_t note_of_unknown_age(EventKind kind, uint8_t detail);

  void save(const PanelImage& image);
  void save(const AlarmSettings& settings);
  bool is_state_stored() const { return !must_save_state_ && job_ != Job::STATE; }
  bool are_settings_stored() const { return !must_save_settings_ && job_ != Job::SETTINGS; }
  bool is_idle() const { return job_ == Job::NONE && writer_.is_idle(); }

  // The event to send, when there is one and nothing is being written.
  bool oldest(EventRecord& record) const { return is_idle() && log_.oldest(record); }
  int32_t age_s(const EventRecord& record) const;
  void acknowledge(uint16_t id) { log_.acknowledge(id); }

  const EventLog& log() const { return log_; }
  const UptimeClock& clock() const { return clock_; }

 private:
  enum class Job : uint8_t { NONE, STATE, SETTINGS, EVENT };

  static constexpr uint8_t TRIES = 3;

  void finish_job();
  void try_again();
  void start_job();
  void tell_worn();
  uint8_t last_start() const;

  EepromWriter writer_;
  EepromRecord settings_record_;
  EepromRecord state_record_;
  EventLog log_;
  UptimeClock clock_;
  uint8_t settings_bytes_[AlarmSettings::BYTES] = {};
  uint8_t state_bytes_[PanelImage::BYTES] = {};
  bool must_save_settings_ = false;
  bool must_save_state_ = false;
  uint8_t told_faults_ = 0;
  uint8_t tries_ = 0;  // of the record that is being written, in slots that turned out to be worn
  Job job_ = Job::NONE;
};
