import { codeAt } from "../characters/code-at.ts";
import { isBefore } from "../characters/look-back.ts";
import type { Detector } from "../detector.ts";

/** Four numbers up to 255, none written with a leading zero. */
function isIpv4(value: string): boolean {
  let from = 0;
  let number = 0;
  for (let at = 0; at <= value.length; at += 1) {
    const code = at < value.length ? value.charCodeAt(at) : 46;
    if (code === 46) {
      if (number > 255 || (at - from > 1 && codeAt(value, from) === 48)) return false;
      from = at + 1;
      number = 0;
    } else number = number * 10 + code - 48;
  }
  return true;
}

const namesVersion =
  /(?<=(?:\b(?:v|ver|rev|revision|build|release|firmware|driver)|versions?(?:name|number)?)[ :="'(]{0,3})/iy;
const product = /(?<=[A-Za-z][/-])/y;
const knownProduct = /(?<=(?:chrome|safari|edge|edg|opr|version|firefox|jdk|lib\w{0,12}|ssl)[/-])/iy;

/** `Chrome/120.0.0.0`, `build 1.2.3.4`, `appVersion=1.2.3.4`, `openssl-1.1.1.1` */
function isVersion(value: string, text: string, start: number): boolean {
  if (isBefore(namesVersion, text, start)) return true;
  return isBefore(product, text, start) && (value.endsWith(".0.0.0") || isBefore(knownProduct, text, start));
}

/** RFC 4291 section 2.2: eight groups, or fewer around one `::`, the last two of which may be written as IPv4. */
function isIpv6(value: string): boolean {
  const zone = value.indexOf("%");
  const address = zone < 0 ? value : value.slice(0, zone);
  const point = address.indexOf(".");
  const tail = point < 0 ? address.length : address.lastIndexOf(":", point) + 1;
  if (point >= 0 && !isIpv4(address.slice(tail))) return false;
  let groups = point < 0 ? 0 : 2;
  let hasGap = false;
  let hasDigit = point >= 0;
  let size = 0;
  for (let at = 0; at < tail; at += 1) {
    const code = codeAt(address, at);
    if (code !== 58) {
      if (size === 0) groups += 1;
      size += 1;
      if (code < 58) hasDigit = true;
      if (size > 4) return false;
      continue;
    }
    const isGap = codeAt(address, at + 1) === 58;
    // A colon alone stands between two groups, and there is one gap at most.
    if (isGap ? hasGap : size === 0 || at + 1 === address.length) return false;
    if (isGap) at += 1;
    hasGap ||= isGap;
    size = 0;
  }
  return hasDigit && (hasGap ? groups <= 7 : groups === 8);
}

export const ipAddress: Detector = {
  kind: "IP_ADDRESS",
  shapes: [
    {
      anchor: { on: "digits", min: 1, max: 3, next: ".", second: "0123456789", groups: 3 },
      pattern: /(?<![\d.~]|[vV]|[vV]\.)\d{1,3}\.\d{1,3}\.\d{1,3}\.\d{1,3}(?![\w]|\.\d|-[a-z])/y,
      strength: "strong",
      accepts: (value, text, start) => isIpv4(value) && !isVersion(value, text, start),
    },
    {
      anchor: {
        on: "character",
        character: ":",
        back: /[0-9A-Fa-f:]/,
        next: ":0123456789abcdefABCDEF",
        follows: /:(?!:)|(?:[0-9A-Fa-f]{1,4}:){6}[0-9A-Fa-f]{1,4}/y,
        maxBack: 40,
        startsThere: true,
      },
      pattern:
        /(?<![\w:.])(?:[0-9A-Fa-f:]{1,39}:\d{1,3}(?:\.\d{1,3}){3}|[0-9A-Fa-f:]{2,40}(?!(?:\.\d{1,3}){3}))(?:%[\w.-]{1,16})?(?![\w:])/y,
      strength: "strong",
      accepts: isIpv6,
    },
  ],
  context: [],
  negativeContext: [],
  fieldNames: [
    "ip",
    "ip address",
    "ip addr",
    "ipaddr",
    "remote ip",
    "client ip",
    "source ip",
    "client address",
    "remote address",
    "remote addr",
    "forwarded for",
    "x forwarded for",
    "x real ip",
    "peer ip",
  ],
  strongFieldNames: [],
  examples: {
    match: [
      ["from 203.0.113.7:52100", "203.0.113.7"],
      ["peer [2001:db8::8a2e:370:7334]:443", "2001:db8::8a2e:370:7334"],
      ["via ::ffff:198.51.100.4", "::ffff:198.51.100.4"],
      ["2001:db8:0:0:0:0:2:1", "2001:db8:0:0:0:0:2:1"],
    ],
    ignore: [
      "from [::ffff:127.0.0.1]:48018",
      "version 1.2.3.4",
      "v1.2.3.4",
      "127.0.0.1:5432",
      "[::1]:3000",
      "0.0.0.0",
      "12:34:56",
      "00:1b:44:11:3a:b7",
      "std::add",
      "300.1.2.3",
      "Chrome/120.0.0.0",
      "package: Package_for_KB2928120~31bf3856ad364e35~amd64~~6.1.1.2, CurrentState:112",
      "appVersion=3.2.1.4",
    ],
  },
};
