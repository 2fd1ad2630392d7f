import { RE2JS } from "re2js";

/**
 * The `replace` stage of Promtail and Alloy, as their source has it (clients/pkg/logentry/stages/replace.go): every capture group
 * of every match is replaced, the rest of the match stays; without a group nothing changes. Expressions are RE2's.
 */
export function replaceStage(expression: string, replacement: string): (line: string) => string {
  const pattern = RE2JS.compile(expression);
  return (line) => {
    const matcher = pattern.matcher(line);
    let result = "";
    let end = 0;
    while (matcher.find()) {
      for (let group = 1; group <= matcher.groupCount(); group += 1) {
        const start = matcher.start(group);
        if (start === -1 || start < end) continue;
        result += line.slice(end, start) + replacement;
        end = matcher.end(group);
      }
    }
    return result + line.slice(end);
  };
}
