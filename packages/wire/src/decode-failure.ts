import type { DecodeError, DecodeResult } from "./decode-result.ts";

/** Leaves a decoder from any depth. Never leaves the package: `decodeSafely` makes a result of it. */
export class DecodeFailure extends Error {
  readonly code = "WIRE_MALFORMED";
  readonly error: DecodeError;

  constructor(error: DecodeError) {
    super(error.what);
    this.error = error;
  }
}

export function decodeSafely<T>(decode: () => DecodeResult<T>): DecodeResult<T> {
  try {
    return decode();
  } catch (failure) {
    if (failure instanceof DecodeFailure) return { ok: false, error: failure.error };
    throw failure;
  }
}
