import type { PolicyChanges } from "./policy.ts";

/** What programs write into log records and what everything else builds on. */
export const logPolicy: PolicyChanges = {
  fields: {
    "service.name": "text",
    "server.address": "text",
    "host.name": "text",
    token_type: "text",
    cookie_name: "text",
    url: "url",
    uri: "url",
    href: "url",
    location: "url",
  },
  // Loopback and unspecified addresses: every host has them.
  keptAddresses: ["127.", "::1", "0.0.0.0", "::", "::ffff:127.0.0.1"],
};
