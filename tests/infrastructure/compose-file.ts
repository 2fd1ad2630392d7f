import { readFileSync } from "node:fs";
import { parse } from "yaml";
import { z } from "zod";
import { repositoryRoot } from "../system/running-process.ts";

const service = z.looseObject({
  image: z.string(),
  build: z.object({ context: z.string(), dockerfile: z.string() }).optional(),
  environment: z.record(z.string(), z.string()).default({}),
  volumes: z.array(z.string()).default([]),
  ports: z.array(z.string()).default([]),
  networks: z.array(z.string()).default([]),
  network_mode: z.string().optional(),
  secrets: z.array(z.string()).default([]),
  command: z.array(z.string()).default([]),
  healthcheck: z.looseObject({ test: z.array(z.string()) }).optional(),
  deploy: z.object({
    resources: z.object({ limits: z.object({ cpus: z.string(), memory: z.string() }) }),
  }),
});

const compose = z.looseObject({
  services: z.record(z.string(), service),
  volumes: z.record(z.string(), z.unknown()),
  networks: z.record(z.string(), z.looseObject({ internal: z.boolean().optional() })),
  secrets: z.record(z.string(), z.object({ environment: z.string() })),
});

export type ComposeService = z.infer<typeof service>;

const path = `${repositoryRoot}/docker-compose.yml`;

/** The file as YAML has it, merge keys applied. */
export function composeDocument(): unknown {
  return parse(composeText(), { merge: true });
}

export function composeText(): string {
  return readFileSync(path, "utf8");
}

export function composeFile(): z.infer<typeof compose> {
  return compose.parse(composeDocument());
}
