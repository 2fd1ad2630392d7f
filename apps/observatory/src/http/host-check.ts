/** `localhost`, a name below it, 127.0.0.0/8 or ::1, with or without a port. */
const loopbackHost = /^(?:(?:[a-z0-9-]+\.)*localhost|127(?:\.\d{1,3}){3}|\[::1\])(?::\d{1,5})?$/iu;

/**
 * Whether a request that reached a loopback listener also names one. A web page of another origin whose name was
 * rebound to 127.0.0.1 reaches the listener too, but its requests carry its own name.
 */
export function isLoopbackHost(host: string | undefined): boolean {
  return host !== undefined && loopbackHost.test(host);
}
