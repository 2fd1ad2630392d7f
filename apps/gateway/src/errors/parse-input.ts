import type { z } from "zod";
import { ApiError } from "./api-error.ts";

/**
 * The input in the schema's form. Schemas give every rule a constant message, so that the refusal names the rule that
 * was broken and nothing of the input.
 *
 * @throws ApiError REQUEST_INVALID
 */
export function parseInput<Output>(schema: z.ZodType<Output>, input: unknown): Output {
  const parsed = schema.safeParse(input);
  if (parsed.success) return parsed.data;
  const detail = [...new Set(parsed.error.issues.map((issue) => issue.message))].join("; ");
  throw new ApiError("REQUEST_INVALID", { detail: `${detail}.` });
}
