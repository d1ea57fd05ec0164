#include <doctest/doctest.h>

#include <string>
#include <vector>

#include "LineReader.h"
#include "link_messages.h"
#include "signed_line.h"

using maker::Bad;
using maker::Found;
using maker::LineReader;
namespace link_ = maker::link;

namespace {

const char* const NAMES_OF_BAD[] = {"NoStart",     "Cut",        "TooLong", "NoChecksum", "Checksum",
                                    "UnknownName", "FieldCount", "Form",    "Range"};

// What a reader finds in a text: "PING 7 seq 3", or the reason why a line is bad.
std::vector<std::string> feed(LineReader& reader, const std::string& text) {
  std::vector<std::string> seen;
  for (const char byte : text) {
    const Found found = reader.feed(static_cast<uint8_t>(byte));
    if (found == Found::BadLine) seen.push_back(NAMES_OF_BAD[static_cast<uint8_t>(reader.reason())]);
    if (found != Found::Message) continue;
    const RawValues raw = reader.as<RawValues>();
    seen.push_back(std::to_string(reader.id()) + ": " + std::to_string(raw.values[0]) + " seq " +
                   std::to_string(reader.seq()));
  }
  return seen;
}

std::vector<std::string> feed(const std::string& text) {
  LineReader reader(link_::FROM_HOST);
  return feed(reader, text);
}

using Seen = std::vector<std::string>;
const std::string PING = signed_line("PING,7,3");
const std::string IS_PING = std::to_string(link_::Ping::ID) + ": 7 seq 3";

}  // namespace

TEST_CASE("a whole line is its message") {
  LineReader reader(link_::FROM_HOST);
  CHECK(feed(reader, signed_line("HELLO,1,40000,255")) == Seen{std::to_string(link_::Hello::ID) + ": 1 seq 255"});
  const link_::Hello hello = reader.as<link_::Hello>();
  CHECK(reader.id() == link_::Hello::ID);
  CHECK(hello.protocol == 1);
  CHECK(hello.schema == 40000);
  CHECK(reader.seq() == 255);
}

TEST_CASE("words and negative numbers arrive as they were sent") {
  LineReader reader(link_::FROM_BOARD);
  feed(reader, signed_line("BOOT,NODE,1,65535,BROWN_OUT,1,2147483647,0"));
  const link_::Boot boot = reader.as<link_::Boot>();
  CHECK(boot.sketch == link_::Sketch::Node);
  CHECK(boot.schema == 65535);
  CHECK(boot.cause == link_::ResetCause::BrownOut);
  CHECK(boot.watchdog_resets == 1);
  CHECK(boot.uptime_ms == 2147483647UL);
  CHECK(reader.seq() == 0);
}

TEST_CASE("a message is only understood from its own side") {
  CHECK(feed(signed_line("PONG,7,100,3")) == Seen{"UnknownName"});
}

TEST_CASE("carriage returns and empty lines change nothing") {
  const std::string with_return = PING.substr(0, PING.size() - 1) + "\r\n";
  CHECK(feed("\n\r\n" + with_return + "\n" + PING) == Seen{IS_PING, IS_PING});
}

TEST_CASE("a $ begins a line anywhere") {
  CHECK(feed("$PING,7" + PING) == Seen{"Cut", IS_PING});
  CHECK(feed("$$" + PING) == Seen{"Cut", "Cut", IS_PING});
  CHECK(feed("noise" + PING) == Seen{"NoStart", IS_PING});
  CHECK(feed(std::string(200, 'x') + PING) == Seen{"TooLong", IS_PING});
  CHECK(feed("$" + std::string(200, 'x') + PING) == Seen{"TooLong", IS_PING});
}

TEST_CASE("text without a $ can be looked at") {
  LineReader reader(link_::FROM_HOST);
  CHECK(feed(reader, "?\r\n") == Seen{"NoStart"});
  CHECK(reader.text() == doctest::String("?"));
  CHECK(feed(reader, "help me\n") == Seen{"NoStart"});
  CHECK(reader.text() == doctest::String("help me"));
  CHECK(feed(reader, PING) == Seen{IS_PING});
}

TEST_CASE("a line has at most 62 characters before its newline") {
  const std::string longest = signed_line(std::string(56, 'X'));
  REQUIRE(longest.size() == 63);
  CHECK(feed(longest) == Seen{"UnknownName"});
  CHECK(feed(longest.substr(0, 62) + "\r\n") == Seen{"UnknownName"});
  CHECK(feed(signed_line(std::string(57, 'X'))) == Seen{"TooLong"});
  CHECK(feed(signed_line(std::string(58, 'X'))) == Seen{"TooLong"});
  CHECK(feed(std::string(62, 'x') + "\n") == Seen{"NoStart"});
  CHECK(feed(std::string(63, 'x') + "\n") == Seen{"TooLong"});
}

