/** What `url.ParseQuery` of Go makes of a query string or a form. */
export interface FormValues {
  readonly values: readonly (readonly [name: string, value: string])[];
  /** Why the first of the pairs that are left out is; `undefined` when none is. */
  readonly problem: string | undefined;
}

/** Pairs that Go leaves out, with a semicolon or a broken escape, are left out here too. */
export function readFormValues(text: string): FormValues {
  const values: (readonly [string, string])[] = [];
  let problem: string | undefined;
  for (const pair of text.split("&")) {
    if (pair === "") continue;
    const wrong = pairProblem(pair);
    if (wrong !== undefined) {
      problem ??= wrong;
      continue;
    }
    const end = pair.indexOf("=");
    values.push(
      end < 0 ? [unescaped(pair), ""] : [unescaped(pair.slice(0, end)), unescaped(pair.slice(end + 1))],
    );
  }
  return { values, problem };
}

function pairProblem(pair: string): string | undefined {
  if (pair.includes(";")) return "invalid semicolon separator in query";
  const broken = /%(?![0-9A-Fa-f]{2}).{0,2}/su.exec(pair)?.[0];
  return broken === undefined ? undefined : `invalid URL escape ${JSON.stringify(broken)}`;
}

/** Bytes that are not UTF-8 become U+FFFD, as they do once they are answered. */
function unescaped(text: string): string {
  if (!/[%+]/u.test(text)) return text;
  const spaced = text.replaceAll("+", " ");
  try {
    return decodeURIComponent(spaced);
  } catch {
    return new URLSearchParams(`v=${text}`).get("v") ?? "";
  }
}
