#include <doctest/doctest.h>

#include <vector>

#include "EventQueue.h"

namespace {

struct Event {
  uint16_t event_id;
  char what;
};

using Queue = maker::EventQueue<Event, 3>;

// The ids that are due, each marked as sent, until none is.
std::vector<int> send_all(Queue& queue, uint32_t now_ms) {
  std::vector<int> ids;
  while (const Event* event = queue.due(now_ms)) {
    ids.push_back(event->event_id);
    queue.mark_sent(event->event_id, now_ms);
  }
  return ids;
}

using Ids = std::vector<int>;

}  // namespace

TEST_CASE("events are due in their order, each once until its time to repeat") {
  Queue queue(500);
  CHECK(queue.due(0) == nullptr);
  CHECK(queue.push(Event{10, 'a'}));
  CHECK(queue.push(Event{11, 'b'}));
  CHECK(send_all(queue, 1000) == Ids{10, 11});
  CHECK(send_all(queue, 1499) == Ids{});
  CHECK(send_all(queue, 1500) == Ids{10, 11});
}

TEST_CASE("an event is repeated until it is acknowledged") {
  Queue queue(500);
  queue.push(Event{10, 'a'});
  queue.push(Event{11, 'b'});
  queue.push(Event{12, 'c'});
  send_all(queue, 0);
  CHECK(queue.acknowledge(11));
  CHECK(send_all(queue, 500) == Ids{10, 12});
  CHECK(queue.acknowledge(10));
  CHECK(queue.acknowledge(12));
  CHECK(send_all(queue, 5000) == Ids{});
  CHECK(queue.count() == 0);
}

TEST_CASE("the event itself is kept, not only its id") {
  Queue queue(500);
  queue.push(Event{10, 'a'});
  queue.push(Event{11, 'b'});
  queue.acknowledge(10);
  CHECK(queue.due(0)->what == 'b');
}

TEST_CASE("a repeat is on time while millis() wraps") {
  Queue queue(500);
  queue.push(Event{10, 'a'});
  queue.mark_sent(10, 0xFFFFFFFFUL - 99);
  CHECK(send_all(queue, 399) == Ids{});
  CHECK(send_all(queue, 400) == Ids{10});
}

TEST_CASE("a full queue keeps the old events and counts the new ones it lost") {
  Queue queue(500);
  for (uint16_t id = 1; id <= 3; id++) CHECK(queue.push(Event{id, 'x'}));
  CHECK(queue.is_full());
  CHECK_FALSE(queue.push(Event{4, 'x'}));
  CHECK(queue.lost() == 1);
  CHECK(send_all(queue, 0) == Ids{1, 2, 3});
  queue.acknowledge(1);
  CHECK_FALSE(queue.is_full());
  CHECK(queue.push(Event{5, 'x'}));
  CHECK(send_all(queue, 1) == Ids{5});
  CHECK(queue.lost() == 1);
}

TEST_CASE("acknowledging what is not there changes nothing") {
  Queue queue(500);
  queue.push(Event{10, 'a'});
  CHECK_FALSE(queue.acknowledge(9));
  queue.mark_sent(9, 0);
  CHECK(send_all(queue, 0) == Ids{10});
  CHECK(queue.acknowledge(10));
  CHECK_FALSE(queue.acknowledge(10));
}
