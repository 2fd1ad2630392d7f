import type { Detector } from "../detector.ts";

/** Parts of a URL that no other kind explains: query values, fragments and path segments that name one person. */
export const url: Detector = {
  kind: "URL",
  shapes: [
    {
      // In what persons write, the address of a site tells of them; in what programs write, it is a route.
      anchor: { on: "word", words: ["http", "https", "www", "ftp"], from: "start" },
      pattern:
        /(?<![\p{L}\p{N}.@-])(?:(?:https?|ftp):\/\/(?!localhost|127\.|\[|\d{1,3}\.)(?:[\p{L}\p{N}-]{1,63}\.){1,8}\p{L}{2,24}|www\.(?:[\p{L}\p{N}-]{1,63}\.){1,8}\p{L}{2,24})(?::\d{1,5})?(?:\/[^\s"'<>]{0,512}(?<![.,;:!?)]))?/iuy,
      strength: "weak",
      contextReach: 160,
    },
  ],
  context: [
    "my",
    "your",
    "her",
    "his",
    "she",
    "he",
    "i",
    "you",
    "website",
    "blog",
    "homepage",
    "browse",
    "browser",
    "facebook",
    "linkedin",
    "instagram",
    "twitter",
    "profile",
    "site",
    "visit",
    "posted",
    "photo",
    "check",
  ],
  negativeContext: [],
  fieldNames: [],
  strongFieldNames: [],
  examples: {
    match: [["my blog is https://jane.example.org/about.", "https://jane.example.org/about"]],
    ignore: ["GET https://api.example.org/v1/models"],
  },
};
