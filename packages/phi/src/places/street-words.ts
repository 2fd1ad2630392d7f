import { createEndings } from "../characters/endings.ts";
import { remembered } from "../scan/remembered.ts";

/** Endings that make a word the name of a street in the languages that write both as one: `Aleksiraitti`, `Faystraat`. */
export const streetWordEndings: readonly string[] =
  "strasse straße str gasse weg allee platz ufer damm stieg steig gata gatan gaten gade vej vejen väg vägen vegen veien veg stræde gränd backen bakken stien stigen torget vangen lunden laan straat plein steeg dijk gracht singel dreef plantsoen kade hofje katu kuja polku raitti linja rinne kaari penger tori utca útja körút sétány fasor rakpart ulica ulice cesta iela prospekt bulvari bulvarı caddesi sokak sokağı puiestee maantee tänav gatvė stræti vegur stígur".split(
    " ",
  );
const endsAsStreet = createEndings(streetWordEndings);
const whole: ReadonlySet<string> = new Set(streetWordEndings);
const shortest = 5;
const space = 32;

/** Whether a word, alone, says that it is a street. */
const isStreetWord: (word: string) => boolean = remembered((word) => {
  const lower = word.toLowerCase();
  const plain = lower.endsWith(".") || lower.endsWith(",") ? lower.slice(0, -1) : lower;
  return whole.has(plain) || (plain.length > shortest && endsAsStreet(plain));
});

/** Whether the last of some words, with a space between each, says so. */
export function endsInStreetWord(words: string): boolean {
  let start = words.length;
  while (start > 0 && words.charCodeAt(start - 1) !== space) start -= 1;
  return isStreetWord(words.slice(start));
}

/** Types that stand before the name, and before a capitalised word in no English sentence. */
export const foreignTypes: readonly string[] =
  "rue rua rúa via viale vicolo calle avenida avda avd strada ulica ulice ul plaza plaça praça piazza piazzale piata piața paseo passeo passeig boulevard bulevar bulevardul aleea intrarea calea șoseaua soseaua splaiul chemin quai impasse allée allées cours faubourg largo praceta travessa travesía estrada rodovia alameda acesso viela beco bairro carrer carretera ctra camino corso contrada borgo rotonda rampa glorieta explanada pasaje callejón cuesta rambla barrio urbanización polígono colonia prolongación privada trg náměstí nám nábřeží třída jalan jl ulitsa prospekt calçada".split(
    " ",
  );
/** Of those that English has as well; they need a number before them. */
export const homonymousTypes: readonly string[] = "place passage avenue square route ronda".split(" ");

const types: ReadonlySet<string> = new Set(foreignTypes);

/** Whether capitalised words are those of a street: they start with a type, or end as one. */
export function isStreetName(first: string, last: string): boolean {
  return types.has(first.toLowerCase()) || isStreetWord(last);
}

/** Source of a pattern of the types, with a capital or not. */
export function eitherCase(words: readonly string[]): string {
  return words.map((word) => `[${word.charAt(0)}${word.charAt(0).toUpperCase()}]${word.slice(1)}`).join("|");
}
