/** Those that remember something of the text that is scanned now. */
const filled: (() => void)[] = [];

/** Nothing that a text holds is remembered beyond its scan: who remembers says so, once, before. */
export function forgetAfterScan(forget: () => void): void {
  filled.push(forget);
}

/** Called when the scan of a text ends. */
export function endScan(): void {
  for (let forget = filled.pop(); forget !== undefined; forget = filled.pop()) forget();
}
