import type { Detector } from "./detector.ts";
import { address } from "./detectors/address.ts";
import { cardNumber } from "./detectors/card-number.ts";
import { dateOfBirth } from "./detectors/date-of-birth.ts";
import { email } from "./detectors/email.ts";
import { ipAddress } from "./detectors/ip-address.ts";
import { mrn } from "./detectors/mrn.ts";
import { name } from "./detectors/name.ts";
import { phone } from "./detectors/phone.ts";
import { secret } from "./detectors/secret.ts";
import { ssn } from "./detectors/ssn.ts";
import { url } from "./detectors/url.ts";

/** Every detector there is; of two spans of equal length and strength, the earlier line's wins. */
export const detectors: readonly Detector[] = [
  ssn,
  cardNumber,
  email,
  secret,
  mrn,
  dateOfBirth,
  phone,
  ipAddress,
  address,
  name,
  url,
];
