/** Follows a text and says whether it may still turn out to be one JSON document that starts with a mark. */
export interface JsonWatch {
  readonly mayBeJson: boolean;
  see(chunk: string): void;
}

const space = /\s/;

/** Counts brackets only: a text that is no JSON is found out at the first character after its first balanced value. */
export function watchJson(): JsonWatch {
  let mayBeJson = true;
  let started = false;
  let depth = 0;
  let inString = false;
  let escaped = false;

  function seeCharacter(character: string): void {
    if (inString) {
      if (escaped) escaped = false;
      else if (character === "\\") escaped = true;
      else if (character === '"') inString = false;
      return;
    }
    if (space.test(character)) return;
    const opens = character === "{" || character === "[";
    if (depth === 0 && (started || !(opens || character === '"'))) {
      mayBeJson = false;
      return;
    }
    started = true;
    if (opens) depth += 1;
    else if (character === "}" || character === "]") depth -= 1;
    else if (character === '"') inString = true;
  }

  return {
    get mayBeJson() {
      return mayBeJson;
    },
    see(chunk) {
      for (let at = 0; mayBeJson && at < chunk.length; at += 1) seeCharacter(chunk.charAt(at));
    },
  };
}
