import { expect, test } from "vitest";
import { isLoopbackHost } from "./host-check.ts";

test.each([
  ["localhost:3000", true],
  ["LOCALHOST", true],
  ["console.localhost:3000", true],
  ["127.0.0.1:9090", true],
  ["127.1.2.3", true],
  ["[::1]:3000", true],
  ["evil.example:3000", false],
  ["localhost.evil.example", false],
  ["127.0.0.1.evil.example", false],
  ["192.168.0.4:3000", false],
  ["", false],
  [undefined, false],
])("the host %j is loopback: %j", (host, expected) => {
  expect(isLoopbackHost(host)).toBe(expected);
});
