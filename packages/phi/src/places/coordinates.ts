import type { Shape } from "../detector.ts";

const latitude = "-?\\d{1,2}\\.\\d{2,15}";
const longitude = "-?\\d{1,3}\\.\\d{2,15}";

/** `lat` alone is a latency; beside a longitude it is none. */
function hasPartner(_: string, text: string, start: number): boolean {
  const around = text.slice(Math.max(0, start - 48), start + 48);
  return /\blat(?:itude)?\b/i.test(around) && /\b(?:lon|lng|long|longitude)\b/i.test(around);
}

/** Two decimals of a degree are a kilometre: where a person is, not in which state. */
export const coordinates: readonly Shape[] = [
  {
    anchor: {
      on: "word",
      words: ["lat", "latitude", "lon", "lng", "longitude"],
      from: "end",
      next: " :=\"'",
    },
    pattern: new RegExp(`["']?[ :=]{1,3}["']?(${longitude})(?![\\w.])`, "y"),
    strength: "strong",
    accepts: hasPartner,
  },
  {
    anchor: {
      on: "word",
      words: ["geo", "gps", "coordinates", "coords", "location"],
      from: "end",
      next: " :=\"'",
    },
    pattern: new RegExp(`["']?[ :=]{1,3}["'([]?(${latitude}, ?${longitude})(?![\\w.])`, "y"),
    strength: "strong",
  },
];
