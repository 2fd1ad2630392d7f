/** Words that stand near persons and where they are, and hardly ever in what a program says about itself. */
export const placeContext: readonly string[] = (
  "labs fu dx hx transfer transferred transfers discharge discharged visit visits appt appointment consult " +
  "consultation referral referring scan biopsy surgery mri ct echo er icu inpatient outpatient mg infusion " +
  "infusions dialysis transplant hospice fever pain allergic weighs trials specialist rehab pcp rn again today " +
  "yesterday tomorrow tonight works worked working teaches taught studied night week best welcome weather flight " +
  "flights train police mayor based located office hotel airport university deliver ship founded elected actress " +
  "actor politician poet film band trial opened bank branch patient patients pt pts male female man woman she he " +
  "her his my i your who dr doctor clinic hospital treated seen diagnosed admitted evaluated referred consulted mrn " +
  "year yo lives lived live living born moved raised grew flew arrived arrives travel traveled travelled traveling " +
  "travelling trip vacation wedding conference visited visiting coming friend friends me we you our they their mr " +
  "mrs miss morning world sung song sang where professional city town village home everyone everybody nobody mum " +
  "mom dad grandpa grandma mother father wife husband son daughter sister brother cousin aunt uncle family died " +
  "married drove gentleman lady him us street the and it is was are has have been"
).split(" ");
