import type { ParseResult } from "@voiceassist/promql";

/** Parses a query with the features of the language that the settings allow. */
export type ParseQuery = (text: string) => ParseResult;
