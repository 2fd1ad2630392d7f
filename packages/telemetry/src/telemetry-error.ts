export type TelemetryErrorCode =
  | "TELEMETRY_CONTEXT_INACTIVE"
  | "TELEMETRY_ENDPOINT_INVALID"
  | "TELEMETRY_METRIC_REDEFINED"
  | "TELEMETRY_REDACTION_INACTIVE"
  | "TELEMETRY_UNREDACTED_LOGGER";

/** What keeps a service from being observed safely; found at start-up, never during a request. */
export class TelemetryError extends Error {
  override readonly name = "TelemetryError";
  readonly code: TelemetryErrorCode;

  constructor(code: TelemetryErrorCode, message: string) {
    super(message);
    this.code = code;
  }
}
