import { compileMatcher } from "@voiceassist/promql";
import { isScalar, visit } from "yaml";
import { type ConfigFile, type ConfigNode, openConfigFile } from "../config/config-file.ts";
import { parseDurationMillis } from "../config/duration.ts";
import type { Problem } from "../config/problem.ts";

const topKeys = ["global", "templates", "route", "inhibit_rules", "receivers", "time_intervals"] as const;
const routeKeys = [
  "receiver",
  "group_by",
  "continue",
  "matchers",
  "group_wait",
  "group_interval",
  "repeat_interval",
  "mute_time_intervals",
  "active_time_intervals",
  "routes",
] as const;
const inhibitKeys = ["source_matchers", "target_matchers", "equal"] as const;
/** Fields that hold a secret; each has a twin that names a file. */
const secretFields =
  /^(?:slack_api_url|api_url|routing_key|service_key|smtp_auth_password|auth_password|password|credentials|bearer_token)$/u;
const matcherForm = /^\s*"?([A-Za-z_][\w]*)"?\s*(=~|!~|!=|=)\s*"?((?:[^"\\]|\\.)*)"?\s*$/u;

/** Checks `alertmanager.yml`: that what is named exists, matchers and durations can be read, and no secret is in the file. */
export function checkAlertmanager(path: string, text: string, problems: Problem[]): void {
  const file = openConfigFile(path, text, problems);
  if (file.root === null) return;
  const top = file.mapping(file.root, "the configuration", topKeys);
  const receivers = namesOf(file, top.get("receivers"), "receivers");
  const intervals = namesOf(file, top.get("time_intervals"), "time_intervals");
  const route = top.get("route");
  if (route === undefined) file.report(file.root, "a route is needed");
  else checkRoute(file, route, { receivers, intervals }, true);
  const inhibitions = top.get("inhibit_rules");
  if (inhibitions !== undefined) {
    for (const rule of file.list(inhibitions, "inhibit_rules")) checkInhibition(file, rule);
  }
  for (const key of ["global", "receivers"]) checkSecrets(file, top.get(key));
}

function namesOf(file: ConfigFile, node: ConfigNode | undefined, what: string): ReadonlySet<string> {
  const names = new Set<string>();
  if (node === undefined) return names;
  for (const item of file.list(node, what)) {
    const nameNode = file.mapping(item, `an item of ${what}`).get("name");
    const name = nameNode === undefined ? undefined : file.text(nameNode, "name");
    if (name === undefined) file.report(item, `an item of ${what} needs a name`);
    else if (names.has(name)) file.report(nameNode ?? item, `a second "${name}" in ${what}`);
    else names.add(name);
  }
  return names;
}

interface Known {
  readonly receivers: ReadonlySet<string>;
  readonly intervals: ReadonlySet<string>;
}

function checkRoute(file: ConfigFile, node: ConfigNode, known: Known, isRoot: boolean): void {
  const entries = file.mapping(node, "a route", routeKeys);
  const receiverNode = entries.get("receiver");
  const receiver = receiverNode === undefined ? undefined : file.text(receiverNode, "receiver");
  if (receiver === undefined && isRoot) file.report(node, "the first route needs a receiver");
  if (receiver !== undefined && !known.receivers.has(receiver)) {
    file.report(receiverNode ?? node, `no receiver is named "${receiver}"`);
  }
  checkMatchers(file, entries.get("matchers"));
  for (const key of ["group_wait", "group_interval", "repeat_interval"]) {
    const value = entries.get(key);
    const text = value === undefined ? undefined : file.text(value, key);
    if (text !== undefined && text !== "0s" && parseDurationMillis(text) === undefined) {
      file.report(value ?? node, `${key} is "${text}"; expected a duration such as 30s`);
    }
  }
  for (const key of ["mute_time_intervals", "active_time_intervals"]) {
    const value = entries.get(key);
    for (const item of value === undefined ? [] : file.list(value, key)) {
      const name = file.text(item, key);
      if (name !== undefined && !known.intervals.has(name)) {
        file.report(item, `no time interval is named "${name}"`);
      }
    }
  }
  const routes = entries.get("routes");
  for (const child of routes === undefined ? [] : file.list(routes, "routes")) {
    checkRoute(file, child, known, false);
  }
}

/** Label names that the matchers ask for: a value that is not empty. */
function checkMatchers(file: ConfigFile, node: ConfigNode | undefined): ReadonlySet<string> {
  const required = new Set<string>();
  if (node === undefined) return required;
  for (const item of file.list(node, "matchers")) {
    const text = file.text(item, "a matcher");
    if (text === undefined) continue;
    const [, name, operator, value] = matcherForm.exec(text) ?? [];
    if (name === undefined || operator === undefined || value === undefined) {
      file.report(item, `"${text}" is not a matcher such as severity="critical"`);
      continue;
    }
    const compiled = compileMatcher({ name, operator: operator as "=", value });
    if (!compiled.ok) file.report(item, compiled.message);
    else if (!compiled.matches({})) required.add(name);
  }
  return required;
}

/** Alertmanager takes labels that both sides lack for equal, which inhibits across everything that lacks them. */
function checkInhibition(file: ConfigFile, node: ConfigNode): void {
  const entries = file.mapping(node, "an inhibition", inhibitKeys);
  const source = checkMatchers(file, entries.get("source_matchers"));
  const target = checkMatchers(file, entries.get("target_matchers"));
  const equal = entries.get("equal");
  for (const item of equal === undefined ? [] : file.list(equal, "equal")) {
    const name = file.text(item, "equal");
    if (name !== undefined && !(source.has(name) && target.has(name))) {
      file.report(
        item,
        `${name} may be missing on both sides, which counts as equal: match ${name}=~".+" in source and target`,
      );
    }
  }
}

function checkSecrets(file: ConfigFile, node: ConfigNode | undefined): void {
  if (node === undefined || node === null) return;
  visit(node, {
    Pair(_index, { key, value }) {
      if (isScalar(key) && isScalar(value) && secretFields.test(String(key.value))) {
        file.report(key, `${String(key.value)} holds a secret; use ${String(key.value)}_file`);
      }
    },
  });
}
