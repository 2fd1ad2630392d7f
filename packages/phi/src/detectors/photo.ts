import type { Detector } from "../detector.ts";

/** Full-face photographs and the like: data URIs of images, files named for a patient, fields that hold them. */
export const photo: Detector = {
  kind: "PHOTO",
  shapes: [
    {
      anchor: { on: "word", words: ["data"], from: "start" },
      pattern: /(?<![\w-])data:image\/[a-z+.-]{2,16};base64,[A-Za-z0-9+/=_-]{8,65536}/y,
      strength: "strong",
    },
    {
      anchor: { on: "word", words: ["patient", "face", "headshot", "selfie", "mugshot"], from: "start" },
      pattern:
        /(?<![\w.-])(?:patient|face|headshot|selfie|mugshot)[_-][\w-]{1,48}\.(?:jpe?g|png|gif|webp|heic|bmp|tiff?|dcm)(?!\w)/iy,
      strength: "strong",
    },
    {
      // Of a PNG's first bytes in base64.
      anchor: { on: "word", words: ["vbo"], from: "start" },
      pattern: /(?<=(?<![A-Za-z0-9+])i)VBORw0KGgo[A-Za-z0-9+/]{16,65536}={0,2}/y,
      strength: "strong",
      startsAt: (_, start) => start - 1,
    },
    {
      // Of a JPEG's.
      anchor: { on: "word", words: ["j"], from: "start", next: "/", after: ["/9"] },
      pattern: /(?<=(?<![A-Za-z0-9+])\/9)j\/[24][A-Za-z0-9+/]{16,65536}={0,2}/y,
      strength: "strong",
      startsAt: (_, start) => start - 2,
    },
  ],
  context: [],
  negativeContext: [],
  fieldNames: [
    "photo",
    "photograph",
    "patient photo",
    "patient image",
    "face image",
    "face photo",
    "avatar",
    "headshot",
    "selfie",
    "profile picture",
    "profile photo",
  ],
  strongFieldNames: [],
  examples: {
    match: [
      [
        "img data:image/png;base64,iVBORw0KGgoAAAANSUhEUg==",
        "data:image/png;base64,iVBORw0KGgoAAAANSUhEUg==",
      ],
      ["saved patient_doe_04.jpg", "patient_doe_04.jpg"],
      ["body iVBORw0KGgoAAAANSUhEUgAAAAEAAAAB", "iVBORw0KGgoAAAANSUhEUgAAAAEAAAAB"],
      ["body /9j/4AAQSkZJRgABAQAAAQABAAD/2wBD", "/9j/4AAQSkZJRgABAQAAAQABAAD/2wBD"],
    ],
    ignore: ["data: image ready", "logo.png served"],
  },
};
