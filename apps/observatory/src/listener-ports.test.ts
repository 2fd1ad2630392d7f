import { expect, test } from "vitest";
import { isOwnAddress, targetAddress } from "./listener-ports.ts";

test.each([
  ["localhost:8000", 20_000, "localhost:28000"],
  ["127.0.0.1:9090", 20_000, "127.0.0.1:29090"],
  ["[::1]:3100", 1, "[::1]:3101"],
  ["localhost:9100", 20_000, "localhost:9100"],
  ["gateway:8000", 20_000, "gateway:8000"],
  ["10.0.0.5:8000", 20_000, "10.0.0.5:8000"],
  ["localhost:8000", 0, "localhost:8000"],
])("target %s with the offset %d is at %s", (configured, offset, address) => {
  expect(targetAddress(configured, offset)).toBe(address);
});

test.each([
  ["http://localhost:4318/v1/traces", 0, true],
  ["http://127.0.0.1:14318/v1/traces", 10_000, true],
  ["http://localhost:4318/v1/traces", 10_000, false],
  ["http://localhost:8428/opentelemetry/v1/metrics", 0, false],
  ["http://jaeger:4318/v1/traces", 0, false],
  ["https://localhost/v1/traces", 0, false],
])("%s with the offset %d is our own: %j", (address, offset, expected) => {
  expect(isOwnAddress(address, offset)).toBe(expected);
});
