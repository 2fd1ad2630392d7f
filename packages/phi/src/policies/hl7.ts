import type { FieldRule, PolicyChanges } from "./policy.ts";

type Rules = Readonly<Record<string, FieldRule>>;

/** Fields of one data type (HL7 v2.5.1 chapter 2A): all components are of the kind but for those that only describe. */
function ofType(kind: FieldRule, describing: readonly number[], fields: string): Rules {
  const locations = fields.split(" ");
  return Object.fromEntries([
    ...locations.map((location) => [location, kind]),
    ...locations.flatMap((location) => describing.map((component) => [`${location}.${component}`, "keep"])),
  ]) as Rules;
}

/** HL7 v2.5.1, chapters 3 (PID, NK1, PV1, MRG), 4 (ORC), 6 (FT1, GT1, IN1, IN2), 7 (OBR, OBX, SPM), 9 (TXA) and 10
 * (SCH, AIP); free text is scanned. */
export const hl7Policy: PolicyChanges = {
  fields: { "hl7.message": "hl7", hl7: "hl7" },
  hl7: {
    "MSH-8": "SECRET",
    "PID-12": "ADDRESS",
    "PID-23": "ADDRESS",
    // XPN: name type and representation.
    ...ofType(
      "NAME",
      [7, 8],
      "PID-5 PID-6 PID-9 MRG-7 NK1-2 NK1-26 NK1-30 GT1-3 GT1-4 GT1-16 GT1-42 GT1-45 IN1-6 IN1-16 IN2-3 IN2-7 IN2-9 IN2-22 IN2-40",
    ),
    // XCN: assigning authority, name type, identifier type.
    ...ofType(
      "NAME",
      [9, 10, 13],
      "EVN-5 PD1-4 PV1-7 PV1-8 PV1-9 PV1-17 PV1-52 OBR-10 OBR-16 OBR-28 OBR-32 OBR-33 OBR-34 OBR-35 OBX-16 ORC-10 ORC-11 ORC-12 ACC-7 TXA-5 TXA-9 TXA-10 TXA-11 AIP-3 FT1-20 FT1-21 IAM-14 OBX-25 PR1-8 PR1-11 PR1-12 PRT-5 ROL-4 RXA-10 RXE-13 SCH-12 SCH-16 SCH-20 STF-3",
    ),
    // XAD: state, country, address type.
    ...ofType(
      "ADDRESS",
      [4, 6, 7],
      "PID-11 NK1-4 NK1-32 GT1-5 GT1-17 IN1-19 IN1-44 OBX-24 ORC-24 PRT-14 SCH-14 SCH-18 STF-11",
    ),
    // XTN: use and equipment.
    ...ofType(
      "PHONE",
      [2, 3],
      "PID-13 PID-14 NK1-5 NK1-6 NK1-31 GT1-6 GT1-7 GT1-18 GT1-46 IN2-63 IN2-64 OBR-17 ORC-14 ORC-23 PRT-15 SCH-13 SCH-17 SCH-21 STF-10",
    ),
    // CX: assigning authority, identifier type, assigning facility.
    ...ofType("MRN", [4, 5, 6], "PID-2 PID-3 PID-4 PID-21 MRG-1 MRG-2 MRG-4 NK1-12 NK1-33 IN2-1"),
    ...ofType("ACCOUNT", [4, 5, 6], "PID-18 MRG-3 MRG-5 PV1-5 PV1-19 PV1-50 GT1-2 GT1-19"),
    ...ofType("HEALTH_PLAN", [4, 5, 6], "IN1-8 IN1-10 IN1-36 IN1-49 IN2-6 IN2-8 IN2-25 IN2-26 IN2-61"),
    ...ofType("LICENSE", [], "PID-20"),
    ...ofType("SSN", [], "PID-19 NK1-37 GT1-12 IN2-2"),
    ...ofType("DATE_OF_BIRTH", [], "PID-7 NK1-16 GT1-8 IN1-18 STF-6"),
    // TS: what happened to the patient and when, not when the message was sent.
    ...ofType(
      "DATE",
      [],
      "EVN-6 PID-29 PV1-44 PV1-45 PV2-8 PV2-9 OBR-7 OBR-8 OBR-14 OBX-14 IN1-12 IN1-13 DG1-5 PR1-5 ACC-1 AL1-6 FT1-4 IAM-11 ORC-9 ORC-15 RXA-3 RXA-4 SPM-17 SPM-18 TXA-4",
    ),
  },
};