TEST_CASE("the rest of a line that is too long is not counted again") {
  CHECK(feed(std::string(1000, 'x') + "\n" + PING) == Seen{"TooLong", IS_PING});
  CHECK(feed(std::string(64, 'x') + "\r\r\n" + PING) == Seen{"TooLong", IS_PING});
}

TEST_CASE("without its checksum a line is nothing") {
  for (const char* line : {"$\n", "$*\n", "$*FFF\n", "$PING,7,3\n", "$PING,7,3*\n", "$PING,7,3*123\n", "$PING,7,3*12345\n",
                           "$PING,7,3*abcd\n", "$PING,7,3*12G4\n", "$PING,7,3#1234\n", "$PING,7,3*123@\n",
                           "$PING,7,3*/234\n", "$PING,7,3*1:34\n"}) {
    CHECK(feed(line) == Seen{"NoChecksum"});
  }
}

TEST_CASE("each wrong digit of the checksum is seen") {
  for (size_t place = PING.size() - 5; place < PING.size() - 1; place++) {
    std::string damaged = PING;
    damaged[place] = damaged[place] == '0' ? '1' : '0';
    CHECK(feed(damaged) == Seen{"Checksum"});
  }
}

TEST_CASE("a wrong name or count of fields is seen though the checksum is right") {
  for (const char* body : {"", ",", "PIN,7,3", "PINGS,7,3", "ping,7,3", ",PING,7,3", "PINGPING,7,3", "HELL,1,2,3", "*"}) {
    CHECK(feed(signed_line(body)) == Seen{"UnknownName"});
  }
  CHECK(feed(signed_line(std::string("PING\0,7,3", 9))) == Seen{"UnknownName"});
  for (const char* body : {"PING", "PING,", "PING,7", "PING,7,3,", "PING,7,3,4", "PING,,,"}) {
    CHECK(feed(signed_line(body)) == Seen{"FieldCount"});
  }
}

TEST_CASE("the first field that cannot be names the reason") {
  CHECK(feed(signed_line("PING,x,3")) == Seen{"Form"});
  CHECK(feed(signed_line("PING,,3")) == Seen{"Form"});
  CHECK(feed(signed_line("PING,7,")) == Seen{"Form"});
  CHECK(feed(signed_line("PING,7,03")) == Seen{"Form"});
  CHECK(feed(signed_line("PING,65536,3")) == Seen{"Range"});
  CHECK(feed(signed_line("PING,7,256")) == Seen{"Range"});
  CHECK(feed(signed_line("PING,7,-1")) == Seen{"Range"});
  CHECK(feed(signed_line("PING,65536,x")) == Seen{"Range"});
  CHECK(feed(signed_line("PING,x,256")) == Seen{"Form"});
}

TEST_CASE("a message may have as many fields as there is room for") {
  const maker::FieldSchema digit = {0, 9, nullptr};
  const maker::FieldSchema fields[] = {digit, digit, digit, digit, digit, digit, digit, digit, digit, digit};
  const maker::MessageSchema message = {"WIDEST7", maker::MOST_FIELDS, fields};
  const maker::MessageSchema* const list[] = {&message};
  LineReader reader(maker::KnownMessages{list, 1});
  CHECK(feed(reader, signed_line("WIDEST7,9,8,7,6,5,4,3,2,1,0,200")) == Seen{"0: 9 seq 200"});
  for (uint8_t i = 0; i < maker::MOST_FIELDS; i++) CHECK(reader.as<RawValues>().values[i] == 9 - i);
}

TEST_CASE("lines are counted, bad ones by their reason") {
  LineReader reader(link_::FROM_HOST);
  feed(reader, PING + "noise\n" + PING + "$PING,7,3*0000\n$PING,7,3*0000\n" + PING + "$PING" + PING);
  CHECK(reader.good_lines() == 4);
  CHECK(reader.bad_lines() == 4);
  CHECK(reader.bad_lines(Bad::NoStart) == 1);
  CHECK(reader.bad_lines(Bad::Checksum) == 2);
  CHECK(reader.bad_lines(Bad::Cut) == 1);
  CHECK(reader.bad_lines(Bad::TooLong) == 0);
}

TEST_CASE("bytes of every kind may stand in a line, and only the checksum decides") {
  for (int byte = 0; byte < 256; byte++) {
    if (byte == '$' || byte == '\n') continue;
    const std::string name(1, static_cast<char>(byte));
    const Seen seen = feed("$" + name + "*0000\n" + PING);
    CHECK(seen == Seen{"Checksum", IS_PING});
  }
}
