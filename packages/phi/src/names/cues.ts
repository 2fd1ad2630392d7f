const split = (words: string): readonly string[] => words.split(" ");

/** Before a name, as part of it. */
export const titles: readonly string[] = split(
  "dr doctor mr mrs ms miss mx prof nurse sir lady lord rev madam mme mlle",
);

export const kin: readonly string[] = split(
  "wife husband brother sister mother father son daughter aunt uncle cousin grandmother grandfather grandma grandpa mom mum dad neighbor neighbour guardian caregiver niece nephew fiance fiancee landlord landlady roommate stepson stepdaughter",
);

/** What stands before a person who is spoken to or of. */
export const addressWords: readonly string[] = split(
  "to from with for by of and ask tell told call called thank thanks meet met see seen saw heard know about invite invited visit up birthday welcome is am cheers regards love sincerely dear hi hello hey bye sorry please yes no ok you",
);

/** What hardly anything but a person does: whatever stands before is one. */
export const personVerbs: readonly string[] = split(
  "said says shouted told lives lived replied wrote began spent had flew moved",
);

/** What persons do, and programs at times: whoever stands before must be known as a name. */
export const deeds: readonly string[] = split(
  "is was will has can could would should works worked loves loved likes liked wants wanted thinks thought knows knew plays played sings sang scored won lost laughed smiled cried nodded whispered answered explained joked danced married graduated retired died passed arrived left came went got called texted emailed asked speaks spoke teaches taught studies grew became joined",
);

export const adverbs: readonly string[] = split("just also never always really still already only");

/** What a person has. */
export const belongings: readonly string[] = split(
  "house home birthday mother father mom mum dad wife husband son daughter brother sister friend friends car dog cat album song songs book books novel speech wedding funeral party room apartment desk death life career team boss doctor new latest old first last kid kids address email account number phone website blog voice hand hands eyes flight plane train laptop keys passport wallet coat bag lawyer teacher parents children baby dinner surgery appointment",
);

/** How a sentence goes on that calls someone by name: `Karin, can you hear me?` */
export const callings: readonly string[] = split(
  "can could would will are did do have please what where why how when thank thanks you your i let come call",
);

/** Words that stand near persons and hardly ever in what a program says about itself. */
export const personWords: readonly string[] = split(
  "patient pt pts dob mrn ssn she he her his him hers mother father wife husband daughter sister brother lives born told said dear friend my your you who i me we they mr mrs miss named lived married person is was why been had says met kid talking gender everyone male female woman man yo seen treated admitted assistant directed people birthday album song songs novel singer songwriter actor actress team everybody somebody someone anyone nobody thanks cheers regards sincerely love ask our their us",
);
