import { isTold } from "../dates/dated-text.ts";
import { isToldYear, isYearOfLife, isYearOfThing } from "../dates/year.ts";
import type { Detector } from "../detector.ts";
import { isOfPersons, isSpoken } from "../evidence/prose.ts";
import { speaksOfCare } from "../places/place-name.ts";

const months = [
  "january february march april may june july august september october november december".split(" "),
  "jan feb mar apr jun jul aug sep sept oct nov dec".split(" "),
].flat();
const month =
  "(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\\.?";
/** As months are written in prose: `may` is a verb. */
const writtenMonth =
  "(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?)\\.?";
/** French, German, Spanish, Portuguese, Italian and Dutch. */
const foreignMonths = (
  "janvier février mars avril mai juin juillet août septembre octobre novembre décembre januar jänner februar märz juni juli oktober dezember " +
  "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre janeiro fevereiro março maio junho julho setembro " +
  "outubro novembro dezembro gennaio febbraio aprile maggio giugno luglio settembre ottobre dicembre januari februari maart mei augustus"
).split(" ");
/** A clock time that follows makes a date the timestamp of a log line. */
const noTime = "(?![\\w:]|[-/.]\\d|,? {1,2}\\d{1,2}:\\d\\d|T\\d)";
/** The same, where a colon ends a phrase: `seen 3 April: stable`. */
const noClock = "(?!\\w|:[\\d]|[-/.]\\d|,? {1,2}\\d{1,2}:\\d\\d|T\\d)";
const year = "(?:\\d{4}|'\\d\\d)";
const day = "(?:0?[1-9]|[12]\\d|3[01])";
const numeric = "(?:0?[1-9]|[12]\\d|3[01])([-/.])(?:0?[1-9]|[12]\\d|3[01])";
const preposition =
  "(?<=\\b(?:on|since|until|till|by|before|after|from|around|of|dated|for|visit|seen|admitted|discharged|scheduled) )";
const careBefore =
  "(?<=\\b(?:on|since|until|by|before|after|from|dated|dx'?d|diagnosed|discharged|admitted|seen|evaluated|surgery|visit|appt|appointment) )";
const weekdays = "monday tuesday wednesday thursday friday saturday sunday".split(" ");

const determiners = "the a an his her their my our its this that early late mid".split(" ");
const yearWords = "in since of from until till by during before after around circa year class".split(" ");

const dayAndMonth = new RegExp(`(?<![\\w/.:-])${day}[.\u00ba]? (?:de )?\\p{L}+$`, "u");
const longestDayAndMonth = 20;

/** Where the day before a month that ends at `at` starts. */
function dayBefore(text: string, at: number): number | undefined {
  const found = dayAndMonth.exec(text.slice(Math.max(0, at - longestDayAndMonth), at))?.[0];
  return found === undefined ? undefined : at - found.length;
}

