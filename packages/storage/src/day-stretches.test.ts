import fc from "fast-check";
import { expect, it } from "vitest";
import { stretchesOf } from "./day-stretches.ts";
import { MILLIS_A_DAY } from "./time.ts";

const firstDay = 20_000;
const start = firstDay * MILLIS_A_DAY;
const dayCount = 3;
const time = fc.integer({ min: 0, max: dayCount * 24 - 1 }).chain((hour) =>
  // Close to the hour, so that ends of days and windows are met.
  fc
    .integer({ min: -2, max: 2 })
    .map((millis) => Math.min(Math.max(hour * 3_600_000 + millis, 0), dayCount * MILLIS_A_DAY - 1)),
);
const windows = fc.option(
  fc.record({ stepMillis: fc.constantFrom(7_200_000, 5_000_000, 3), lengthMillis: fc.constantFrom(1, 2) }),
  { nil: undefined },
);

it("is what lies in the range, and in its windows", () => {
  fc.assert(
    fc.property(
      fc.uniqueArray(time),
      time,
      fc.integer({ min: -1, max: 48 }),
      fc.nat({ max: 8 }),
      windows,
      (times, one, hours, pastHours, grid) => {
        const afterMillis = start + one;
        const untilMillis = afterMillis + hours * 3_600_000;
        const pastUntilMillis = untilMillis - pastHours * 3_600_000;
        const sorted = [...times].sort((left, right) => left - right);
        const days = Array.from({ length: dayCount }, (_, day) => ({
          times: {
            offsets: Uint32Array.from(
              sorted
                .filter((offset) => Math.floor(offset / MILLIS_A_DAY) === day)
                .map((offset) => offset % MILLIS_A_DAY),
            ),
          },
          values: { base: 0, numbers: new Uint8Array(0) },
          untilMillis: 0,
        }));
        // A step of 3 ms has too many windows to try over days.
        const tried = grid?.stepMillis === 3 && hours > 0 ? undefined : grid;
        const request = { matchers: [], afterMillis, untilMillis, windows: tried };
        const expected = sorted
          .map((offset) => start + offset)
          .filter((millis) => millis > afterMillis && millis <= pastUntilMillis)
          .filter(
            (millis) => tried === undefined || (untilMillis - millis) % tried.stepMillis < tried.lengthMillis,
          );
        expect([...stretchesOf(days, firstDay, request, pastUntilMillis).timestamps]).toEqual(expected);
      },
    ),
  );
});
