#include "HostLink.h"

#include <TaskWatchdog.h>

using namespace maker;

// The words of the table stand in the order of the libraries' own.
static_assert(static_cast<uint8_t>(node::EventKind::EventsLost) == static_cast<uint8_t>(EventKind::EVENTS_LOST) - 1, "order");
static_assert(static_cast<uint8_t>(node::EventKind::Alarm) == static_cast<uint8_t>(EventKind::ALARM) - 1, "order");
static_assert(static_cast<uint8_t>(node::Zone::Wrong) == static_cast<uint8_t>(ZoneState::WRONG) - 1, "order");
static_assert(static_cast<uint8_t>(node::AlarmState::Alarm) == static_cast<uint8_t>(AlarmState::ALARM), "order");
static_assert(static_cast<uint8_t>(node::ArmMode::Home) == static_cast<uint8_t>(ArmMode::HOME), "order");
static_assert(static_cast<uint8_t>(link::ResetCause::Watchdog) == static_cast<uint8_t>(ResetCause::Watchdog), "order");

namespace {

constexpr uint32_t UPTIME_WIDEST_MS = 0x7FFFFFFF;

bool is_same_state(const node::State& a, const node::State& b) {
  return a.state == b.state && a.mode == b.mode && a.cause == b.cause && a.has_alarmed == b.has_alarmed &&
         a.left_out == b.left_out && a.typed == b.typed && (a.locked_s == 0) == (b.locked_s == 0) &&
         (a.sound_s == 0) == (b.sound_s == 0);
}

bool is_same_sense(const node::Sense& a, const node::Sense& b) {
  return a.zone_0 == b.zone_0 && a.zone_1 == b.zone_1 && a.zone_2 == b.zone_2 && a.zone_3 == b.zone_3 &&
         a.motions == b.motions && a.warm == b.warm && a.lid_open == b.lid_open;
}

node::Zone zone_word(ZoneState state) { return static_cast<node::Zone>(static_cast<uint8_t>(state) - 1); }

}  // namespace

HostLink::HostLink(SecurityNode& node)
    : node_(node), reader_(node::FROM_HOST), sender_(Serial), handshake_(node::PROTOCOL_VERSION, node::SCHEMA_HASH) {}

void HostLink::begin(ResetCause cause) {
  cause_ = cause;
  Serial.begin(BAUD);
}

void HostLink::update(bool is_tick, uint32_t now_ms) {
  for (uint8_t left = SERIAL_RX_BUFFER_SIZE; left > 0 && Serial.available() > 0; --left) {
    const Found found = reader_.feed(static_cast<uint8_t>(Serial.read()));
    if (found == Found::Message) take_line(now_ms);
    if (found == Found::BadLine && reader_.reason() == Bad::NoStart) take_typed();
  }
  if (!is_tick) return;
  finish_order();
  mark_due(now_ms);
  if (Serial.availableForWrite() < LINE_CAPACITY) return;
  if (!say_answer(now_ms) && !say_event(now_ms)) say_telemetry(now_ms);
}

void HostLink::take_line(uint32_t now_ms) {
  switch (reader_.id()) {
    case link::Hello::ID:
      handshake_.hear(reader_.as<link::Hello>());
      was_event_sent_ = false;
      due_ |= BOOT | STATE | SENSE;
      break;
    case link::Ping::ID:
      token_ = reader_.as<link::Ping>().token;
      due_ |= PONG;
      break;
    case link::Ack::ID:
      if (handshake_.fits()) node_.store().acknowledge(reader_.as<link::Ack>().event_id);
      break;
    default: take_order(now_ms);
  }
  if (handshake_.fits()) node_.host_heard(now_ms);
}

void HostLink::take_order(uint32_t now_ms) {
  if (!handshake_.fits()) {
    refuse(handshake_.refusal());
  } else if (reader_.id() == node::Sound::ID) {  // nothing to be stored, and no time to wait
    const node::Sound sound = reader_.as<node::Sound>();
    node_.sound(sound.sound_s, sound.sound == node::SirenSound::Pulsing, now_ms);
    due_ |= STATE;
  } else if (is_storing_ && reader_.id() != node::Disarm::ID) {  // disarming never waits
    refuse(link::Refusal::Busy);
  } else {
    carry_out(now_ms);
  }
}

void HostLink::carry_out(uint32_t now_ms) {
  bool is_done = true;
  if (reader_.id() == node::Get::ID) {
    due_ |= CONFIG;
    return;
  }
  if (reader_.id() == node::Arm::ID) {
    const node::Arm arm = reader_.as<node::Arm>();
    is_done = node_.arm(static_cast<ArmMode>(arm.mode), arm.bypass, now_ms);
  } else if (reader_.id() == node::Disarm::ID) {
    node_.disarm(now_ms);
  } else if (reader_.id() == node::Set::ID) {
    const node::Set set = reader_.as<node::Set>();
    AlarmSettings wanted;
    wanted.exit_s = set.exit_s;
    wanted.entry_s = set.entry_s;
    wanted.siren_s = set.siren_s;
    wanted.retriggers = set.retriggers;
    wanted.entry_route = set.entry_route;
    wanted.left_out_at_home = set.left_out_at_home;
    wanted.battery_low_mv = set.battery_low_mv;
    wanted.tamper_sounds_disarmed = set.tamper_sounds != 0;
    is_done = node_.set(wanted);
  } else if (reader_.id() == node::Code::ID) {
    is_done = set_code(reader_.as<node::Code>());
  }
  if (!is_done) {
    refuse(link::Refusal::NotNow);
    return;
  }
  order_seq_ = reader_.seq();
  is_storing_ = true;
}

