/**
 * What was wrong with an input. The texts name fields and positions and never quote the input, so they may be
 * answered to a client and logged without redaction.
 */
export interface DecodeError {
  readonly what: string;
  /** `byte 17`, or a JSON path such as `$.resourceSpans[0].scopeSpans`. */
  readonly where: string;
  readonly expected: string;
}

export interface Decoded<T> {
  readonly ok: true;
  readonly value: T;
  /** How many records were invalid and left out. */
  readonly rejected: number;
  /** Why records were left out, or empty. For the `error_message` of an OTLP partial success. */
  readonly message: string;
}

export interface Malformed {
  readonly ok: false;
  readonly error: DecodeError;
}

/** A whole request either decodes, perhaps without a few invalid records, or is malformed. */
export type DecodeResult<T> = Decoded<T> | Malformed;

/** One sentence, fit for an HTTP error body. */
export function describeDecodeError(error: DecodeError): string {
  return `${error.what} at ${error.where}; expected ${error.expected}`;
}
