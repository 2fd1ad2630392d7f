import type { PolicyChanges } from "./policy.ts";

/** Header fields (RFC 9110, RFC 6265, RFC 7239) and the names that servers log requests under. */
export const httpPolicy: PolicyChanges = {
  fields: {
    "request.url": "url",
    "req.url": "url",
    "original.url": "url",
    "http.url": "url",
    "http.target": "url",
    "http.path": "url",
    "query.string": "url",
    referer: "url",
    referrer: "url",
    authorization: "SECRET",
    "proxy.authorization": "SECRET",
    cookie: "SECRET",
    "set.cookie": "SECRET",
    "x.api.key": "SECRET",
    "x.auth.token": "SECRET",
    "x.csrf.token": "SECRET",
    "x.xsrf.token": "SECRET",
    "x.amz.security.token": "SECRET",
    "x.forwarded.for": "IP_ADDRESS",
    "x.real.ip": "IP_ADDRESS",
    "x.client.ip": "IP_ADDRESS",
    "cf.connecting.ip": "IP_ADDRESS",
    "true.client.ip": "IP_ADDRESS",
    "x.cluster.client.ip": "IP_ADDRESS",
    "headers.forwarded": "IP_ADDRESS",
    "headers.from": "EMAIL",
  },
};
