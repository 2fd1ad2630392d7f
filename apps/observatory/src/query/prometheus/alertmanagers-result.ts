import { discoverAlertmanagers } from "../../scrape/discover-alertmanagers.ts";
import type { Alertmanager } from "../../scrape/read-alertmanagers.ts";

/** `data` of `/api/v1/alertmanagers`: where alerts are sent. */
export function alertmanagersResult(alertmanagers: readonly Alertmanager[]): unknown {
  const { active, dropped } = discoverAlertmanagers(alertmanagers);
  return {
    activeAlertmanagers: active.map((url) => ({ url })),
    droppedAlertmanagers: dropped.map((url) => ({ url })),
  };
}
