import type { Detector } from "../detector.ts";
import { isClinical, isOfProgram, isProse } from "../evidence/prose.ts";
import { cities } from "../places/cities.ts";
import { countries } from "../places/countries.ts";
import { countryShapes } from "../places/country-shapes.ts";
import { facilityWithin, facilityWords } from "../places/facility.ts";
import { isPublisher } from "../places/guidance.ts";
import {
  cityAlone,
  cityWith,
  country,
  countryLine,
  countryOrPart,
  listedRun,
  listedWhere,
  withTown,
} from "../places/listed-place.ts";
import { placeContext } from "../places/place-context.ts";
import {
  clinicStart,
  featureStart,
  isTownName,
  lowerPlaceWithin,
  placeWithin,
  speaksOfCare,
  townLineStart,
  townOfCountry,
  townOfState,
} from "../places/place-name.ts";
import { stateCode } from "../places/states.ts";

const word = "\\p{Lu}[\\p{L}'\u2019.-]{1,24}";
const site =
  "(?:[Cc]linic|[Hh]osp(?:ital)?\\.?|[Oo]ffice|[Bb]ranch|ER|VA|[Mm]ed(?:ical)? (?:[Cc]enter|[Cc]tr)|[Cc]ampus|[Ff]acility|General|Health(?:care)?|Med)";

const particles =
  "(?:of|de|da|do|dos|das|di|del|della|du|des|la|le|les|el|am|an der|im|in|ob|bei|sur|sous|upon|on|under|nad|pod|na|v|en|y|und|van|den)";
const dwellings =
  "live lives lived living born raised reside resides resided residing move moves moved moving flew fly flying arrive arrived travel traveled travelled traveling travelling trip hails originally come comes came settled".split(
    " ",
  );
const prepositions =
  "in at from to of near outside around through throughout across into toward towards via between beyond leave leaving left reach reached entering touring toured exploring visit visiting visited city town village suburb borough hometown municipality".split(
    " ",
  );

const capitals = "ABCDEFGHIJKLMNOPQRSTUVWXYZ";
/** The letters of states, in lower case. */
const codes =
  "ak al ar az ca co ct dc de fl ga hi ia il in ks ky la ma md me mi mn mo mt nc nd ne nh nj nm nv ny oh ok or pa ri sc sd tn tx ut va vt wa wi wv wy".split(
    " ",
  );

