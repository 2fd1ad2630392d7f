import { execFileSync } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { parse, parseAllDocuments } from "yaml";
import { z } from "zod";
import { repositoryRoot } from "../system/running-process.ts";

const directory = `${repositoryRoot}/infrastructure/kubernetes`;
const manifest = z.looseObject({
  apiVersion: z.string(),
  kind: z.string(),
  metadata: z.looseObject({ name: z.string() }),
});
const kustomization = z.looseObject({ resources: z.array(z.string()) });

const files = readdirSync(directory).filter(
  (name) => name.endsWith(".yaml") && name !== "kustomization.yaml",
);
const text = (name: string): string => readFileSync(join(directory, name), "utf8");
const manifests = files.flatMap((name) =>
  parseAllDocuments(text(name)).map((document) => manifest.parse(document.toJS())),
);
const names = (kind: string): readonly string[] =>
  manifests.filter((item) => item.kind === kind).map(({ metadata }) => metadata.name);
const all = JSON.stringify(manifests);

test("the kustomization lists every file", () => {
  const { resources } = kustomization.parse(parse(text("kustomization.yaml")));
  expect([...resources].sort()).toEqual([...files].sort());
});

test("no two objects of a kind have the same name, and names are valid", () => {
  const identities = manifests.map(({ kind, metadata }) => `${kind}/${metadata.name}`);
  expect(new Set(identities).size).toBe(identities.length);
  for (const { metadata } of manifests) expect(metadata.name).toMatch(/^[a-z0-9]([-a-z0-9]*[a-z0-9])?$/);
});

test("every ConfigMap and claim that is mounted exists, and none is left over", () => {
  const mounted = (pattern: RegExp): readonly string[] => [
    ...new Set([...all.matchAll(pattern)].map(([, name = ""]) => name)),
  ];
  expect(mounted(/"configMap":\{"name":"([^"]+)"/g).toSorted()).toEqual(names("ConfigMap").toSorted());
  expect(mounted(/"claimName":"([^"]+)"/g).toSorted()).toEqual(names("PersistentVolumeClaim").toSorted());
});

test("keys of a ConfigMap are valid, and it is below the limit of 1 MiB", () => {
  for (const item of manifests.filter(({ kind }) => kind === "ConfigMap")) {
    const data = z.record(z.string(), z.string()).parse(item.data);
    for (const key of Object.keys(data)) expect(key).toMatch(/^[-._a-zA-Z0-9]+$/);
    expect(JSON.stringify(data).length).toBeLessThan(1_048_576);
  }
});

test("every host that Prometheus scrapes and that runs on Kubernetes has a Service", () => {
  const scraped = [...text("prometheus.yaml").matchAll(/- targets: \[([a-z-]+):(\d+)\]/g)];
  expect(scraped.length).toBeGreaterThan(8);
  // These belong to a machine: a cluster has its own.
  const ofMachines = ["node-exporter", "cadvisor"];
  for (const [, host = ""] of scraped)
    if (!ofMachines.includes(host)) expect(names("Service")).toContain(host);
});

test("every secret that is referred to is made by the script", () => {
  const scratch = mkdtempSync(join(tmpdir(), "voiceassist-env-"));
  try {
    execFileSync(process.execPath, [`${repositoryRoot}/scripts/make-secrets.mjs`, scratch]);
    const made = readFileSync(join(scratch, ".env"), "utf8");
    const referred = [
      ...all.matchAll(/"secretKeyRef":\{"name":"voiceassist-secrets","key":"([A-Z_]+)"\}/g),
      ...all.matchAll(/"items":\[(\{"key":"[A-Z_]+","path":"[a-z_]+"\},?)+\]/g),
    ].flatMap(([whole]) => [...whole.matchAll(/"key":"([A-Z_]+)"/g)].map(([, key = ""]) => key));
    expect(referred.length).toBeGreaterThan(8);
    for (const key of referred) expect(made).toMatch(new RegExp(`^#?${key}=`, "m"));
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
});

test("no value is left in Compose's notation", () => {
  for (const item of manifests.filter(({ kind }) => kind === "StatefulSet")) {
    expect(JSON.stringify(item)).not.toMatch(/\$\{[A-Z_]+:?[-?]/);
  }
});
