import type { Detector } from "../detector.ts";

const weights = [8, 7, 6, 5, 4, 3, 2, 10, 0, 9, 8, 7, 6, 5, 4, 3, 2];

/** 49 CFR 565.15: position 9 is the weighted sum modulo 11, ten written as X. */
function passesVin(value: string): boolean {
  if (!/[A-Z]/.test(value)) return false;
  let sum = 0;
  for (let at = 0; at < weights.length; at += 1) {
    const character = value.charAt(at);
    const digit = character >= "A" ? letterValue(character) : Number(character);
    sum += digit * (weights[at] ?? 0);
  }
  return "0123456789X".charAt(sum % 11) === value.charAt(8);
}

/** A-H are 1-8, J-R 1-9, S-Z 2-9. */
function letterValue(letter: string): number {
  const code = letter.charCodeAt(0);
  return letter < "J" ? code - 64 : letter < "S" ? code - 73 : code - 81;
}

export const vehicle: Detector = {
  kind: "VEHICLE",
  shapes: [
    {
      anchor: { on: "digits", min: 1, max: 4, next: "ABCDEFGHJKLMNPRSTUVWXYZ" },
      pattern: /(?<![\w-])[A-HJ-NPR-Z\d]{8}[\dX][A-HJ-NPR-Z\d]{5}\d{3}(?![\w-])/y,
      strength: "strong",
      accepts: passesVin,
    },
    {
      anchor: { on: "word", words: ["vin"], from: "end" },
      pattern: /(?: (?:number|no\.?|is)){0,2}["']?[ :=#]{1,3}["']?([A-HJ-NPR-Z\d]{17})(?!\w)/iy,
      strength: "strong",
    },
    {
      anchor: { on: "word", words: ["plate", "plates"], from: "end" },
      pattern:
        /(?: (?:number|no\.?|is)){0,2}[ :=#]{1,3}((?=[A-Z -]{0,8}\d)[A-Z\d]{1,4}[ -]?[A-Z\d]{2,5})(?!\w)/iy,
      strength: "strong",
      accepts: (value) => /[A-Za-z]/.test(value) && /\d\d/.test(value) && !/ [a-z]+$/.test(value),
    },
  ],
  context: [],
  negativeContext: [],
  fieldNames: [
    "vin",
    "license plate",
    "licence plate",
    "plate number",
    "vehicle identification number",
    "vehicle registration",
  ],
  strongFieldNames: [],
  labelled: /[A-Za-z0-9](?:[A-Za-z0-9 -]{2,18}[A-Za-z0-9])(?!\w)/y,
  acceptsLabelled: (value) => /\d/.test(value),
  examples: {
    match: [
      ["VIN: 1M8GDM9AXKP042788", "1M8GDM9AXKP042788"],
      ["drives 1M8GDM9AXKP042788 now", "1M8GDM9AXKP042788"],
      ["license plate 7ABC123", "7ABC123"],
    ],
    ignore: ["1M8GDM9A1KP042788", "plate 12 mm"],
  },
};
