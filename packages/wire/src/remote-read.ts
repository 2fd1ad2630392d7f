import { decodeSafely } from "./decode-failure.ts";
import type { DecodeResult } from "./decode-result.ts";
import { defineMessage } from "./message.ts";
import { one, repeated, repeatedMessage } from "./message-fields.ts";
import { ProtobufReader } from "./protobuf-reader.ts";
import { int64, string, varintCount } from "./scalars.ts";

const operators = ["=", "!=", "=~", "!~"] as const;

export interface RemoteReadMatcher {
  readonly name: string;
  readonly operator: (typeof operators)[number];
  readonly value: string;
}

/** Both ends inclusive, Unix milliseconds. */
export interface RemoteReadQuery {
  readonly fromMillis: number;
  readonly toMillis: number;
  readonly matchers: readonly RemoteReadMatcher[];
}

export type RemoteReadResponseType = "samples" | "streamed-chunks";

export interface RemoteReadRequest {
  readonly queries: readonly RemoteReadQuery[];
  /** The first of the types that the client takes and that is known; `undefined` when it takes no such. */
  readonly responseType: RemoteReadResponseType | undefined;
}

interface RawMatcher {
  readonly type: number;
  readonly name: string;
  readonly value: string;
}

interface RawQuery {
  readonly startTimestampMs: number | bigint;
  readonly endTimestampMs: number | bigint;
  readonly matchers: readonly RawMatcher[];
}

interface RawRequest {
  readonly queries: readonly RawQuery[];
  readonly acceptedResponseTypes: readonly number[];
}

const matcherMessage = defineMessage<RawMatcher>({
  type: one(1, varintCount),
  name: one(2, string),
  value: one(3, string),
});

const queryMessage = defineMessage<RawQuery>({
  startTimestampMs: one(1, int64),
  endTimestampMs: one(2, int64),
  matchers: repeatedMessage(3, matcherMessage),
});

const requestMessage = defineMessage<RawRequest>({
  queries: repeatedMessage(1, queryMessage),
  acceptedResponseTypes: repeated(2, varintCount),
});

const responseTypes: readonly RemoteReadResponseType[] = ["samples", "streamed-chunks"];

/** `prometheus.ReadRequest`, decompressed. Hints are left unread: they ask for nothing that the answer must have. */
export function decodeRemoteRead(bytes: Uint8Array): DecodeResult<RemoteReadRequest> {
  return decodeSafely(() => {
    const reader = new ProtobufReader(bytes);
    const { queries, acceptedResponseTypes } = reader.root(requestMessage);
    const accepted = acceptedResponseTypes.length === 0 ? [0] : acceptedResponseTypes;
    const value = {
      queries: queries.map(({ startTimestampMs, endTimestampMs, matchers }) => ({
        fromMillis: safe(startTimestampMs),
        toMillis: safe(endTimestampMs),
        matchers: matchers.map(({ type, name, value: text }) => ({
          name,
          operator: operators[type] ?? reader.fail("an unknown kind of matcher", "a number from 0 to 3"),
          value: text,
        })),
      })),
      responseType: accepted.map((type) => responseTypes[type]).find((type) => type !== undefined),
    };
    return { ok: true, value, rejected: 0, message: "" };
  });
}

function safe(value: number | bigint): number {
  return Math.min(Math.max(Number(value), Number.MIN_SAFE_INTEGER), Number.MAX_SAFE_INTEGER);
}
