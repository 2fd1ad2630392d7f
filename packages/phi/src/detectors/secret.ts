import type { Detector } from "../detector.ts";

/** What is said about a secret instead of the secret. */
const remark =
  /^(?:invalid|expired|missing|required|failed|unknown|unauthorized|rejected|accepted|verified|changed|reset|error|incorrect|wrong|too|must|cannot|should|does|was|is|has|not|no|the|for|and|or|with|validation|verification|refresh(?:ed)?|found|used|removed|created|revoked)$/i;

/** `PWD=/home/build`: the working directory, as `sudo` and shells write it. */
const directory =
  /^\/(?:Users|app|auto|bin|boot|data|export|net|nfs|scratch|dev|etc|home|lib|media|mnt|opt|private|proc|root|run|srv|sys|tmp|usr|var|work|workspace)(?![^/])/;

/** `android.os.BinderProxy@2bd79ce`: a class and the hash of an object. */
const javaObject = /^[\w$]+(?:\.[\w$]+)+@[\da-f]{4,8}$/;

/** What people choose mixes letters with digits; what is said about a password hardly ever does. */
function isChosen(value: string): boolean {
  return /\d/.test(value) && /[A-Za-z]/.test(value);
}

/** Prefixes of tokens that vendors publish so that leaked ones are found, with what follows each. */
const tokens: readonly (readonly [prefixes: readonly string[], next: string, rest: string])[] = [
  [["sk", "pk", "rk"], "-_", "[\\w-]{16,256}"],
  // GitHub, GitLab
  [["ghp", "gho", "ghu", "ghs", "ghr"], "_", "[A-Za-z0-9]{16,255}"],
  [["github"], "_", "pat_\\w{16,255}"],
  [["glpat", "gldt", "glrt", "glcbt", "glptt", "glsoat", "glagent"], "-", "[\\w.-]{16,256}"],
  // Slack
  [["xoxa", "xoxb", "xoxe", "xoxo", "xoxp", "xoxr", "xoxs", "xapp"], "-", "[\\w.-]{10,512}"],
  // Stripe's webhooks, npm, PyPI, RubyGems, Hugging Face, Groq, xAI
  [["whsec"], "_", "[A-Za-z0-9+/=]{16,256}"],
  [["npm"], "_", "[A-Za-z0-9]{30,40}"],
  [["pypi"], "-", "AgE[\\w-]{16,1024}"],
  [["rubygems"], "_", "[0-9a-f]{48}"],
  [["hf", "gsk"], "_", "[A-Za-z0-9]{30,64}"],
  [["xai"], "-", "[A-Za-z0-9]{40,128}"],
  // SendGrid, Mailgun, Shopify, DigitalOcean, Square
  [["sg"], ".", "[\\w-]{16,64}\\.[\\w-]{16,128}"],
  [["key"], "-", "[0-9a-f]{32}"],
  [["shpat", "shpca", "shppa", "shpss"], "_", "[0-9a-fA-F]{32}"],
  [["dop", "doo", "dor"], "_", "v1_[0-9a-f]{64}"],
  [["sq"], "0", "(?:atp|csp|idp)-[\\w-]{16,64}"],
  // Vault, Google's OAuth, Databricks, Doppler, Linear, Grafana, Docker
  [["hvs", "hvb", "hvr"], ".", "[\\w-]{20,512}"],
  [["ya"], "2", "9\\.[\\w-]{16,1024}"],
  [["dapi"], "0123456789", "[0-9a-f]{31}(?:-\\d)?"],
  [["dp"], ".", "(?:pt|st|ct|sa|scim|audit)\\.(?:[\\w-]{1,64}\\.)?[A-Za-z0-9]{32,64}"],
  [["lin"], "_", "(?:api|oauth)_[A-Za-z0-9]{32,64}"],
  [["glsa"], "_", "[A-Za-z0-9]{32}_[0-9a-f]{8}"],
  [["dckr"], "_", "[op]at_[\\w-]{16,128}"],
  // New Relic, Postman, Heroku, Atlassian, Facebook, age
  [["nrak", "pmak", "hrku"], "-", "[\\w-]{20,128}"],
  [["atatt", "atctt"], "3", "[\\w-]{20,512}(?:=[0-9A-F]{8})?"],
  [["eaac"], "E", "dEose0cBA[A-Za-z0-9]{8,512}"],
  [["age"], "-", "SECRET-KEY-1[A-Z0-9]{58}"],
];

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
      anchor: { on: "word", words: ["token", "apikey"], from: "end", next: " " },
      pattern: / ([0-9a-f]{32,128})(?![\w-])/y,
      strength: "strong",
    },
    {
      anchor: { on: "word", words: ["ey"], from: "start" },
      pattern: /(?<![\w-])eyJ[\w-]{8,8192}\.[\w-]{4,8192}(?:\.[\w-]{0,8192})?/y,
      strength: "strong",
    },
    ...tokens.map(([words, next, rest]): Detector["shapes"][number] => ({
      anchor: { on: "word", words, from: "start", next },
      pattern: new RegExp(`(?<![\\w-])(?:${words.join("|")})[${next}]${rest}(?!\\w)`, "iy"),
      strength: "strong",
    })),
    {
      // Amazon, Google, Twilio: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_identifiers.html
      anchor: { on: "prefix", prefixes: ["AK", "AS", "AI", "SK"] },
      pattern: /(?<![\w-])(?:A(?:KI|SI)A[A-Z0-9]{16,124}|AIza[\w-]{35}|SK[0-9a-f]{32})(?![\w-])/y,
      strength: "strong",
    },
    {
      // Telegram
      anchor: { on: "digits", min: 8, max: 10, next: ":", second: "A" },
      pattern: /\d{8,10}:AA[\w-]{32,34}(?![\w-])/y,
      strength: "strong",
    },
    {
      anchor: { on: "word", words: ["hooks"], from: "end", next: "." },
      pattern: /\.slack\.com\/(?:services|workflows|triggers)\/([\w/-]{16,256})/y,
      strength: "strong",
    },
    {
      anchor: { on: "word", words: ["webhooks"], from: "end", next: "/" },
      pattern: /\/\d{16,20}\/([\w-]{40,128})/y,
      strength: "strong",
    },
    {
      // Signed addresses of Azure, Amazon and Google.
      anchor: { on: "word", words: ["sig", "signature"], from: "end", next: "=" },
      pattern: /=([\w%+/-]{20,1024}={0,2})/y,
      strength: "strong",
      accepts: isChosen,
    },
    {
      // RFC 7468, OpenSSH and PGP; a key that was cut goes as far as its lines do.
      anchor: { on: "word", words: ["begin"], from: "end", next: " ", after: ["--"] },
      pattern:
        /(?<=-----BEGIN) (?:[A-Z0-9]{1,16} ){0,3}PRIVATE KEY(?: BLOCK)?-----(?:((?:[\w+/=:,.\s\\]|-(?!-)){8,16384}[\w+/=])(?=[\s\\]{0,8}-----END )|((?:(?:\s|\\{1,8}[nr]){0,8}[A-Za-z0-9+/=]{16,512}){1,256}))/y,
      strength: "strong",
    },
    {
      anchor: {
        on: "word",
        words: ["password", "passwd", "passphrase", "passcode", "pwd"],
        from: "end",
        next: " :",
      },
      pattern:
        /(?: (?:is|was|set to|reset to|changed to)(?: now)?:?| (?:for|of) [\w.@-]{1,64}(?: is| was|:)|(?<=(?:set|reset|changed?|updated?) (?:\w{1,16} ){0,2}password) to|(?<=--password)|(?<=login \S{1,64} password)) ["'`]?([^\s"'`<>,;[\]]{5,128})/iy,
      strength: "strong",
      accepts: isChosen,
    },
    {
      anchor: { on: "word", words: ["pass"], from: "end", next: "=:\"'" },
      pattern: /["']?[=:] ?["']?([^\s"'`<>,;&[\]{}]{5,128})/y,
      strength: "strong",
      accepts: isChosen,
    },
    {
      // curl -u name:password
      anchor: { on: "word", words: ["u", "user"], from: "end", next: " ", after: [" -", "--"] },
      pattern: / ["']?([^\s"':/]{1,64}:[^\s"']{4,128})/y,
      strength: "strong",
      accepts: (value) => !/^[\d:]+$/.test(value) && !/^([\w-]+):\1$/.test(value),
    },
    {
      anchor: { on: "character", character: "@", back: /[^\s"'<>@]/u, needs: "://", maxBack: 256 },
      pattern: /[a-z][a-z0-9+.-]{1,20}:\/\/([^\s"'<>/]{1,256})(?=@[^\s"'<>@/]{1,255}(?:[/\s"'<>]|$))/y,
      strength: "strong",
    },
  ],
  context: [],
  negativeContext: [],
  fieldNames: [
    "password",
    "passwords",
    "passwd",
    "pwd",
    "pgpassword",
    "passphrase",
    "passcode",
    "db pass",
    "user pass",
    "smtp pass",
    "redis pass",
    "secret",
    "secrets",
    "token",
    "access token",
    "refresh token",
    "id token",
    "auth token",
    "bearer token",
    "api key",
    "api keys",
    "access key",
    "secret key",
    "private key",
    "account key",
    "shared access key",
    "subscription key",
    "application key",
    "auth key",
    "signing key",
    "encryption key",
    "master key",
    "client secret",
    "authorization",
    "proxy authorization",
    "cookie",
    "cookies",
    "set cookie",
    "credentials",
    "credential",
    "otp",
    "totp",
    "otp code",
    "mfa code",
    "one time code",
    "one time passcode",
    "verification code",
    "recovery code",
    "security answer",
    "pin code",
    "cvv",
    "cvc",
    "x api key",
    "jsessionid",
    "phpsessid",
  ],
  strongFieldNames: [],
  labelled:
    /(?:Digest(?: [a-z]{2,16}=(?:"[^"]{0,1024}"|[^\s"',]{1,1024}),?){1,16}|(?:(?:Bearer|Basic|Digest|ApiKey|Token) )?[^\s"'<>,;&()[\]{}\\]{4,4096}(?:; ?[^\s"'<>,;&()[\]{}\\]{2,4096}){0,64})/y,
  acceptsLabelled: (value) => !remark.test(value) && !javaObject.test(value),
  isNone: (value) => directory.test(value),
  examples: {
    match: [
      ["Authorization: Bearer abc.def-123456", "Bearer abc.def-123456"],
      ["curl -H 'bearer a1b2c3d4e5f6'", "a1b2c3d4e5f6"],
      ["jwt eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.c2ln", "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.c2ln"],
      ["key sk-abcdefghijklmnop1234", "sk-abcdefghijklmnop1234"],
      ["AKIAIOSFODNN7EXAMPLE listed buckets", "AKIAIOSFODNN7EXAMPLE"],
      ["maps AIzaSyD-9tSrke72PouQMnMX-a7eZSW0jkFMBWY", "AIzaSyD-9tSrke72PouQMnMX-a7eZSW0jkFMBWY"],
      ["push by ghs_16C7e42F292c6912E7710c838347Ae178B4a", "ghs_16C7e42F292c6912E7710c838347Ae178B4a"],
      [
        "SG.ngeVfQFYQlKU0ufo8x5d1A.TwL2iGABf9DHoTf-09kqeF8tAmbihYzr",
        "SG.ngeVfQFYQlKU0ufo8x5d1A.TwL2iGABf9DHoTf-09kqeF8tAmbihYzr",
      ],
      ["hooks.slack.com/services/T01ABCDE2/B03FGHIJ4/k5lmnopq6rst", "T01ABCDE2/B03FGHIJ4/k5lmnopq6rst"],
      ["?sv=2020&sig=abcd1234efgh5678ijkl%2Bxyz%3D", "abcd1234efgh5678ijkl%2Bxyz%3D"],
      [
        "-----BEGIN PRIVATE KEY-----\nMIIEvQIBADANBgkqhkiG9w0B\nqwerty\n-----END PRIVATE KEY-----",
        "\nMIIEvQIBADANBgkqhkiG9w0B\nqwerty",
      ],
      ["postgres://app:pa55@db:5432/x", "app:pa55"],
      ["mongodb+srv://app:p@ss@db.example.org/x", "app:p@ss"],
      ["AccountKey=abcd+/efgh12== of the store", "abcd+/efgh12=="],
      ["password=hunter2", "hunter2"],
      ["the password is hunter2", "hunter2"],
      ["app --password hunter2", "hunter2"],
      ["curl -u admin:s3cr3t https://db", "admin:s3cr3t"],
    ],
    ignore: [
      "token_expiry_minutes=15",
      "PWD=/var/lib/app ; USER=root",
      "invalid token: expired",
      "bearer of news",
      "Basic auth",
      "prompt tokens: 350",
      "token=Token{a64f992 ActivityRecord}",
      "token: android.os.BinderProxy@2bd79ce",
      "npm_config_registry is set",
      "Failed password for root",
      "docker run -u 1000:1000",
      "pass: 12, fail: 3",
      "ASIAN markets",
      "-----BEGIN CERTIFICATE-----",
    ],
  },
};
