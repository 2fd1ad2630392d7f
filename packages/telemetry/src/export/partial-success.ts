const partialSuccessTag = 0x0a;
const rejectedTag = 0x08;
const continues = 0x80;
const payload = 0x7f;

/**
 * `partial_success.rejected_spans` of an `ExportTraceServiceResponse`: its first field's first field. Another order, or
 * an answer that is no protobuf, reads as none rejected.
 */
export function rejectedSpans(answer: Uint8Array): number {
  if (answer[0] !== partialSuccessTag) return 0;
  // The message is short, but its text may be longer than one byte of length can say.
  let at = 1;
  while (((answer[at] ?? 0) & continues) !== 0) at += 1;
  at += 1;
  if (answer[at] !== rejectedTag) return 0;
  let value = 0;
  let factor = 1;
  for (at += 1; at < answer.length && factor < Number.MAX_SAFE_INTEGER; at += 1) {
    const byte = answer[at] ?? 0;
    value += (byte & payload) * factor;
    if ((byte & continues) === 0) return value;
    factor *= 128;
  }
  return 0;
}
