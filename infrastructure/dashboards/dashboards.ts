import type { Dashboard } from "@grafana/grafana-foundation-sdk/dashboard";
import { admin } from "./admin.ts";
import { alerts } from "./alerts.ts";
import { clinician } from "./clinician.ts";
import { hipaa } from "./hipaa.ts";
import { llm } from "./llm.ts";
import { operations } from "./operations.ts";
import { overview } from "./overview.ts";
import { phi } from "./phi.ts";
import { slo } from "./slo.ts";

export const dashboards: readonly (Dashboard & { readonly uid?: string })[] = [
  overview,
  clinician,
  admin,
  operations,
  slo,
  hipaa,
  phi,
  llm,
  alerts,
];
