import type { PolicyChanges } from "../policy.ts";

/** Attributes of the OpenTelemetry semantic conventions that describe persons, their machines or their requests. */
export const openTelemetryPolicy: PolicyChanges = {
  fields: {
    "enduser.id": "UNIQUE_ID",
    "enduser.pseudo.id": "text",
    "enduser.role": "text",
    "enduser.scope": "text",
    // The company that runs a language model.
    "gen_ai.provider.name": "text",
    "user.name": "NAME",
    "user.full_name": "NAME",
    "user.email": "EMAIL",
    "client.address": "IP_ADDRESS",
    "client.socket.address": "IP_ADDRESS",
    "source.address": "IP_ADDRESS",
    "network.peer.address": "IP_ADDRESS",
    "net.peer.ip": "IP_ADDRESS",
    "net.sock.peer.addr": "IP_ADDRESS",
    "http.client_ip": "IP_ADDRESS",
    "geo.locality.name": "ADDRESS",
    "geo.postal_code": "ADDRESS",
    "geo.location.lat": "ADDRESS",
    "geo.location.lon": "ADDRESS",
    "url.full": "url",
    "url.original": "url",
    "url.path": "url",
    "url.query": "url",
    "url.fragment": "drop",
    "exception.message": "text",
    "exception.stacktrace": "text",
    "http.request.header.forwarded": "IP_ADDRESS",
    "http.request.header.from": "EMAIL",
  },
};
