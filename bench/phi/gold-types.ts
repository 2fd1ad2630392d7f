/** How a type of a labelled corpus is judged. */
export interface GoldType {
  /** Kinds of the engine that name the same thing. */
  readonly kinds: readonly string[];
  /** Whether Safe Harbor asks for its removal; a leak of anything else is no leak of PHI. */
  readonly isPhi: boolean;
}

const dates = ["DATE", "DATE_OF_BIRTH"];
const places = ["ADDRESS", "PLACE"];
const accounts = ["ACCOUNT", "IBAN", "CARD_NUMBER"];
/** Numbers of a patient whose names corpora and engines share out differently. */
const records = ["MRN", "HEALTH_PLAN", "ACCOUNT", "UNIQUE_ID"];
const licences = ["LICENSE", "UNIQUE_ID"];

const phi = (...kinds: readonly string[]): GoldType => ({ kinds, isPhi: true });

/**
 * Types of the corpora and the kinds that name the same thing. Organisations, titles and nationalities identify no
 * patient by Safe Harbor; ages count only from 90, which the label does not tell.
 */
const goldTypes: Readonly<Record<string, GoldType>> = {
  PERSON: phi("NAME"),
  NAME: phi("NAME"),
  EMAIL_ADDRESS: phi("EMAIL"),
  PHONE_NUMBER: phi("PHONE"),
  US_SSN: phi("SSN"),
  SOCIAL_SECURITY_NUMBER: phi("SSN"),
  CREDIT_CARD: phi("CARD_NUMBER"),
  IBAN_CODE: phi(...accounts),
  IP_ADDRESS: phi("IP_ADDRESS"),
  URL: phi("URL"),
  DOMAIN_NAME: phi("URL"),
  DATE: phi(...dates),
  DATE_TIME: phi(...dates),
  STREET_ADDRESS: phi(...places),
  ZIP_CODE: phi(...places),
  GEOGRAPHIC_LOCATION: phi(...places),
  MEDICAL_RECORD_NUMBER: phi(...records),
  HEALTH_PLAN_BENEFICIARY_NUMBER: phi(...records),
  ACCOUNT_NUMBER: phi(...accounts, ...records),
  CERTIFICATE_LICENSE_NUMBER: phi(...licences),
  US_DRIVER_LICENSE: phi(...licences),
  UNIQUE_IDENTIFIER: phi(...records, ...licences),
  GPE: phi(...places),
  AGE: { kinds: ["AGE"], isPhi: false },
  ORGANIZATION: { kinds: [], isPhi: false },
  TITLE: { kinds: [], isPhi: false },
  NRP: { kinds: [], isPhi: false },
};

/** Labels of log lines under which a redaction is no mistake. */
export const redactableLogTypes: ReadonlySet<string> = new Set(["NET", "URL", "MAC", "USER"]);

const unknownType: GoldType = { kinds: [], isPhi: true };

/** A type that no table knows counts as PHI that must not leak; no kind is right or wrong for it. */
export function goldType(type: string): GoldType {
  return goldTypes[type] ?? unknownType;
}
