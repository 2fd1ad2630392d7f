import type { Detector } from "../detector.ts";

/** What is said about a secret instead of the secret. */
const remark =
  /^(?:invalid|expired|missing|required|failed|unknown|unauthorized|rejected|accepted|verified|changed|reset|error|incorrect|wrong|too|must|cannot|should|does|was|is|has|not|no|the|for|and|or|with|validation|verification|refresh(?:ed)?|found|used|removed|created|revoked)$/i;

/** `android.os.BinderProxy@2bd79ce`: a class and the hash of an object. */
const javaObject = /^[\w$]+(?:\.[\w$]+)+@[\da-f]{4,8}$/;

export const secret: Detector = {
  kind: "SECRET",
  shapes: [
    {
      anchor: { on: "word", words: ["bearer", "basic"], from: "end" },
      pattern: /[ +]([A-Za-z0-9._~+/-]{8,4096}={0,2})/y,
      strength: "strong",
      accepts: (value) => /\d/.test(value) || value.length >= 24,
    },
    {
      anchor: { on: "word", words: ["ey"], from: "start" },
      pattern: /(?<![\w-])eyJ[\w-]{8,8192}\.[\w-]{4,8192}(?:\.[\w-]{0,8192})?/y,
      strength: "strong",
    },
    {
      anchor: { on: "word", words: ["sk", "pk", "rk", "ghp", "gho", "xoxb", "xoxp", "glpat"], from: "start" },
      pattern: /(?<![\w-])(?:sk|pk|rk|ghp|gho|xoxb|xoxp|glpat)[-_][\w-]{16,256}/y,
      strength: "strong",
    },
    {
      anchor: { on: "character", character: "@", back: /[^\s"'<>@]/u, needs: "://", maxBack: 256 },
      pattern: /[a-z][a-z0-9+.-]{1,20}:\/\/([^\s"'<>@/]{1,256})(?=@)/y,
      strength: "strong",
    },
  ],
  context: [],
  negativeContext: [],
  fieldNames: [
    "password",
    "passwd",
    "pwd",
    "passphrase",
    "secret",
    "token",
    "access token",
    "refresh token",
    "id token",
    "auth token",
    "bearer token",
    "api key",
    "access key",
    "secret key",
    "private key",
    "client secret",
    "authorization",
    "proxy authorization",
    "cookie",
    "cookies",
    "set cookie",
    "credentials",
    "credential",
    "otp",
    "x api key",
  ],
  strongFieldNames: [],
  labelled:
    /(?:(?:Bearer|Basic|Digest|ApiKey) )?[^\s"'<>,;&()[\]{}\\]{4,4096}(?:; ?[^\s"'<>,;&()[\]{}\\]{2,4096}){0,64}/y,
  acceptsLabelled: (value) => !remark.test(value) && !javaObject.test(value),
  examples: {
    match: [
      ["Authorization: Bearer abc.def-123456", "Bearer abc.def-123456"],
      ["curl -H 'bearer a1b2c3d4e5f6'", "a1b2c3d4e5f6"],
      ["jwt eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.c2ln", "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.c2ln"],
      ["key sk-abcdefghijklmnop1234", "sk-abcdefghijklmnop1234"],
      ["postgres://app:pa55@db:5432/x", "app:pa55"],
      ["password=hunter2", "hunter2"],
    ],
    ignore: [
      "token_expiry_minutes=15",
      "invalid token: expired",
      "bearer of news",
      "Basic auth",
      "prompt tokens: 350",
      "token=Token{a64f992 ActivityRecord}",
      "token: android.os.BinderProxy@2bd79ce",
    ],
  },
};
