import { getHeapSpaceStatistics } from "node:v8";

/** V8 compiles patterns to slower code once a process holds so much code of any kind (`kRegExpExecutableMemoryLimit`). */
export const slowPatternsMebibytes = 16;

/** The machine code that V8 holds for this process, most of it of the engine's patterns. */
export function machineCodeMebibytes(): number {
  const spaces = getHeapSpaceStatistics().filter(({ space_name: name }) => name.startsWith("code_"));
  return spaces.reduce((sum, { space_size: size }) => sum + size, 0) / 2 ** 20;
}
