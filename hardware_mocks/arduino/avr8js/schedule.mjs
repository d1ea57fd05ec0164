// What the world outside will do, in the order of time; what was planned first is done first.
const heap = [];
let numbers = 0;

const isBefore = (one, other) =>
  one.cycle !== other.cycle ? one.cycle < other.cycle : one.number < other.number;

export function schedule(cycle, deed) {
  const plan = { cycle, number: numbers++, deed };
  let i = heap.push(plan) - 1;
  for (let up = (i - 1) >> 1; i && isBefore(plan, heap[up]); i = up, up = (i - 1) >> 1) {
    heap[i] = heap[up];
  }
  heap[i] = plan;
}

function takeFirst() {
  const first = heap[0];
  const last = heap.pop();
  let i = 0;
  for (let child = 1; child < heap.length; i = child, child = 2 * i + 1) {
    if (child + 1 < heap.length && isBefore(heap[child + 1], heap[child])) child++;
    if (!isBefore(heap[child], last)) break;
    heap[i] = heap[child];
  }
  if (heap.length) heap[i] = last;
  return first;
}

export const nextScheduled = () => (heap.length ? heap[0].cycle : Infinity);

let due = Infinity;

// In a deed: the cycle it was planned for; the chip may be a little later.
export const dueCycle = (cycle) => Math.min(due, cycle);

export function doWhatIsDue(cycle) {
  while (heap.length && heap[0].cycle <= cycle) {
    const plan = takeFirst();
    due = plan.cycle;
    plan.deed();
  }
  due = Infinity;
}
