// Says what the firmware's reader makes of each line of a file (lines_to_judge.py writes it), one answer a line:
// what a fresh reader finds, a bar, and what a reader finds that has read all lines of this side before.
#include <fstream>
#include <iostream>
#include <map>
#include <string>

#include "LineReader.h"
#include "LineWriter.h"
#include "link_messages.h"
#include "signed_line.h"
#ifdef WITH_CAR
#include "car_messages.h"
#endif
#ifdef WITH_NODE
#include "node_messages.h"
#endif

namespace {

const std::map<std::string, maker::KnownMessages> SIDES = {
    {"link.FROM_HOST", maker::link::FROM_HOST},
    {"link.FROM_BOARD", maker::link::FROM_BOARD},
#ifdef WITH_CAR
    {"car.FROM_HOST", maker::car::FROM_HOST},
    {"car.FROM_BOARD", maker::car::FROM_BOARD},
#endif
#ifdef WITH_NODE
    {"node.FROM_HOST", maker::node::FROM_HOST},
    {"node.FROM_BOARD", maker::node::FROM_BOARD},
#endif
};

// Undoes Python's escapes: \n, \r, \t, \\ and \xNN.
std::string unescaped(const std::string& text) {
  std::string bytes;
  for (size_t i = 0; i < text.size(); i++) {
    if (text[i] != '\\') {
      bytes += text[i];
    } else if (text[++i] == 'x') {
      bytes += static_cast<char>(std::stoi(text.substr(i + 1, 2), nullptr, 16));
      i += 2;
    } else {
      bytes += text[i] == 'n' ? '\n' : text[i] == 'r' ? '\r' : text[i] == 't' ? '\t' : text[i];
    }
  }
  return bytes;
}

std::string answer(maker::LineReader& reader, const maker::KnownMessages& known, const std::string& bytes) {
  std::string said;
  for (const char byte : bytes) {
    const maker::Found found = reader.feed(static_cast<uint8_t>(byte));
    if (found == maker::Found::BadLine) said += " bad:" + std::to_string(static_cast<int>(reader.reason()));
    if (found != maker::Found::Message) continue;
    char line[maker::LINE_CAPACITY];
    const RawValues raw = reader.as<RawValues>();
    const uint8_t length = maker::write_line(known.list[reader.id()], raw.values, reader.seq(), line);
    said += " " + std::string(line, length - 1u);
  }
  return said;
}

}  // namespace

int main(int, char** arguments) {
  std::map<std::string, maker::LineReader> readers;
  std::ifstream file(arguments[1]);
  std::string side, damage, verdict, text;
  while (std::getline(file, side, '\t') && std::getline(file, damage, '\t') && std::getline(file, verdict, '\t') &&
         std::getline(file, text)) {
    const maker::KnownMessages& known = SIDES.at(side);
    maker::LineReader fresh(known);
    maker::LineReader& old = readers.emplace(side, maker::LineReader(known)).first->second;
    const std::string bytes = unescaped(text);
    std::cout << answer(fresh, known, bytes) << " |" << answer(old, known, bytes) << "\n";
  }
}
