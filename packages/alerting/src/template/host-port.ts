interface HostPort {
  readonly host: string;
  readonly port: string;
}

/** As Go's `net.SplitHostPort`; `undefined` where that fails. */
export function hostAndPort(text: string): HostPort | undefined {
  const bracketed = /^\[(?<host>[^[\]]*)\]:(?<port>[^:[\]]*)$/u.exec(text)?.groups;
  const plain = /^(?<host>[^:[\]]*):(?<port>[^:[\]]*)$/u.exec(text)?.groups;
  const { host, port } = bracketed ?? plain ?? {};
  return host === undefined || port === undefined ? undefined : { host, port };
}

export function joinHostPort(host: string, port: string): string {
  return host.includes(":") ? `[${host}]:${port}` : `${host}:${port}`;
}

const byte = "(?:25[0-5]|2[0-4]\\d|1\\d\\d|[1-9]?\\d)";
const ipv4 = new RegExp(`^${byte}(?:\\.${byte}){3}$`, "u");

export function isIpAddress(text: string): boolean {
  return ipv4.test(text) || isIpv6(text);
}

const groupsOfAddress = 8;

function isIpv6(text: string): boolean {
  const halves = text.split("::");
  if (halves.length > 2) return false;
  const groups = halves.flatMap((half) => (half === "" ? [] : half.split(":")));
  const isRight = groups.every((group, place) =>
    place === groups.length - 1 && ipv4.test(group) ? true : /^[\da-fA-F]{1,4}$/u.test(group),
  );
  const count = groups.length + (ipv4.test(groups.at(-1) ?? "") ? 1 : 0);
  return isRight && (halves.length === 2 ? count < groupsOfAddress : count === groupsOfAddress);
}