bool HostLink::set_code(const node::Code& code) {
  uint8_t digits[PIN_DIGITS_MAX] = {};
  uint32_t rest = code.number;
  for (uint8_t place = code.digits; place-- > 0; rest /= 10) digits[place] = rest % 10;
  return rest == 0 && node_.set_code(static_cast<uint8_t>(code.which), digits, code.digits, code.salt);
}

// An order is done when it would survive a power cut.
void HostLink::finish_order() {
  if (!is_storing_ || !node_.is_stored()) return;
  is_storing_ = false;
  due_ |= DONE;
}

void HostLink::refuse(link::Refusal refusal) {
  refused_seq_ = reader_.seq();
  refusal_ = refusal;
  due_ |= NAK;
}

void HostLink::take_typed() {
  if (reader_.text()[0] == '?') due_ |= BOOT | STATE | SENSE | CONFIG;
}

void HostLink::mark_due(uint32_t now_ms) {
  if (now_ms - state_ms_ >= STATE_MS || !is_same_state(said_state_, state(now_ms))) due_ |= STATE;
  if (now_ms - sense_ms_ >= SENSE_MS || !is_same_sense(said_sense_, sense())) due_ |= SENSE;
}

bool HostLink::say_answer(uint32_t now_ms) {
  if (due_ & BOOT) return say_boot(now_ms);
  if (due_ & DONE) return say(DONE, link::Done{order_seq_});
  if ((due_ & NAK) && now_ms - nak_ms_ >= NAK_MS) {
    nak_ms_ = now_ms;
    return say(NAK, link::Nak{refused_seq_, refusal_});
  }
  if (due_ & PONG) return say(PONG, link::Pong{token_, now_ms & UPTIME_WIDEST_MS});
  return (due_ & CONFIG) && say(CONFIG, config());
}

bool HostLink::say_boot(uint32_t now_ms) {
  link::Boot boot;
  boot.sketch = link::Sketch::Node;
  boot.protocol = node::PROTOCOL_VERSION;
  boot.schema = node::SCHEMA_HASH;
  boot.cause = static_cast<link::ResetCause>(cause_);
  boot.watchdog_resets = TaskWatchdog::RESETS;
  boot.uptime_ms = now_ms & UPTIME_WIDEST_MS;
  return say(BOOT, boot);
}

bool HostLink::say_event(uint32_t now_ms) {
  EventRecord record;
  if (!handshake_.fits() || !node_.store().oldest(record)) return false;
  if (was_event_sent_ && sent_event_ == record.id && now_ms - event_ms_ < EVENT_REPEAT_MS) return false;
  node::Event event;
  event.event_id = record.id;
  event.kind = static_cast<node::EventKind>(record.kind - 1);
  event.detail = record.detail;
  event.age_s = node_.store().age_s(record);
  if (!sender_.send(event)) return false;
  was_event_sent_ = true;
  sent_event_ = record.id;
  event_ms_ = now_ms;
  return true;
}

bool HostLink::say_telemetry(uint32_t now_ms) {
  if ((due_ & STATE) && node_.is_state_stored()) {
    said_state_ = state(now_ms);
    state_ms_ = now_ms;
    return say(STATE, said_state_);
  }
  if (due_ & SENSE) {
    said_sense_ = sense();
    sense_ms_ = now_ms;
    return say(SENSE, said_sense_);
  }
  if (now_ms - count_ms_ < COUNT_MS) return false;
  count_ms_ = now_ms;
  return sender_.send(link::Count{reader_.good_lines(), reader_.bad_lines(), sender_.unsent_lines()});
}

node::State HostLink::state(uint32_t now_ms) const {
  const AlarmPanel& panel = node_.panel();
  node::State state;
  state.state = static_cast<node::AlarmState>(panel.state());
  state.mode = static_cast<node::ArmMode>(panel.mode());
  state.remaining_s = panel.remaining_s(now_ms);
  state.cause = panel.cause();
  state.has_alarmed = panel.has_alarmed();
  state.left_out = panel.left_out();
  state.locked_s = node_.lock().remaining_s(now_ms);
  state.typed = node_.typed();
  state.unacknowledged = node_.store().log().unacknowledged();
  state.sound_s = node_.host_sound().remaining_s(now_ms);
  return state;
}

node::Sense HostLink::sense() const {
  node::Sense sense;
  sense.zone_0 = zone_word(node_.zone(0));
  sense.zone_1 = zone_word(node_.zone(1));
  sense.zone_2 = zone_word(node_.zone(2));
  sense.zone_3 = zone_word(node_.zone(3));
  sense.motions = (node_.sees_motion(0) ? 1 : 0) | (node_.sees_motion(1) ? 2 : 0);
  sense.warm = node_.is_warm();
  sense.lid_open = node_.is_lid_open();
  sense.battery_mv = node_.battery_mv();
  return sense;
}

node::Config HostLink::config() const {
  const AlarmSettings& settings = node_.settings();
  node::Config config;
  config.exit_s = settings.exit_s;
  config.entry_s = settings.entry_s;
  config.siren_s = settings.siren_s;
  config.retriggers = settings.retriggers;
  config.entry_route = settings.entry_route;
  config.left_out_at_home = settings.left_out_at_home;
  config.battery_low_mv = settings.battery_low_mv;
  config.tamper_sounds = settings.tamper_sounds_disarmed;
  config.has_code = settings.codes[0].is_set();
  config.has_duress = settings.codes[1].is_set();
  return config;
}
