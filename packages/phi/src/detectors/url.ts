import type { Detector } from "../detector.ts";

/** Parts of a URL that no other kind explains: query values, fragments and path segments that name one person. */
export const url: Detector = {
  kind: "URL",
  shapes: [],
  context: [],
  negativeContext: [],
  fieldNames: [],
  strongFieldNames: [],
  examples: { match: [], ignore: ["GET https://api.example.org/v1/models"] },
};
