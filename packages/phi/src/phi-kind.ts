/** The kinds of protected health information that are told apart; the name in lower case is the metric label `type`. */
export const phiKinds = [
  "SSN",
  "PHONE",
  "EMAIL",
  "MRN",
  "DATE_OF_BIRTH",
  "IP_ADDRESS",
  "CARD_NUMBER",
  "ADDRESS",
  "NAME",
  "SECRET",
  "URL",
  "DATE",
  "AGE",
  "PLACE",
  "HEALTH_PLAN",
  "ACCOUNT",
  "IBAN",
  "LICENSE",
  "VEHICLE",
  "DEVICE",
  "BIOMETRIC",
  "PHOTO",
  "UNIQUE_ID",
] as const;

export type PhiKind = (typeof phiKinds)[number];
