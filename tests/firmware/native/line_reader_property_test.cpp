#include <doctest/doctest.h>

#include <random>
#include <string>
#include <vector>

#include "car_messages.h"
#include "line_reader_property.h"
#include "node_messages.h"

namespace {

using Random = std::mt19937;  // the same numbers on every machine
const maker::KnownMessages ALL_KNOWN[] = {maker::car::FROM_HOST, maker::car::FROM_BOARD, maker::node::FROM_HOST,
                                          maker::node::FROM_BOARD};

uint32_t below(Random& random, uint32_t limit) { return random() % limit; }

const maker::KnownMessages& any_side(Random& random) { return ALL_KNOWN[below(random, 4)]; }

// A good line of any message with any values.
std::string any_line(const maker::KnownMessages& known, Random& random) {
  const maker::MessageSchema* message = known.list[below(random, known.count)];
  int32_t values[maker::MOST_FIELDS] = {};
  for (int32_t& value : values) value = static_cast<int32_t>(random() >> below(random, 32));
  char line[maker::LINE_CAPACITY];
  return std::string(line, maker::write_line(message, values, static_cast<uint8_t>(random()), line));
}

char any_byte(Random& random) {
  static const std::string LIKELY = "$*,\r\n0123456789-ABCDEFPONG";
  return below(random, 2) ? LIKELY[below(random, static_cast<uint32_t>(LIKELY.size()))] : static_cast<char>(random());
}

// Does one of the things that happen to bytes on their way.
void damage(std::string& text, Random& random) {
  const size_t place = below(random, static_cast<uint32_t>(text.size()));
  switch (below(random, 6)) {
    case 0: text[place] = static_cast<char>(text[place] ^ (1 << below(random, 8))); break;
    case 1: text[place] = any_byte(random); break;
    case 2: text.erase(place, 1 + below(random, 5)); break;
    case 3: text.insert(place, 1 + below(random, 5), any_byte(random)); break;
    case 4: text.insert(place, text.substr(below(random, static_cast<uint32_t>(text.size())), 10)); break;
    default: std::swap(text[place], text[below(random, static_cast<uint32_t>(text.size()))]);
  }
}

// A few lines, damaged here and there; sometimes with a right checksum over the damaged text.
std::string any_stream(const maker::KnownMessages& known, Random& random) {
  std::string stream;
  for (uint32_t line = 0; line <= below(random, 6); line++) {
    std::string text = any_line(known, random);
    if (below(random, 4) == 0) {
      std::string body = text.substr(1, text.size() - 7);
      damage(body, random);
      text = signed_line(body);
    }
    stream += text;
  }
  for (uint32_t hits = below(random, 5); hits > 0 && !stream.empty(); hits--) damage(stream, random);
  return stream;
}

void check(const std::string& bytes, const maker::KnownMessages& known, Random& random) {
  const uint8_t* data = reinterpret_cast<const uint8_t*>(bytes.data());
  property::check(data, bytes.size(), known, any_line(known, random));
}

}  // namespace

TEST_CASE("two million bytes of damaged lines are read without harm") {
  Random random(2024);
  size_t fed = 0;
  while (fed < 2000000) {
    const maker::KnownMessages& known = any_side(random);
    const std::string stream = any_stream(known, random);
    fed += stream.size();
    REQUIRE_NOTHROW(check(stream, known, random));
  }
}

TEST_CASE("a million bytes of noise are read without harm") {
  Random random(7);
  for (int round = 0; round < 2000; round++) {
    std::string noise(500, '\0');
    for (char& byte : noise) byte = any_byte(random);
    REQUIRE_NOTHROW(check(noise, any_side(random), random));
  }
}

TEST_CASE("every good line is understood") {
  Random random(11);
  for (int round = 0; round < 20000; round++) {
    const maker::KnownMessages& known = any_side(random);
    maker::LineReader reader(known);
    maker::Found last = maker::Found::Nothing;
    for (const char byte : any_line(known, random)) last = reader.feed(static_cast<uint8_t>(byte));
    REQUIRE(last == maker::Found::Message);
  }
}
