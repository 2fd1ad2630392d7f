import type { Patient } from "./patient.ts";
import { pick, type Random } from "./random.ts";

const conditions = [
  "type 2 diabetes",
  "hypertension",
  "asthma",
  "atrial fibrillation",
  "migraine",
  "hypothyroidism",
] as const;
const medicines = [
  "metformin",
  "lisinopril",
  "albuterol",
  "apixaban",
  "sumatriptan",
  "levothyroxine",
] as const;

/** A question as a hurried clinician types it: full of identifiers. */
export function question(random: Random, patient: Patient): string {
  const condition = pick(random, conditions);
  const medicine = pick(random, medicines);
  return pick(random, [
    `What is the plan for patient ${patient.name}, MRN ${patient.mrn}, with ${condition}?`,
    `Patient: ${patient.name}, DOB: ${patient.birthDate}, SSN ${patient.ssn}. Is ${medicine} safe with ${condition}?`,
    `Call ${patient.phone} or write to ${patient.email} about the ${medicine} refill?`,
    `Mr. ${patient.name} of ${patient.address} reports worse ${condition}. Next step?`,
    `Usual dose of ${medicine} in ${condition}?`,
  ]);
}

/** A clinical note about one patient, in Markdown. */
export function note(random: Random, patient: Patient): string {
  const condition = pick(random, conditions);
  const medicine = pick(random, medicines);
  return [
    `# Progress note`,
    `Patient: ${patient.name}   MRN: ${patient.mrn}   DOB: ${patient.birthDate}`,
    `SSN: ${patient.ssn}   Phone: ${patient.phone}   E-mail: ${patient.email}`,
    `Address: ${patient.address}`,
    ``,
    `## Assessment`,
    `Known ${condition}, stable on ${medicine}. No adverse effects reported. Vital signs within the usual range.`,
    ``,
    `## Plan`,
    `Continue ${medicine}. Laboratory tests in three months. Return earlier when symptoms of ${condition} worsen.`,
  ].join("\n");
}
