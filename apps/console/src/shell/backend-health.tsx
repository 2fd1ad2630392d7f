import type { ReactElement } from "react";
import { asRecord, asString } from "../http/decode.ts";
import { requestJson } from "../http/request.ts";
import { useResource } from "../http/resource.ts";
import { useViewTime } from "../time/view-time.tsx";

interface Health {
  readonly database: string;
  readonly version: string;
}

function decodeHealth(body: unknown): Health {
  const health = asRecord(body, "the answer");
  return { database: asString(health.database, "database"), version: asString(health.version, "version") };
}

/** Whether the observatory answers, and whether its store does. */
export function BackendHealth(): ReactElement {
  const { loadTime } = useViewTime();
  const health = useResource("health", loadTime, (signal) =>
    requestJson("/api/health", decodeHealth, signal),
  );
  const state =
    health.failure !== undefined
      ? {
          tone: "bad",
          text: health.failure.kind === "unreachable" ? "unreachable" : "failing",
          title:
            health.failure.status === 503 ? "The observatory's store does not answer" : health.failure.detail,
        }
      : health.value === undefined
        ? { tone: "wait", text: "connecting", title: "Asking for the observatory's health" }
        : health.value.database === "ok"
          ? { tone: "good", text: "connected", title: `Observatory ${health.value.version}, store ok` }
          : { tone: "bad", text: "store failing", title: `The store answers: ${health.value.database}` };
  return (
    <span
      className={`health health-${state.tone}`}
      role="status"
      title={state.title}
      data-testid="backend-health"
    >
      <span className="health-text">{state.text}</span>
    </span>
  );
}
