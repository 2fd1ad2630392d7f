declare const redactedMark: unique symbol;

/** A record that went through this folder's redactors, which alone give it the mark. */
export type Redacted<T> = T & { readonly [redactedMark]: true };

/** For the redactors of this folder. */
export function markRedacted<T>(record: T): Redacted<T> {
  return record as Redacted<T>;
}
