import { fhirPolicy } from "./policies/fhir.ts";
import { hl7Policy } from "./policies/hl7.ts";
import { httpPolicy } from "./policies/http.ts";
import { logPolicy } from "./policies/logs.ts";
import { openTelemetryPolicy } from "./policies/open-telemetry.ts";
import { sqlPolicy } from "./policies/sql.ts";
import { x12Policy } from "./policies/x12.ts";
import { extendPolicy, type Policy } from "./policy.ts";

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
