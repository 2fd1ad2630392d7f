// Writes .env with fresh secrets for docker compose, readable by its owner only. An existing file is completed, never changed.
import { randomBytes } from "node:crypto";
import { chmodSync, existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { root } from "./workspace.mjs";

const secretBytes = 32;

/** Made here: nobody needs to know them. Hexadecimal, since some stand in URLs. */
const generated = [
  "POSTGRES_PASSWORD",
  "REDIS_PASSWORD",
  "QDRANT_API_KEY",
  "JWT_SECRET",
  "GRAFANA_ADMIN_PASSWORD",
  "GRAFANA_SECRET_KEY",
];
/** Given by others: docker compose refuses to start until they are filled in. */
const given = {
  ALERT_WEBHOOK_URL: "base address of your alert receiver, such as https://alerts.example.org",
  ALERT_WEBHOOK_TOKEN: "the bearer token that it expects",
  SLACK_WEBHOOK_URL: "an incoming webhook of your Slack workspace",
  PAGERDUTY_ROUTING_KEY: "the integration key of your PagerDuty service",
  SMTP_PASSWORD: "of the account in alertmanager.yml",
};

const path = join(process.argv[2] ?? root, ".env");
const present = existsSync(path) ? readFileSync(path, "utf8") : "";
const lacks = (name) => !new RegExp(`^${name}=`, "m").test(present);

const lines = [
  ...generated.filter(lacks).map((name) => `${name}=${randomBytes(secretBytes).toString("hex")}`),
  ...Object.entries(given)
    .filter(([name]) => lacks(name) && !present.includes(`#${name}=`))
    .flatMap(([name, meaning]) => [`# ${meaning}`, `#${name}=`]),
];
const separator = present === "" || present.endsWith("\n") ? "" : "\n";
writeFileSync(path, `${present}${separator}${lines.map((line) => `${line}\n`).join("")}`, { mode: 0o600 });
chmodSync(path, 0o600);

const missing = Object.keys(given).filter(lacks);
process.stdout.write(
  missing.length === 0 ? `${path} is complete.\n` : `${path} is written. Fill in: ${missing.join(", ")}.\n`,
);
