/** Words that persons say of each other and hardly any program says of itself. */
const personal =
  /\b(?:i|i'm|me|my|mine|we|us|our|you|your|he|she|him|his|her|hers|they|their|who|mr|mrs|ms|miss|morning|tonight|yesterday|everyone|everybody|nobody|somebody|someone|friends?|famil(?:y|ies)|wife|husband|daughters?|sons?|mother|father|sisters?|brothers?|mum|mom|dad|grand(?:ma|pa|mother|father|son|daughter)|aunt|uncle|cousins?|neighbou?rs?|gentleman|lady|guardian|born|married|died|liv(?:e|es|ed|ing)|world)\b/i;
/** Where care and studies are spoken of, an unknown capitalised word is a drug, a scale or a test sooner than a town. */
const clinical =
  /\b(?:patients?|pts?|diagnos\w*|guidelines?|treatment|therapy|dos(?:e|age|ing)|mg|disease|syndrome|symptoms?|clinical|chronic|acute|cancer|efficacy|trial|surgery|prognosis|medication|infection|score|hx|dx|tx|management)\b/i;
const functionWord =
  /\b(?:the|a|an|of|and|that|this|which|is|are|was|were|has|have|had|been|it|its|with|for|by|as|but|not|all)\b/gi;
/** Fewer of them in 400 characters than a sentence or two has are a label or a line of a log. */
const fewestFunctionWords = 3;
/** The backslash of a quotation mark in a JSON string says nothing of the text in it. */
const technical =
  /[=<>{}[\]|_]|\\(?![\\"])|::|\d:\d\d|[a-z]\/[a-z]|\b(?:INFO|WARN|ERROR|DEBUG|error|failed|server|request)\b/;
const reach = 200;

function around(text: string, at: number): string {
  return text.slice(Math.max(0, at - reach), at + reach);
}

/** Whether a text around a place speaks of persons' lives and not of care, as far as a few words can tell. */
export function isPersonal(text: string, at: number): boolean {
  const near = around(text, at);
  return personal.test(near) && !clinical.test(near);
}

/** Whether a part of a text has the small words of sentences. */
export function hasSentences(part: string): boolean {
  return (part.match(functionWord)?.length ?? 0) >= fewestFunctionWords;
}

/** Whether a text around a place is written for readers: sentences, of which no program wrote the marks. */
export function isProse(text: string, at: number): boolean {
  const near = around(text, at);
  if (clinical.test(near)) return false;
  if (personal.test(near)) return true;
  return !technical.test(near) && hasSentences(near);
}