export const place: Detector = {
  kind: "PLACE",
  shapes: [
    {
      anchor: { on: "capitals", needs: facilityWords },
      pattern:
        /(?<![\p{L}\p{N}_/.@$=-])\p{Lu}[\p{L}\p{N}'\u2019.-]{0,24}(?: (?:of (?:the )?|and |& |for |de |del )?\p{Lu}[\p{L}'\u2019.-]{0,24}(?![\p{N}_(=/@]|[.:][\p{L}\p{N}])){1,6}/uy,
      strength: "strong",
      within: (run, text, start) => {
        const found = facilityWithin(run, text, start);
        return found !== undefined && isPublisher(text, start + found[0]) ? undefined : found;
      },
    },
    {
      anchor: {
        on: "word",
        words: [
          "johns",
          "sloan",
          "mount",
          "mt",
          "md",
          "memorial",
          "new",
          "ny",
          "columbia",
          "newyork",
          "mass",
          "massachusetts",
          "mayo",
          "cleveland",
          "hopkins",
          "cedars",
          "cedar",
          "sinai",
          "ucsf",
          "ucla",
          "nyu",
          "upmc",
          "kaiser",
          "kettering",
          "anderson",
          "langone",
          "presbyterian",
          "stanford",
          "baylor",
          "brigham",
          "bellevue",
          "geisinger",
          "jfk",
          "ucsd",
          "ohsu",
          "usc",
          "vumc",
          "mgh",
          "bidmc",
          "chop",
          "beaumont",
          "scripps",
          "intermountain",
          "northwell",
          "lenox",
          "sutter",
          "banner",
          "ascension",
          "tufts",
          "emory",
          "vanderbilt",
        ],
        from: "start",
      },
      pattern:
        /(?<![\p{L}\p{N}_/.@=-])(?:Johns Hopkins|(?:Mt\.?|Mount) Sinai|MD Anderson|(?:Memorial )?Sloan[- ]Kettering|(?:New York[- ]|NewYork-|NY |Columbia )Presbyterian|Mass(?:achusetts)? General|(?<=\b(?:seen|treated|admitted|evaluated|diagnosed) (?:at|to|in|by) (?:the )?)(?:Mayo|Cleveland) Clinic|Cedars?[- ]Sinai|UCSF|UCLA|UCSD|OHSU|VUMC|MGH|BIDMC|JFK Med\p{L}{0,4}|NYU(?: Langone)?|Langone|UPMC|Kaiser(?: Permanente)?|(?<=\b(?:at|to|from|in|with|by|of) )(?:Stanford|Baylor|Brigham and Women's|Brigham|Bellevue|Geisinger|Beaumont|Scripps|Intermountain|Northwell|Lenox Hill|Sutter|Banner|Ascension|Tufts|Emory|Vanderbilt|USC|CHOP))(?:(?: (?:Health(?:care)?|Medical|Med|Permanente|Children's|General|Hosp\.?|Hospital|Center|Ctr|ER|Clinic|Care|clinic|hospital|med center)){0,4})(?![\p{L}\p{N}_(=/@])/uy,
      strength: "strong",
    },
    {
      anchor: { on: "word", words: ["st", "saint", "mt", "mount"], from: "start" },
      pattern: new RegExp(
        `(?<![\\p{L}\\p{N}_/.@=-])(?<!\\p{L}{2,20} )(?:St\\.?|Saint|Mt\\.?|Mount) ${word}(?: ${word}){0,2}(?: ${site})?(?![\\p{L}\\p{N}_(=/@])`,
        "uy",
      ),
      strength: "weak",
      accepts: (_, text, start) => speaksOfCare(text, start) || isClinical(text, start),
    },
    {
      anchor: { on: "word", words: ["st", "saint", "mt", "mount"], from: "start" },
      pattern: new RegExp(
        `(?<=\\b(?:at|to|from|by|in) )(?:St\\.?|Saint|Mt\\.?|Mount) \\p{Lu}[\\p{L}'\u2019-]{1,24}(?: ${site})?(?![\\p{L}\\p{N}_(=/@])`,
        "uy",
      ),
      strength: "strong",
    },
    {
      anchor: { on: "word", words: cities.first, from: "start" },
      pattern: new RegExp(`(?<![\\p{L}\\p{N}_/.@=-])${listedRun}`, "uy"),
      strength: "strong",
      within: cityWith,
    },
    {
      anchor: { on: "word", words: cities.first, from: "start" },
      pattern: new RegExp(
        `(?<=\\b(?:in|from|at|near|of|to|our|around|outside|the|for|visited|through) |, )${listedRun}`,
        "uy",
      ),
      strength: "weak",
      contextReach: 200,
      within: cityAlone,
    },
    {
      anchor: {
        on: "word",
        words: prepositions,
        from: "end",
        next: " ",
        second: "tABCDEFGHIJKLMNOPQRSTUVWXYZ\u007f",
      },
      pattern: new RegExp(
        ` (?:the )?(${word}(?:(?:,? | ?- ?)(?:${particles} ){0,4}${word}){0,4})(?![\\p{L}\\p{N}_(=/@])`,
        "uy",
      ),
      strength: "weak",
      contextReach: 200,
      within: placeWithin,
    },
    {
      anchor: { on: "word", words: countries.first, from: "start" },
      pattern: new RegExp(`(?<![\\p{L}\\p{N}_/.@$:=-])${listedRun}`, "uy"),
      strength: "weak",
      contextReach: 200,
      within: listedWhere(countryOrPart, isProse),
    },
    {
      // `sales in Togo doubled`: of studies and diseases alone, a country tells of no one.
      anchor: { on: "word", words: countries.first, from: "start" },
      pattern: new RegExp(
        `(?<=\\b(?:[Ii]n|[Ff]rom|[Tt]o|[Ll]eft|[Ll]eave|[Nn]ear|[Tt]hrough|[Aa]cross) (?:the )?)${listedRun}`,
        "uy",
      ),
      strength: "strong",
      within: listedWhere(country, (text, start) => !isOfProgram(text, start) && !isClinical(text, start)),
    },
    {
      // `pt of Dr. Morissette, Maracaibo.`
      anchor: { on: "word", words: ["dr"], from: "end", next: ". ", second: ` ${capitals}` },
      pattern:
        /\.? (?:\p{Lu}\.? )?\p{Lu}[\p{L}'\u2019-]{1,24}(?: \p{Lu}[\p{L}'\u2019-]{1,24}){0,2}, (\p{Lu}\p{Ll}[\p{L}'\u2019-]{1,24}(?: \p{Lu}[\p{L}'\u2019-]{1,24}){0,2})(?=\.(?:\s|$)|, [A-Z]{2}(?!\w))/uy,
      strength: "strong",
      accepts: (value) => isTownName(value),
    },
    {
      // `in Gajowice, WV`, `Dr. Welch, Chenoa, FL.`
      anchor: { on: "word", words: codes, from: "start", first: capitals, after: [", "] },
      pattern: new RegExp(
        `(?<=\\p{L}, )(?!MD|PA|MA|ID|MS|DO|NP|DDS)${stateCode}(?![\\p{L}\\p{N}_(/=@-])`,
        "uy",
      ),
      strength: "strong",
      startsAt: townOfState,
    },
    {
      // `evaluated Duke 10/19/86`, `(Mayo)`: only where care is spoken of.
      anchor: {
        on: "word",
        words: ["duke", "mayo", "emory", "stanford", "vanderbilt", "baylor", "geisinger"],
        from: "start",
        first: "DMESVBG",
      },
      pattern:
        /(?<=\b(?:at|to|from|via|evaluated|discharged|admitted|transferred|seen) |\()(?:Duke|Mayo|Emory|Stanford|Vanderbilt|Baylor|Geisinger)(?![\p{L}\p{N}_(=/@-])/uy,
      strength: "strong",
      accepts: (_, text, start) => isClinical(text, start) || speaksOfCare(text, start),
    },
    {
      // `at the Parappur clinic`, `our Nagybánya hospital`
      anchor: { on: "word", words: ["clinic", "hospital", "hospice", "office", "branch"], from: "start" },
      pattern:
        /(?<=\b(?:the|our|at|to|in|from) (?:(?:\p{Lu}[\p{L}'\u2019.-]{1,24}|de|da|do|del|di|la|nad|of) ){1,5})(?:clinic|hospital|hospice|(?<=\bour [^.,;\n]{2,60})(?:office|branch))(?![\p{L}\p{N}_(=/@-])/uy,
      strength: "strong",
      startsAt: clinicStart,
    },
    {
      // `(Monte Grande, Yemen)`, `from Dole, Romania`
      anchor: { on: "word", words: countries.first, from: "start", after: [", "] },
      pattern: new RegExp(`(?<=\\p{L}, )${listedRun}`, "uy"),
      strength: "strong",
      within: withTown(country, townOfCountry),
    },
    {
      anchor: { on: "word", words: dwellings, from: "end", next: " " },
      pattern:
        / (?:(?:here|up|back|over) )?(?:in|to|from|at|near) (?:the )?(\p{Ll}[\p{Ll}'\u2019-]{1,24}(?: \p{Ll}[\p{Ll}'\u2019-]{0,24}){0,3})(?![\p{L}\p{N}_(=/@:])/uy,
      strength: "weak",
      contextReach: 200,
      within: lowerPlaceWithin,
    },
    ...countryShapes,
    {
      // The last line of an address, with the town's above it.
      anchor: { on: "word", words: countries.first, from: "start" },
      pattern: new RegExp(`(?<=\\n[> \\t]{0,6})${listedRun}`, "uy"),
      strength: "strong",
      within: withTown(countryLine, townLineStart),
    },
    {
      anchor: {
        on: "word",
        words: ["county", "bridge", "river", "village", "airport", "island", "beach"],
        from: "start",
      },
      pattern:
        /(?<=\p{L} )(?:County|[Bb]ridge|[Rr]iver|[Vv]illage|[Aa]irport|[Ii]sland|[Bb]each)(?![\p{L}\p{N}_(=/@:-])/uy,
      strength: "strong",
      startsAt: featureStart,
    },
    {
      // An invitation: `When: …`, `Where: …`.
      anchor: { on: "word", words: ["where", "venue", "location"], from: "end", next: ":", second: " \t" },
      pattern:
        /(?<=^[ >]{0,4}[A-Za-z]{5,8}|\n[ >]{0,4}[A-Za-z]{5,8}):[ \t]{1,4}(\p{L}[\p{L}'\u2019()-]{0,24}(?: [\p{L}(][\p{L}'\u2019()-]{0,24}){0,5})(?=[.,]?[ \t\r]{0,2}(?:\n|$))/uy,
      strength: "strong",
      accepts: (_, text, start) =>
        /(?:^|\n)[ >]{0,4}(?:when|date|time|who|what|event)[:?]/i.test(
          text.slice(Math.max(0, start - 120), start + 120),
        ),
    },
  ],
  context: placeContext,
  negativeContext: [],
  fieldNames: [
    "hospital",
    "hospital name",
    "facility name",
    "clinic name",
    "birth place",
    "birthplace",
    "place of birth",
    "latitude",
    "longitude",
    "patient city",
    "patient county",
    "precinct",
    "neighborhood",
  ],
  strongFieldNames: [],
  labelled: /\p{Lu}[\p{L}.'-]{1,24}(?: \p{Lu}[\p{L}.'-]{1,24}){0,4}|-?\d{1,3}\.\d{2,12}(?!\w)/uy,
  examples: {
    match: [
      ["I grew up in Chattanooga", "Chattanooga"],
      ["We met in Dolossy on a Sunday", "Dolossy"],
      ["a login from (Monte Grandu, Yemen) today", "Monte Grandu, Yemen"],
      ["sales in Togo doubled", "Togo"],
      ["a 62-year-old female from Gangvar with DVT", "Gangvar"],
      ["pt of Dr. Morivel, Chenova, FL. Dosing?", "Chenova, FL"],
      ["f/u at the Parappu clinic", "Parappu clinic"],
      ["the train from Ormoc to Zigovar leaves early", "Ormoc", "Zigovar"],
      ["my cousin lives in tashkent", "tashkent"],
      ["We moved here from Tunisia in May", "Tunisia"],
      ["Maha Cazares\n\nChiclana de la Frontera\nSpain", "Chiclana de la Frontera\nSpain"],
      ["treated at Jackson Memorial Hospital on", "Jackson Memorial Hospital"],
      ["patient at Johns Hopkins today", "Johns Hopkins"],
      ["patient from Chicago, who", "Chicago"],
      ["lives in Springfield, IL", "Springfield, IL"],
      ["admitted to St. Mary's again", "St. Mary's"],
      ["Estonia was super fun to visit!", "Estonia"],
      ["Gabriela N., from Gloustar, admitted on 5/05/2025 with afib", "Gloustar"],
      ["pt seen at Oskaly Clinic, Hudvar on May 3rd, 2019", "Oskaly Clinic, Hudvar"],
      ["the patient was noted at our Hartvingon branch", "Hartvingon branch"],
      ["portugal was super fun to visit!", "portugal"],
      ["In May we returned to Lessevo by train.", "Lessevo"],
      ["admitted to Blue Harrow Cardiology on Monday", "Blue Harrow Cardiology"],
    ],
    ignore: [
      "region us-east-1",
      "the hospital was notified",
      "malaria treatment in Kenya",
      "she is fluent in Cornish",
      "recent recommendations from the Mayo Clinic on dosing",
      "tremor is seen in Parkinson's disease on 3 scales",
      "outcomes of patients treated at Stage III in 2019",
      "served from Denver",
    ],
  },
};
