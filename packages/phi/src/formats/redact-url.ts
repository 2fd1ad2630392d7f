import type { Mask } from "../mask.ts";
import type { PhiKind } from "../phi-kind.ts";
import { firstPlaceholder, isPlaceholder } from "../placeholder.ts";
import type { FieldNames } from "../values/field-name.ts";

/** Values of a query that can name no one: short numbers, truth values, clock times of a range. */
const harmless =
  /^(?:\d{1,4}(?:\.\d{1,6})?|\d{10}(?:\.\d{1,6})?|\d{13}|\d{16}|\d{19}|true|false|null|asc|desc|\d{1,6}(?:ns|us|ms|s|m|h|d))?$/;
/** Collections of persons: the segment after one of them names one of these. */
const personCollections =
  /^(?:patients?|members?|subscribers?|persons?|people|beneficiar(?:y|ies)|clients?|residents?)$/i;
/** A route template's parameter. */
const parameter = /^(?:[:*{<$[].*|_[a-z]+|\$[a-z-]+|search|new|me|count|list|export|import|bulk)?$/i;

export interface UrlParts {
  readonly fieldNames: FieldNames;
  readonly text: (text: string) => string;
  readonly mask: Mask;
  readonly count: (kind: PhiKind) => void;
  /** Says that what became of the URL may be divided otherwise. */
  readonly readAgain: () => void;
}

/** Replaces userinfo, query values, the fragment and segments that identify; scheme, host and route survive. */
export function redactUrl(url: string, parts: UrlParts): string {
  const [, scheme = "", rest = ""] = /^([a-zA-Z][a-zA-Z0-9+.-]{0,20}:\/\/)?([\s\S]*)$/.exec(url) ?? [];
  const hash = rest.indexOf("#");
  const beforeHash = hash < 0 ? rest : rest.slice(0, hash);
  const question = beforeHash.indexOf("?");
  const isQueryAlone = question < 0 && scheme === "" && /^[^/=]*=/.test(beforeHash);
  const path = isQueryAlone ? "" : question < 0 ? beforeHash : beforeHash.slice(0, question);
  const query = isQueryAlone ? beforeHash : question < 0 ? "" : beforeHash.slice(question + 1);

  const authorityEnd = scheme === "" ? 0 : (path.indexOf("/") + path.length + 1) % (path.length + 1);
  const authority = path.slice(0, scheme === "" ? 0 : authorityEnd);
  const userinfoEnd = authority.lastIndexOf("@");
  const user = mask("SECRET", authority.slice(0, Math.max(0, userinfoEnd)));
  const userinfo = user === "" ? "" : `${user}@`;
  const host = text(authority.slice(userinfoEnd + 1));
  const segments = redactPath(path.slice(authority.length));
  const separator = isQueryAlone || question < 0 ? "" : "?";
  const values = query === "" ? "" : query.split("&").map(redactParameter).join("&");
  const fragment = hash < 0 ? "" : rest.slice(hash + 1);
  return (
    scheme +
    userinfo +
    host +
    segments +
    separator +
    values +
    (hash < 0 ? "" : `#${fragment === "" ? "" : mask("URL", fragment)}`)
  );

  /** What a second reading would look at to divide the URL. */
  function text(part: string): string {
    const redacted = parts.text(part);
    if (redacted !== part) parts.readAgain();
    return redacted;
  }

  function mask(kind: PhiKind, value: string): string {
    if (value === "" || isPlaceholder(value)) return value;
    parts.count(kind);
    return parts.mask(kind, value) ?? "";
  }

  function redactPath(route: string): string {
    let previous = "";
    const masked = route.split("/").map((segment) => {
      const names = personCollections.test(previous) && !parameter.test(segment);
      previous = segment;
      return names ? mask("MRN", segment) : segment;
    });
    return text(masked.join("/"));
  }

  function redactParameter(pair: string): string {
    const equals = pair.indexOf("=");
    if (equals < 0) return text(pair);
    const name = pair.slice(0, equals);
    const value = pair.slice(equals + 1);
    const kind = parts.fieldNames.kindOf(name);
    const key = text(name);
    if (kind !== undefined) return `${key}=${mask(kind, value)}`;
    const scanned = parts.text(value);
    if (scanned !== value) return `${key}=${firstPlaceholder(scanned) ?? ""}`;
    return `${key}=${harmless.test(value) ? value : mask("URL", value)}`;
  }
}
