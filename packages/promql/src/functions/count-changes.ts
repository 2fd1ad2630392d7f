import { detectReset, isEqual } from "@voiceassist/histogram";
import type { Window } from "../evaluate/window.ts";
import { isStartReset } from "./start-time-reset.ts";
import { windowSamples } from "./window-samples.ts";

type Sample = ReturnType<typeof windowSamples>[number];

export function resetCount(window: Window): number | undefined {
  if (isPlain(window)) {
    return countNumbers(window, (previous, value) => value < previous);
  }
  return countSamples(window, (previous, current) => {
    const { timeMillis, startMillis } = previous;
    if (previous.histogram === undefined || current.histogram === undefined) {
      const isMixed = previous.histogram !== current.histogram;
      if (isMixed || current.value < previous.value) return true;
    } else if (detectReset(current.histogram, previous.histogram)) return true;
    return isStartReset(startMillis, timeMillis, current.startMillis, current.timeMillis);
  });
}

export function changeCount(window: Window): number | undefined {
  if (isPlain(window)) {
    return countNumbers(window, (previous, value) => !isSame(previous, value));
  }
  return countSamples(window, (previous, current) => {
    if (previous.histogram === undefined || current.histogram === undefined) {
      return previous.histogram !== current.histogram || !isSame(previous.value, current.value);
    }
    return !isEqual(current.histogram, previous.histogram);
  });
}

function isSame(left: number, right: number): boolean {
  return left === right || (Number.isNaN(left) && Number.isNaN(right));
}

function isPlain({ histograms, startTimestamps, modifier }: Window): boolean {
  return histograms === undefined && startTimestamps === undefined && modifier === undefined;
}

function countNumbers(
  { values, from, to }: Window,
  counts: (previous: number, value: number) => boolean,
): number {
  let count = 0;
  for (let index = from + 1; index < to; index++) {
    if (counts(values[index - 1] ?? 0, values[index] ?? 0)) count++;
  }
  return count;
}

function countSamples(
  window: Window,
  counts: (previous: Sample, current: Sample) => boolean,
): number | undefined {
  const samples = anchored(window, windowSamples(window));
  if (samples === undefined) return undefined;
  let count = 0;
  for (const [index, current] of samples.entries()) {
    const previous = samples[index - 1];
    if (previous !== undefined && counts(previous, current)) count++;
  }
  return count;
}

/** Of the samples before the window only the last counts; without one inside the window there is nothing to count. */
function anchored(window: Window, samples: readonly Sample[]): readonly Sample[] | undefined {
  if (window.modifier === undefined) return samples;
  const inside = samples.findIndex(({ timeMillis }) => timeMillis > window.startMillis);
  return inside === -1 ? undefined : samples.slice(Math.max(0, inside - 1));
}
