import { type ConfigNode, openConfigFile } from "../config/config-file.ts";
import { parseDurationMillis } from "../config/duration.ts";
import type { Problem } from "../config/problem.ts";

/** Checks `jaeger-config.yml`: that its pipelines name what is defined, and that traces end some day. */
export function checkJaeger(path: string, text: string, problems: Problem[]): void {
  const file = openConfigFile(path, text, problems);
  if (file.root === null) return;
  const top = file.mapping(file.root, "the configuration");
  const below = (node: ConfigNode | undefined, what: string): ReadonlyMap<string, ConfigNode> =>
    node === undefined || node === null ? new Map() : file.mapping(node, what);
  const service = below(top.get("service"), "service");

  const checkNames = (node: ConfigNode | undefined, kind: string): void => {
    if (node === undefined) return;
    const defined = below(top.get(kind), kind);
    for (const item of file.list(node, kind)) {
      const name = file.text(item, kind);
      if (name !== undefined && !defined.has(name))
        file.report(item, `"${name}" is not defined under ${kind}`);
    }
  };
  checkNames(service.get("extensions"), "extensions");
  for (const [name, pipeline] of below(service.get("pipelines"), "pipelines")) {
    const entries = below(pipeline, name);
    for (const kind of ["receivers", "processors", "exporters"]) checkNames(entries.get(kind), kind);
  }

  const storage = below(below(top.get("extensions"), "extensions").get("jaeger_storage"), "jaeger_storage");
  for (const [name, backend] of below(storage.get("backends"), "backends")) {
    const badger = below(backend, name).get("badger");
    if (badger === undefined) continue;
    const entries = below(badger, "badger");
    const ttl = below(entries.get("ttl"), "ttl").get("spans");
    const written = ttl === undefined ? undefined : file.text(ttl, "spans");
    if (written === undefined) file.report(badger, `${name} keeps traces for 72h only: give ttl.spans`);
    else if (parseDurationMillis(written) === undefined) {
      file.report(ttl ?? null, `ttl.spans is "${written}"; expected a duration such as 2160h`);
    }
    const ephemeral = entries.get("ephemeral");
    if (ephemeral === undefined || file.boolean(ephemeral, "ephemeral") !== false) {
      file.report(ephemeral ?? badger, `${name} is lost at each restart: give ephemeral: false`);
    }
  }
}
