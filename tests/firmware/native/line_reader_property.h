// What must hold for any bytes: shared by the seeded property test and by libFuzzer (line_reader_fuzz.cpp).
#pragma once

#include <stdexcept>
#include <string>

#include "LineReader.h"
#include "LineWriter.h"
#include "signed_line.h"

namespace property {

inline void require(bool holds, const char* what) {
  if (!holds) throw std::logic_error(what);
}

// The line that a message would be written as.
inline std::string written_again(const maker::LineReader& reader, const maker::KnownMessages& known) {
  char line[maker::LINE_CAPACITY];
  const RawValues raw = reader.as<RawValues>();
  return std::string(line, maker::write_line(known.list[reader.id()], raw.values, reader.seq(), line));
}

// Feeds any bytes and throws if something does not hold:
// - a line that is understood is, byte for byte, the one and only way to write its message;
// - everything found is counted;
// - afterwards a good line is understood.
inline void check(const uint8_t* data, size_t size, const maker::KnownMessages& known, const std::string& good_line) {
  maker::LineReader reader(known);
  std::string since_start;
  size_t good = 0, bad = 0;
  for (size_t i = 0; i < size; i++) {
    if (data[i] == '$') since_start.clear();
    since_start += static_cast<char>(data[i]);
    const maker::Found found = reader.feed(data[i]);
    if (found == maker::Found::BadLine) bad++;
    if (found != maker::Found::Message) continue;
    good++;
    if (data[i - 1] == '\r') since_start.erase(since_start.size() - 2, 1);  // the only thing that may differ
    require(since_start == written_again(reader, known), "an understood line is written in another way");
  }
  require(reader.good_lines() == (good & 0xFFFF), "a good line was not counted");
  require(reader.bad_lines() == (bad & 0xFFFF), "a bad line was not counted");
  maker::Found last = maker::Found::Nothing;
  for (const char byte : good_line) last = reader.feed(static_cast<uint8_t>(byte));
  require(last == maker::Found::Message, "a good line after anything is not understood");
}

}  // namespace property
