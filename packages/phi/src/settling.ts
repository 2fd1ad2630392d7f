/**
 * What went may have held the marks that divide a text, or hidden a message in it. So often what became of such a text is
 * read again, at most; texts that no one crafted are read once or twice.
 */
const mostReadings = 8;

/** Reads texts until nothing more changes. */
export interface Settling {
  /** Says, while a text is redacted, that what became of it may be read otherwise. */
  readonly readAgain: () => void;
  /** What becomes of a text, its parts included; what never settles is a failure. */
  readonly settled: <T extends string | undefined>(source: string, redact: (text: string) => T) => T | string;
  /** What happens within another text and is no part of it. */
  readonly apart: <T>(run: () => T) => T;
}

export function createSettling(failed: (source: string) => string): Settling {
  let isSettling = false;
  let readsOtherwise = false;
  return {
    readAgain() {
      readsOtherwise = true;
    },
    settled(source, redact) {
      // A part is read again with the whole: else the readings of parts within parts would multiply.
      if (isSettling) return redact(source);
      isSettling = true;
      try {
        let current = source;
        for (let reading = 0; reading < mostReadings; reading += 1) {
          readsOtherwise = false;
          const redacted = redact(current);
          if (!readsOtherwise || redacted === undefined || redacted === current) return redacted;
          current = redacted;
        }
      } finally {
        isSettling = false;
      }
      return failed(source);
    },
    apart(run) {
      const wasSettling = isSettling;
      const readOtherwise = readsOtherwise;
      isSettling = false;
      try {
        return run();
      } finally {
        isSettling = wasSettling;
        readsOtherwise = readOtherwise;
      }
    },
  };
}
