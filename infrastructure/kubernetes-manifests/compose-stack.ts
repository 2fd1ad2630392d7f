import { readFileSync } from "node:fs";
import { parse } from "yaml";
import { z } from "zod";

const service = z.looseObject({
  image: z.string(),
  environment: z.record(z.string(), z.string()).default({}),
  command: z.array(z.string()).optional(),
  user: z.string().optional(),
  volumes: z.array(z.string()).default([]),
  secrets: z.array(z.string()).default([]),
  network_mode: z.string().optional(),
  healthcheck: z.looseObject({ test: z.array(z.string()) }).optional(),
  deploy: z.object({
    resources: z.object({ limits: z.object({ cpus: z.string(), memory: z.string() }) }),
  }),
});

const stack = z.looseObject({
  services: z.record(z.string(), service),
  secrets: z.record(z.string(), z.object({ environment: z.string() })),
});

export type ComposeService = z.infer<typeof service>;
export type ComposeStack = z.infer<typeof stack>;

export function readComposeStack(path: string): ComposeStack {
  return stack.parse(parse(readFileSync(path, "utf8"), { merge: true }));
}
