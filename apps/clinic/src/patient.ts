import { pick, type Random, wholeNumber } from "./random.ts";

/** An invented person. No value belongs to anyone; telephone numbers come from the block kept for fiction (555-01XX). */
export interface Patient {
  readonly name: string;
  readonly mrn: string;
  readonly ssn: string;
  readonly phone: string;
  readonly email: string;
  readonly birthDate: string;
  readonly address: string;
}

const givenNames = [
  "Maria",
  "James",
  "Linda",
  "Robert",
  "Susan",
  "David",
  "Karen",
  "Thomas",
  "Nancy",
  "Daniel",
] as const;
const familyNames = [
  "Johnson",
  "Garcia",
  "Miller",
  "Nguyen",
  "Wilson",
  "Martinez",
  "Anderson",
  "Taylor",
  "Moore",
  "Clark",
] as const;
const streets = ["Maple Street", "Oak Avenue", "Cedar Lane", "Washington Road", "Lake Drive"] as const;
const towns = [
  "Springfield, IL 62704",
  "Franklin, TN 37064",
  "Georgetown, TX 78626",
  "Salem, OR 97301",
] as const;

const digits = (random: Random, count: number): string =>
  Array.from({ length: count }, () => wholeNumber(random, 0, 9)).join("");

export function inventPatient(random: Random): Patient {
  const given = pick(random, givenNames);
  const family = pick(random, familyNames);
  const month = String(wholeNumber(random, 1, 12)).padStart(2, "0");
  const day = String(wholeNumber(random, 1, 28)).padStart(2, "0");
  return {
    name: `${given} ${family}`,
    mrn: digits(random, 7),
    ssn: `${wholeNumber(random, 734, 749)}-${wholeNumber(random, 10, 99)}-${wholeNumber(random, 1000, 9999)}`,
    phone: `(${wholeNumber(random, 212, 219)}) 555-01${digits(random, 2)}`,
    email: `${given}.${family}${digits(random, 2)}@example.org`.toLowerCase(),
    birthDate: `${month}/${day}/${wholeNumber(random, 1935, 2015)}`,
    address: `${wholeNumber(random, 10, 9900)} ${pick(random, streets)}, ${pick(random, towns)}`,
  };
}
