import type { Detector } from "../detector.ts";

/** Fingerprints, voice prints, faces: known by their field's name alone. */
export const biometric: Detector = {
  kind: "BIOMETRIC",
  shapes: [],
  context: [],
  negativeContext: [],
  fieldNames: [
    "finger print",
    "finger prints",
    "voice print",
    "voiceprint",
    "voice print id",
    "finger print id",
    "finger print template",
    "face print id",
    "face encoding",
    "iris template",
    "face print",
    "retina scan",
    "iris scan",
    "palm print",
    "biometric",
    "biometrics",
    "biometric template",
    "face embedding",
    "face template",
    "patient fingerprint",
    "genome",
    "dna sequence",
  ],
  strongFieldNames: [],
  examples: {
    match: [['{"voice_print":"b64"}', "b64"]],
    ignore: ["fingerprint of build abc123", "key fingerprint SHA256:abcdef"],
  },
};
