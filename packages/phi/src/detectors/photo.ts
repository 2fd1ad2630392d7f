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
    ],
    ignore: ["data: image ready", "logo.png served"],
  },
};
