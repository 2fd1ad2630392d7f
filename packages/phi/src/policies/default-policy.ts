import { fhirPolicy } from "./fhir.ts";
import { hl7Policy } from "./hl7.ts";
import { httpPolicy } from "./http.ts";
import { logPolicy } from "./logs.ts";
import { openTelemetryPolicy } from "./open-telemetry.ts";
import { extendPolicy, type Policy } from "./policy.ts";
import { sqlPolicy } from "./sql.ts";
import { x12Policy } from "./x12.ts";

const nothing: Policy = {
  actions: {},
  fields: {},
  typeFields: [],
  hl7: {},
  x12: {},
  keptValues: [],
  keptAddresses: [],
};

/** Every kind becomes its placeholder; the fields of every format that the engine knows have their rules. */
export const defaultPolicy: Policy = extendPolicy(
  nothing,
  logPolicy,
  httpPolicy,
  openTelemetryPolicy,
  sqlPolicy,
  fhirPolicy,
  hl7Policy,
  x12Policy,
);
