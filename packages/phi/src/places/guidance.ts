import { isBefore } from "../characters/look-back.ts";

/** What institutions publish. */
const published =
  /(?<=\b(?:[Rr]ecommendations?|[Gg]uidelines?|[Gg]uidance|[Rr]esearch|[Ss]tud(?:y|ies)|[Tt]rials?|[Dd]ata|[Ff]indings|[Ee]vidence|[Pp]rotocols?|[Cc]riteria|[Cc]onsensus|[Pp]ublications?|[Ss]tatements?|[Ll]iterature) (?:from|by|of|(?:published|issued|released|developed|proposed) (?:by|at|in)) (?:the )?)/y;

/** Whether the hospital at `start` is named for what it published: `recommendations from the Mayo Clinic`. */
export function isPublisher(text: string, start: number): boolean {
  return isBefore(published, text, start);
}
