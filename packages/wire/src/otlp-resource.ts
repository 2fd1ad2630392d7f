import { attributes } from "./any-value.ts";
import type { Resource, Scope } from "./attributes.ts";
import { defineMessage, type Message } from "./message.ts";
import { one } from "./message-fields.ts";
import { string } from "./scalars.ts";

/** `opentelemetry.proto.resource.v1.Resource` */
export const resourceMessage: Message<Resource> = defineMessage<Resource>({ attributes: attributes(1) });

/** `opentelemetry.proto.common.v1.InstrumentationScope` */
export const scopeMessage: Message<Scope> = defineMessage<Scope>({
  name: one(1, string),
  version: one(2, string),
  attributes: attributes(3),
});

export const noResource: Resource = { attributes: {} };
export const noScope: Scope = { name: "", version: "", attributes: {} };
