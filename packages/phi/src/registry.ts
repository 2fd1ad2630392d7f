import type { Detector } from "./detector.ts";
import { accountNumber } from "./detectors/account-number.ts";
import { address } from "./detectors/address.ts";
import { age } from "./detectors/age.ts";
import { biometric } from "./detectors/biometric.ts";
import { cardNumber } from "./detectors/card-number.ts";
import { date } from "./detectors/date.ts";
import { dateOfBirth } from "./detectors/date-of-birth.ts";
import { device } from "./detectors/device.ts";
import { email } from "./detectors/email.ts";
import { healthPlan } from "./detectors/health-plan.ts";
import { iban } from "./detectors/iban.ts";
import { ipAddress } from "./detectors/ip-address.ts";
import { license } from "./detectors/license.ts";
import { mrn } from "./detectors/mrn.ts";
import { name } from "./detectors/name.ts";
import { phone } from "./detectors/phone.ts";
import { photo } from "./detectors/photo.ts";
import { place } from "./detectors/place.ts";
import { secret } from "./detectors/secret.ts";
import { ssn } from "./detectors/ssn.ts";
import { uniqueId } from "./detectors/unique-id.ts";
import { url } from "./detectors/url.ts";
import { vehicle } from "./detectors/vehicle.ts";

/** Every detector there is; of two spans of equal length and strength, the earlier line's wins. */
export const detectors: readonly Detector[] = [
  ssn,
  cardNumber,
  iban,
  email,
  secret,
  healthPlan,
  mrn,
  accountNumber,
  license,
  vehicle,
  device,
  dateOfBirth,
  date,
  age,
  phone,
  ipAddress,
  address,
  place,
  name,
  photo,
  biometric,
  uniqueId,
  url,
];