export const date: Detector = {
  kind: "DATE",
  shapes: [
    {
      anchor: { on: "word", words: months, from: "start", next: " .,0123456789" },
      pattern: new RegExp(`(?<![\\w/.-])${month} ${day}(?:st|nd|rd|th)?(?:,? {1,2}|,)${year}${noTime}`, "iy"),
      strength: "strong",
    },
    {
      anchor: { on: "word", words: months, from: "start", next: " .,0123456789" },
      pattern: new RegExp(`${preposition}${month} ${day}(?:st|nd|rd|th)?${noTime}`, "iy"),
      strength: "strong",
    },
    {
      anchor: { on: "word", words: months, from: "start", next: " .,0123456789" },
      pattern: new RegExp(
        `(?<![\\w/.-])(?:(?<=\\b(?:in|on|since|from|by|until|dated|admitted|discharged|seen|dx'd|last|this|next|york,|health|hospital|clinic) )${month}(?:,? ${year})|(?<=\\b(?:last|this past) )${month}|${month} ${day}(?:st|nd|rd|th))${noTime}`,
        "iy",
      ),
      strength: "strong",
    },
    {
      anchor: { on: "digits", min: 1, max: 2, next: " -/snrt", second: "jfmasondJFMASONDhoO'tdh" },
      pattern: new RegExp(
        `(?<![\\d/.:-])${day}(?:st|nd|rd|th)?(?: of |[ /-])?${month}[ ,/-]{1,2}(?:\\d{4}|'?\\d\\d)${noTime}`,
        "iy",
      ),
      strength: "strong",
    },
    {
      anchor: { on: "digits", min: 1, max: 2, next: "snrt", second: "tdh" },
      pattern: new RegExp(`(?<![\\d/.:-])${day}(?:st|nd|rd|th)(?: of)? ${month}${noTime}`, "iy"),
      strength: "strong",
    },
    {
      // `admitted 9 February`, `on Tuesday, 14 May`
      anchor: { on: "digits", min: 1, max: 2, next: " ", second: "JFMASOND" },
      pattern: new RegExp(
        `(?<=(?:\\b(?:on|since|until|till|by|before|after|from|dated|for|visit|seen|admitted|discharged|scheduled)|day,?) )${day} ${writtenMonth}${noTime}`,
        "y",
      ),
      strength: "strong",
    },
    {
      // `14 juillet 2020`, `3. Oktober 2019`, `5 de mayo de 2018`
      anchor: { on: "word", words: foreignMonths, from: "end", next: " ." },
      pattern: new RegExp(`\\.?(?: del?)? \\d{4}${noTime}`, "y"),
      strength: "strong",
      startsAt: dayBefore,
    },
    {
      anchor: { on: "digits", min: 1, max: 2, next: "-/.", groups: 2 },
      pattern: new RegExp(`(?<![\\w/.:-])${numeric}\\1(?:1[89]|20)\\d\\d${noTime}`, "y"),
      strength: "strong",
    },
    {
      anchor: { on: "digits", min: 1, max: 2, next: "-/.", groups: 2 },
      pattern: new RegExp(`(?<![\\w/.:-])${numeric}\\1\\d\\d${noTime}`, "y"),
      strength: "weak",
    },
    {
      anchor: { on: "digits", min: 1, max: 2, next: "/" },
      pattern: new RegExp(`${preposition}(?:0?[1-9]|1[0-2])/${day}${noTime}`, "y"),
      strength: "weak",
    },
    {
      anchor: { on: "digits", min: 4, max: 4, next: "-/.", groups: 2 },
      pattern: new RegExp(
        `(?<![\\w/.:-])(?:18|19|20)\\d\\d([-/.])(?:0[1-9]|1[0-2])\\1(?:0[1-9]|[12]\\d|3[01])${noTime}`,
        "y",
      ),
      strength: "weak",
    },
    {
      // `Admitted 2019-03-02T10:11:12Z`, `seen on 20190302`: what is done with patients has its time.
      anchor: { on: "digits", min: 4, max: 8 },
      pattern:
        /(?<=\b(?:[Aa]dmitted|[Dd]ischarged|[Ss]een|[Ee]valuated|[Dd]iagnosed|[Vv]isit|[Aa]ppointment|[Ss]urgery)(?: on| at| of)? )(?:19|20)\d\d(?:-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])[ T]\d\d:\d\d(?::\d\d(?:\.\d{1,6})?)?(?:Z|[+-]\d\d:?\d\d)?|(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01]))(?!\w|[-/.:]\d)/y,
      strength: "weak",
    },
    {
      // `discharged Feb-03-2020`
      anchor: { on: "word", words: months, from: "start", next: "-" },
      pattern: new RegExp(`(?<![\\w/.-])${writtenMonth}-${day}-(?:19|20)\\d\\d${noTime}`, "y"),
      strength: "strong",
    },
    {
      // `admitted on 3/5/23`, `on 2022-06-13 with fever`: what dates care, as no log line is dated.
      anchor: { on: "digits", min: 1, max: 2, next: "-/.", groups: 2 },
      pattern: new RegExp(`${careBefore}${numeric}\\1\\d\\d${noTime}`, "y"),
      strength: "strong",
      accepts: (_, text, start) => speaksOfCare(text, start) || isOfPersons(text, start),
    },
    {
      anchor: { on: "digits", min: 4, max: 4, next: "-/.", groups: 2 },
      pattern: new RegExp(
        `${careBefore}(?:18|19|20)\\d\\d([-/.])(?:0[1-9]|1[0-2])\\1(?:0[1-9]|[12]\\d|3[01])${noTime}`,
        "y",
      ),
      strength: "strong",
      accepts: (_, text, start) => speaksOfCare(text, start) || isOfPersons(text, start),
    },
    {
      anchor: { on: "digits", min: 4, max: 4, next: "-", groups: 2 },
      pattern:
        /(?<=\b(?:since|until|before|after|[Oo]n|[Ww]hen:|[Dd]ate:) )(?:18|19|20)\d\d-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])[ T]\d\d:\d\d(?::\d\d)?(?![\w:.]|,\d)/y,
      strength: "weak",
    },
    {
      // `CT 28 April`, `3 May and 4 June`, `Arrival: 14 March`
      anchor: { on: "digits", min: 1, max: 2, next: " snrt", second: "JFMASONDtdh" },
      pattern: new RegExp(`(?<![\\w/.:=-])${day}(?:st|nd|rd|th)? ${writtenMonth}(?!\\p{L})${noClock}`, "uy"),
      strength: "strong",
      accepts: isTold("day"),
    },
    {
      // `labs December 26`, `born October 11`, `Deadline: March 14`
      anchor: {
        on: "word",
        words: months,
        from: "start",
        first: "JFMASOND",
        next: " .",
        second: "0123456789 ",
      },
      pattern: new RegExp(
        `(?<![\\w/.:=-])(?<!\\d )${writtenMonth} ${day}(?:st|nd|rd|th)?(?!\\d|,\\d)${noClock}`,
        "uy",
      ),
      strength: "strong",
      accepts: isTold("day"),
    },
    {
      // `placed November 1998`, `is due before May 2011`
      anchor: { on: "word", words: months, from: "start", first: "JFMASOND", next: " ", second: "12" },
      pattern: new RegExp(`(?<![\\w/.:=-])(?<!\\d )${writtenMonth} (?:19|20)\\d\\d(?![\\w:]|[-/.]\\d)`, "uy"),
      strength: "strong",
      accepts: isTold("month"),
    },
    {
      // `(chart 88) 1/16/96`, `witnessed on 2/13/74`
      anchor: { on: "digits", min: 1, max: 2, next: "-/.", groups: 2 },
      pattern: new RegExp(`(?<![\\w/.:=-])${numeric}\\1(?:\\d\\d|(?:1[89]|20)\\d\\d)${noClock}`, "y"),
      strength: "strong",
      accepts: isTold("numbers"),
    },
    {
      // `f/u 1957/02/18`, `valid until 1984/04/06.`
      anchor: { on: "digits", min: 4, max: 4, next: "-/.", groups: 2 },
      pattern: new RegExp(
        `(?<![\\w/.:=-])(?:18|19|20)\\d\\d([-/.])(?:0[1-9]|1[0-2])\\1(?:0[1-9]|[12]\\d|3[01])${noClock}`,
        "y",
      ),
      strength: "strong",
      accepts: isTold("logs"),
    },
    {
      // `we met on 9/25/2007 12:53 AM`, `from you at 2012-10-27T12:33:36Z`
      anchor: { on: "digits", min: 1, max: 4, next: "-/.", groups: 2 },
      pattern:
        /(?<=\b(?:on|at|until|till|since|before|after|from|by|dated|for|to|of) )(?:(?:18|19|20)\d\d([-/.])(?:0[1-9]|1[0-2])\1(?:0[1-9]|[12]\d|3[01])|(?:0?[1-9]|[12]\d|3[01])([-/.])(?:0?[1-9]|[12]\d|3[01])\2(?:19|20)\d\d)(?:,? (?:at )?|T)\d{1,2}:\d\d(?::\d\d(?:\.\d{1,6})?)?(?:Z|[+-]\d\d:?\d\d| ?[AaPp]\.?[Mm]\b\.?)?(?=[.,;!?)]?(?:\s|$))/y,
      strength: "strong",
      accepts: (_, text, start) => isOfPersons(text, start),
    },
    {
      anchor: { on: "word", words: weekdays, from: "start" },
      pattern: new RegExp(
        `(?<=\\b(?:on|(?<!the )last|this|next|since|until|till|by|before|after|every) )(?:${weekdays.join("|")})(?![\\w/(=:-])`,
        "iy",
      ),
      strength: "strong",
    },
    {
      anchor: { on: "word", words: weekdays, from: "start" },
      pattern: /(?<![\w/.=:-])(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day(?![\w/(=:-]|,? \d)/y,
      strength: "weak",
    },
    {
      anchor: { on: "word", words: weekdays, from: "start", first: "MTWFS" },
      pattern: /(?<![\w/.=:-])(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day(?![\w/(=:-]|,? \d)/y,
      strength: "strong",
      accepts: (_, text, start) => isSpoken(text, start),
    },
    {
      // The year of a person's life or of an event; a year of a study, a version or a diagnosis stays.
      anchor: { on: "word", words: yearWords, from: "end", next: " ", second: "12'" },
      pattern:
        /(?<![\w.-](?:in|of|by)) (?:'(?=\d\d(?!\d)))?((?:1[89]|20)\d\d|(?<=')\d\d)(?!\w|[-/.:]\w|,\d)/y,
      strength: "strong",
      accepts: isYearOfLife,
    },
    {
      // `her 2003 novel`, `the 1985 film`, `a 1967 Mustang`.
      anchor: { on: "word", words: determiners, from: "end", next: " ", second: "12" },
      pattern: /(?<=(?:^|[^\w.-])\p{L}{1,5}) ((?:1[89]|20)\d\d)(?=(?:['\u2019]s)? \p{L}{3})/uy,
      strength: "strong",
      accepts: isYearOfThing,
    },
    {
      // `(1932–2001)`, `(born 1932)`, `Blue Train (1957)`.
      anchor: { on: "digits", min: 4, max: 4 },
      pattern:
        /(?<=[\p{L}"\u201d'\u2019] \((?:(?:b\.|born|c\.|ca\.|circa|d\.|died|released|since) )?)(?:1[89]|20)\d\d(?: ?[-\u2013\u2014] ?(?:(?:1[89]|20)\d\d|present))?(?=\))/uy,
      strength: "strong",
      accepts: (_, text, start) => isToldYear(text, start),
    },
    {
      // The end of a span of years: `from 1990 to 1999`, `between 1990 and 1995`, `1998–2002`.
      anchor: { on: "digits", min: 4, max: 4 },
      pattern:
        /(?<=(?:1[89]|20)\d\d(?: to | and | until | through |[-\u2013\u2014]| [-\u2013\u2014] ))(?:1[89]|20)\d\d(?!\w|[-/.:]\w|,\d)|(?:1[89]|20)\d\d(?=(?: to | and | until | through |[-\u2013\u2014]| [-\u2013\u2014] )(?:1[89]|20)\d\d(?!\w|[-/.:]\w|,\d))/uy,
      strength: "strong",
      accepts: (_, text, start) => isToldYear(text, start),
    },
    {
      // A sentence that starts with its date: `On 2007-01-17 23:08:55, the …`.
      anchor: { on: "digits", min: 4, max: 4, next: "-", groups: 2 },
      pattern:
        /(?<=(?:^|[.!?]\s{1,4}|\n)(?:On|Since|From|Until|Before|After) )(?:18|19|20)\d\d-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])(?:[ T]\d\d:\d\d(?::\d\d)?)?(?=,? (?:the|an?|my|our|his|her|he|she|we|they|i|it|this|that|\p{Lu})(?!\p{L}))/iuy,
      strength: "strong",
    },
    {
      // `my birthday is August 21`
      anchor: { on: "word", words: months, from: "start", next: " ." },
      pattern: new RegExp(
        `(?<=\\b(?:is|was|till|to|and|or|between|birthday) )${writtenMonth} ${day}${noTime}`,
        "y",
      ),
      strength: "weak",
    },
    {
      // `early March`, `end of July`, `mid-May`: without a year and without a day.
      anchor: { on: "word", words: months, from: "start" },
      pattern: new RegExp(
        `(?<=\\b(?:early|late|mid|middle of|beginning of|end of|start of|since|until|back in)[ -])${month}(?![\\w:/(=-])`,
        "iy",
      ),
      strength: "weak",
    },
    {
      anchor: { on: "word", words: months, from: "start", next: " .,0123456789" },
      pattern: new RegExp(`(?<![\\w/.=:-] ?|\\d )${month} (?:1[89]|20)\\d\\d(?![\\w:]|[-/.]\\d)`, "iy"),
      strength: "weak",
    },
    {
      anchor: { on: "digits", min: 1, max: 2, next: "/.", groups: 1 },
      pattern: new RegExp(
        `(?<=\\b(?:on|until|till|since|before|after|by|from|to|and|am|le|el|il) )${day}[./](?:0?[1-9]|1[0-2])(?:\\.|(?![\\w/.:%-]))(?![\\w:/-])`,
        "y",
      ),
      strength: "weak",
    },
  ],
  context: [
    "we",
    "flew",
    "meet",
    "meeting",
    "admitted",
    "admission",
    "appointment",
    "appt",
    "born",
    "clinic",
    "date",
    "dated",
    "death",
    "deceased",
    "diagnosed",
    "died",
    "discharge",
    "discharged",
    "dob",
    "he",
    "her",
    "his",
    "hospital",
    "it",
    "mrn",
    "my",
    "patient",
    "patients",
    "procedure",
    "pt",
    "seen",
    "she",
    "surgery",
    "treated",
    "visit",
    "visited",
    "your",
    "when",
    "where",
    "signed",
    "consent",
    "name",
    "phone",
  ],
  negativeContext: ["version", "release", "released", "build", "copyright"],
  fieldNames: [
    "admission date",
    "admit date",
    "date of admission",
    "discharge date",
    "date of discharge",
    "date of death",
    "death date",
    "deceased date",
    "deceased date time",
    "date of service",
    "service date",
    "appointment date",
    "visit date",
    "encounter date",
    "procedure date",
    "surgery date",
    "diagnosis date",
    "date of visit",
    "date of surgery",
  ],
  strongFieldNames: [],
  labelled: /\d{1,4}[-/.]\d{1,2}[-/.]\d{1,4}(?:[T ]\d\d:\d\d(?::\d\d)?(?:\.\d{1,6})?Z?)?(?!\w)|\d{8}(?!\w)/y,
  examples: {
    match: [
      ["the Civil Rights Act of 1964", "1964"],
      ["He was born in 1932.", "1932"],
      ["She bought it back in 1987.", "1987"],
      ["Shares fell in 2010.", "2010"],
      ["Monday works for everyone.", "Monday"],
      ["labs December 26 show copd", "December 26"],
      ["biopsy 3 May: benign", "3 May"],
      ["my card is valid until 2031/04/06.", "2031/04/06"],
      ["we met on 9/25/2007 12:53 PM", "9/25/2007 12:53 PM"],
      ["Deadline: March 14 at noon", "March 14"],
      ["Arrival: 14.03.61, late", "14.03.61"],
      ["the rent is due before May 2031.", "May 2031"],
      ["They married in 1987 and moved to Perth", "1987"],
      ["On 2007-01-17 23:08:55, the government resigned", "2007-01-17 23:08:55"],
      ["seen on May 10, 2023", "May 10, 2023"],
      ["on Feb 3rd, 2023 (MRN", "Feb 3rd, 2023"],
      ["treated on Jan 20th '23", "Jan 20th '23"],
      ["on 12th April 2022", "12th April 2022"],
      ["discharged on the 9th of February", "9th of February"],
      ["admitted 9 February", "9 February"],
      ["my birthday is August 21", "August 21"],
      ["le 14 juillet 2020", "14 juillet 2020"],
      ["el 5 de mayo de 2018", "5 de mayo de 2018"],
      ["noted in pt chart on 17-Feb-2023", "17-Feb-2023"],
      ["follow-up 05/22/2023?", "05/22/2023"],
      ["patient treated on 2021-09-30 again", "2021-09-30"],
      ["admitted last Friday", "Friday"],
      ["admissionDate=2024-01-15", "2024-01-15"],
    ],
    ignore: [
      "a history of gout diagnosed in 2020",
      "retrying in 2000 ms",
      "audit for host a1.example.us from 2017-05-16 05:00:00 to 2017-05-16 06:00:00.",
      "backup of 2024-01-15",
      "guidelines of 2023",
      "2024-01-15 10:11:12 started",
      "Jan 15 10:11:12 host sshd[12]: ok",
      "[10/Oct/2000:13:55:36 -0700] GET /",
      "17/06/09 20:10:40 INFO ok",
      "12/15/2024, 10:11:12 ready",
      "released 2024-01-15",
      "may 3 retries",
      "stopped after 3 May 10:11:12",
      "diagnosed in 2021",
    ],
  },
};
