/** Words that follow a title or a label, or stand beside a name, without being one. */
export const stopWords: ReadonlySet<string> = new Set(
  `
  a an the and or of for to in on at by with from is are was were be been has have had not no null none
  undefined unknown true false missing invalid required expired error errors failed failure found id ids
  identifier name names number numbers record records data date time age year years old male female man
  woman patient patients pt pts doctor nurse provider user users account request response status type
  count total list queue service server client session token tokens value values field fields index key
  keys table query queries should could would can may must will shall does did do who whom whose what when
  where why how which this that these those his her their our my your its it he she they we you i am as if
  then than so but also presented presents presenting complains complaining reports reported denies states
  admitted discharged seen treated diagnosed scheduled referred started stopped taking took given needs
  wants said says called calls visited arrived history medical clinic hospital center centre health care
  insurance policy street avenue road north south east west january february march april june july august
  september october november december monday tuesday wednesday thursday friday saturday sunday jan feb mar
  apr jun jul aug sep sept oct nov dec mon tue wed thu fri sat sun new york los angeles san francisco
  united america american university college school company corporation inc llc ltd group bank
  international national institute department api http https url sql json get post put delete patch head
  options info warn debug fatal trace not-found ok notes note chart portal intake visit visits appointment
  appointments admission discharge registration lookup search update updated create created deleted load
  loaded save saved sync synced import imported export exported upload uploaded document documents file
  files with-out without after before during under over per about into onto between safety population
  populations outcome outcomes education monitoring management treatment therapy disease disorder syndrome
  test tests result results lab labs imaging scan level levels risk factor factors
  `
    .trim()
    .split(/\s+/),
);
