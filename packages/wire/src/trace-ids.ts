const traceIdDigits = 32;
const spanIdDigits = 16;
const onlyZeros = /^0*$/;

/** Takes lower-case hex. An id of zeros only is invalid by the W3C Trace Context and OTLP specifications. */
export function isTraceId(hex: string): boolean {
  return hex.length === traceIdDigits && !onlyZeros.test(hex);
}

export function isSpanId(hex: string): boolean {
  return hex.length === spanIdDigits && !onlyZeros.test(hex);
}
