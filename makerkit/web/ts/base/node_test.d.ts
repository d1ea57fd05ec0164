// The few names of Node's own test runner that the tests beside the sources use.
declare module "node:test" {
  export function describe(what: string, body: () => void): void;
  export function it(should: string, body: () => void | Promise<void>): void;
}

declare module "node:assert/strict" {
  const assert: {
    equal(actual: unknown, expected: unknown, message?: string): void;
    deepEqual(actual: unknown, expected: unknown, message?: string): void;
    ok(value: unknown, message?: string): asserts value;
    rejects(promise: Promise<unknown>, expected?: unknown): Promise<void>;
  };
  export default assert;
}
