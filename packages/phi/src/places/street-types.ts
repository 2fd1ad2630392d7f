/** USPS Publication 28, appendix C1: suffixes that are hardly anything else, and the usual abbreviations. */
const usual =
  "avenue ave boulevard blvd circle cir court courts ct cove coves crescent cres drive drives dr expressway expy freeway fwy highway hwy lane ln loop parkway pkwy place pl plaza plz point road roads rd route rte square sq street streets st terrace ter trail trl turnpike tpke way".split(
    " ",
  );
/** The rest of that appendix: words that name much else, so that the number before and capitals must tell. */
const rare =
  "alley annex arcade bayou beach bend bluff bluffs bottom branch bridge brook brooks burg burgs bypass camp canyon cape causeway center centers circles cliff cliffs club common commons corner corners course creek crest crossing crossroad curve dale dam divide estate estates extension extensions fall falls ferry field fields flat flats ford fords forest forge forges fork forks fort gardens garden gateway glen glens green greens grove groves harbor harbors haven heights hill hills hollow inlet island islands isle junction junctions key keys knoll knolls lake lakes land landing lodge loaf mall manor manors meadow meadows mews mill mills mission motorway mount mountain mountains neck orchard oval overpass park parks parkways pass passage path pike pine pines plain plains points port ports prairie radial ramp ranch rapid rapids rest ridge ridges river row run shoal shoals shore shores skyway spring springs spur spurs squares station stravenue stream summit throughway trace track trafficway tunnel underpass union unions valley valleys viaduct view views village villages ville vista walk walks wall ways well wells close hof court gate mead rise".split(
    " ",
  );

const capitalised = (words: readonly string[]): string =>
  words.map((word) => `${word.charAt(0).toUpperCase()}${word.slice(1)}`).join("|");

export const streetSuffixes: {
  /** Lower case. */
  readonly usual: readonly string[];
  readonly anyCase: string;
  /** Sources of patterns. */
  readonly usualCapitalised: string;
  readonly capitalised: string;
} = {
  usual,
  anyCase: `(?:${usual.join("|")})`,
  usualCapitalised: `(?:${usual.map((word) => `[${word.charAt(0).toUpperCase()}${word.charAt(0)}]${word.slice(1)}`).join("|")})`,
  capitalised: `(?:${capitalised([...usual, ...rare])})`,
};

/** Types of street that stand before the name, in the languages that put them there; lower case. */
export const streetTypesBefore =
  "rue|rua|rúa|via|viale|vicolo|calle|c/|avenida|avda|av|ave|strada|str|ul|ulica|ulice|plaza|place|piazza|paseo|passeo|passeig|boulevard|bd|bulevar|avenue|chemin|route|quai|impasse|allée|largo|praça|praceta|travessa|estrada|carrer|carretera|ctra|camino|corso|cite|cité|trg|nám|náměstí|namesti|r|rruga|jalan|jl|ulitsa|prospekt|λεωφόρος|οδός";
/** Endings that make a word, or words that make what stands before a house number, a street. */
export const streetEndings =
  "stra(?:ss|ß)e|str|gasse|weg|gata|gatan|gate|gaten|gade|vej|vejen|veien|vegen|vägen|väg|vegi|vegur|laan|straat|katu|tie|utca|u|út|útja|tér|tere|fasor|körút|krt|kapu|sor|rkp|rakpart|platz|stræde|stræti|plein|ring|ringen|allé|alle|allee|kuja|polku|raitti|bakken|backen|vangen|stien|stigen|braut|torg|torget|torv|svingen|kade|dijk|steeg|pad|hove|hof|hofje|singel|gracht|plantsoen|dreef|damm|ufer|brücke|steig|stieg|tee|puiestee|maantee|põik|tänav|iela|gatvė|g|ulice|ulica|třída|nábřeží|cesta|bb|sok|sokak|sokağı|caddesi|cad|mah|straße|straat|pad|ová|ova|ská|cká|ná|ého|eva|rinne|kaari|terasse|terrasse|haugen|lia|tunet|åsen";
