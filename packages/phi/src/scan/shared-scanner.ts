import type { PhiKind } from "../phi-kind.ts";
import { detectors } from "../registry.ts";
import { createScanner, type Scanner } from "./scanner.ts";

/** Hardly any process has policies that keep so many different sets of kinds and fields. */
const mostScanners = 8;

const scanners = new Map<string, Scanner>();

/**
 * The scanner of all kinds but those that are kept. Redactors whose policies differ in what stands for an identifier share
 * one: it takes megabytes and is compiled for its own tables, which a second one would undo for both. What it finds
 * depends on nothing but the text; nothing foreign is called while it reads one.
 */
export function sharedScanner(
  keptKinds: ReadonlySet<PhiKind>,
  keptFields: readonly string[],
  typeFields: readonly string[],
): Scanner {
  const key = JSON.stringify([[...keptKinds].sort(), keptFields, typeFields]);
  const known = scanners.get(key);
  if (known !== undefined) return known;
  const scanner = createScanner(
    detectors.filter(({ kind }) => !keptKinds.has(kind)),
    keptFields,
    typeFields,
  );
  const [oldest] = scanners.keys();
  if (scanners.size === mostScanners && oldest !== undefined) scanners.delete(oldest);
  scanners.set(key, scanner);
  return scanner;
}
