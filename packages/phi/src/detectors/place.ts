import type { Detector } from "../detector.ts";
import { cities } from "../places/cities.ts";
import { countries } from "../places/countries.ts";
import { facilityWithin } from "../places/facility.ts";
import { isPersonalProse, placeWithin } from "../places/place-name.ts";
import { stateCode, stateName } from "../places/states.ts";

const word = "\\p{Lu}[\\p{L}'\u2019.-]{1,24}";
const site =
  "(?:[Cc]linic|[Hh]osp(?:ital)?\\.?|[Oo]ffice|[Bb]ranch|ER|VA|[Mm]ed(?:ical)? (?:[Cc]enter|[Cc]tr)|[Cc]ampus|[Ff]acility|General|Health(?:care)?|Med)";

const particles =
  "(?:of|de|da|do|dos|das|di|del|della|du|des|la|le|les|el|am|an der|im|in|ob|bei|sur|sous|upon|on|under|nad|pod|na|v|en|y|und|van|den)";
const prepositions =
  "in at from to near outside around through across toward towards visit visiting visited".split(" ");

export const place: Detector = {
  kind: "PLACE",
  shapes: [
    {
      anchor: { on: "capitals" },
      pattern:
        /(?<![\p{L}\p{N}_/.@$=-])\p{Lu}[\p{L}\p{N}'\u2019.-]{0,24}(?: (?:of (?:the )?|and |& |for |de |del )?\p{Lu}[\p{L}'\u2019.-]{0,24}(?![\p{N}_(=/@]|[.:][\p{L}\p{N}])){1,6}/uy,
      strength: "strong",
      within: facilityWithin,
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
        /(?<![\p{L}\p{N}_/.@=-])(?:Johns Hopkins|(?:Mt\.?|Mount) Sinai|MD Anderson|(?:Memorial )?Sloan[- ]Kettering|(?:New York[- ]|NewYork-|NY |Columbia )Presbyterian|Mass(?:achusetts)? General|(?<=\b(?:seen|treated|admitted|evaluated|diagnosed) (?:at|to|in|by) (?:the )?)(?:Mayo|Cleveland) Clinic|Cedars?[- ]Sinai|UCSF|UCLA|UCSD|OHSU|VUMC|MGH|BIDMC|JFK Med\p{L}{0,4}|NYU(?: Langone)?|Langone|UPMC|Kaiser(?: Permanente)?|(?<=\b(?:at|to|from|in|with|by|of) )(?:Stanford|Baylor|Brigham and Women's|Brigham|Bellevue|Geisinger|Beaumont|Scripps|Intermountain|Northwell|Lenox Hill|Sutter|Banner|Ascension|Tufts|Emory|Vanderbilt|USC|CHOP))(?:(?: (?:Health(?:care)?|Medical|Med|Permanente|Children's|General|Hosp\.?|Hospital|Center|Ctr|ER|Clinic|Care|clinic|hospital|med center)){0,3})(?![\p{L}\p{N}_(=/@])/uy,
      strength: "strong",
    },
    {
      anchor: { on: "word", words: ["st", "saint", "mt", "mount"], from: "start" },
      pattern: new RegExp(
        `(?<![\\p{L}\\p{N}_/.@=-])(?<!\\p{L}{2,20} )(?:St\\.?|Saint|Mt\\.?|Mount) ${word}(?: ${word}){0,2}(?: ${site})?(?![\\p{L}\\p{N}_(=/@])`,
        "uy",
      ),
      strength: "weak",
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
      pattern: new RegExp(
        `(?<![\\p{L}\\p{N}_/.@=-])(?:(?:${cities.pattern}),? (?:${stateCode}|${stateName})(?![\\p{L}\\p{N}_(=/@])|(?:${cities.pattern})(?: (?:[Cc]linic|[Hh]osp(?:ital)?\\.?|office|branch|ER|VA|campus|facility))(?!\\p{L}))`,
        "uy",
      ),
      strength: "strong",
    },
    {
      anchor: { on: "word", words: cities.first, from: "start" },
      pattern: new RegExp(
        `(?<=\\b(?:in|from|at|near|of|to|our|around|outside|the|for|visited|through) |, )(?:${cities.pattern})(?![\\p{L}\\p{N}_(=/@:-]|\\.\\p{L}| (?:guidelines|criteria|score|study))`,
        "uy",
      ),
      strength: "weak",
      contextReach: 200,
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
        ` (?:the )?(${word}(?:(?:,? | ?- ?)(?:${particles} ){0,2}${word}){0,4})(?![\\p{L}\\p{N}_(=/@])`,
        "uy",
      ),
      strength: "weak",
      contextReach: 200,
      within: placeWithin,
    },
    {
      anchor: { on: "word", words: countries.first, from: "start" },
      pattern: new RegExp(
        `(?<![\\p{L}\\p{N}_/.@$:=-])(?:${countries.pattern})(?: \\(\\p{Lu}\\p{L}{2,12}\\))?(?![\\p{L}\\p{N}_(/=@-]|[.:][\\p{L}\\p{N}])`,
        "uy",
      ),
      strength: "weak",
      contextReach: 200,
      accepts: (_, text, start) => isPersonalProse(text, start),
    },
  ],
  context: [
    "patient",
    "patients",
    "pt",
    "pts",
    "male",
    "female",
    "man",
    "woman",
    "she",
    "he",
    "her",
    "his",
    "my",
    "i",
    "your",
    "who",
    "dr",
    "doctor",
    "clinic",
    "hospital",
    "treated",
    "seen",
    "diagnosed",
    "admitted",
    "evaluated",
    "referred",
    "consulted",
    "mrn",
    "year",
    "yo",
    "lives",
    "born",
    "moved",
  ],
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
      ["treated at Jackson Memorial Hospital on", "Jackson Memorial Hospital"],
      ["patient at Johns Hopkins today", "Johns Hopkins"],
      ["patient from Chicago, who", "Chicago"],
      ["lives in Springfield, IL", "Springfield, IL"],
      ["admitted to St. Mary's again", "St. Mary's"],
    ],
    ignore: ["region us-east-1", "the hospital was notified", "served from Denver"],
  },
};
