import { countDigits } from "../characters/digits.ts";
import type { Detector } from "../detector.ts";
import { code, hasThreeDigits, link } from "../evidence/identifier-code.ts";

/** IEEE 802: neither nobody's address nor everybody's. */
function isHardware(value: string): boolean {
  return !/^(?:[0:.-]+|[fF:.-]+)$/.test(value);
}

export const device: Detector = {
  kind: "DEVICE",
  shapes: [
    {
      anchor: {
        on: "word",
        words: ["serial", "imei", "meid", "udi", "pacemaker", "implant", "idfa", "aaid"],
        from: "end",
      },
      pattern: new RegExp(
        `(?: (?:serial|device))?${link}((?:\\(\\d\\d\\)[\\dA-Za-z]{1,20}){1,6}|${code})(?![\\w-]| (?:driver|ports?|console)\\b)`,
        "iy",
      ),
      strength: "strong",
      accepts: (value) => countDigits(value) > 4 || (hasThreeDigits(value) && /^[A-Z]{2}.{5}/.test(value)),
    },
    {
      // HIBC and ICCBBA: a UDI that starts with a sign.
      anchor: { on: "word", words: ["udi", "hibc", "isbt"], from: "end" },
      pattern:
        /[ :=#]{1,3}(\+[A-Z][A-Z0-9]{5,40}(?:\/[A-Z0-9$+]{1,40}){0,4}|=\/[A-Z0-9]{10,25}(?:[=&][,>)(]?[A-Z0-9]{1,40}){0,4})(?!\w)/y,
      strength: "strong",
    },
    // Without its label, an address of hardware is that of a host more often than that of a person's device.
    {
      anchor: { on: "word", words: ["mac", "hwaddr", "ether", "bssid", "lladdr"], from: "end" },
      pattern:
        /(?:[ _-](?:address|addr))?(?: is)?["']?[ :=]{1,3}["']?((?:[0-9A-Fa-f]{2}[-:]){5}[0-9A-Fa-f]{2}|(?:[0-9A-Fa-f]{4}\.){2}[0-9A-Fa-f]{4}|[0-9A-Fa-f]{12})(?![\w:-])/iy,
      strength: "strong",
      accepts: isHardware,
    },
    {
      // GS1 element string: (01) GTIN-14, then dates, lot and serial.
      anchor: { on: "digits", min: 2, max: 2, next: ")", lead: "(", needsLead: true },
      pattern: /\(01\)\d{14}(?:\((?:10|11|17|21|30)\)[\dA-Za-z-]{1,20}){0,5}(?!\w)/y,
      strength: "strong",
    },
  ],
  context: [],
  negativeContext: [],
  fieldNames: [
    "device serial",
    "device serial number",
    "serial number",
    "serial no",
    "imei",
    "meid",
    "udi",
    "device identifier",
    "implant serial",
    "advertising id",
    "device uuid",
    "mac address",
    "mac addr",
    "host mac",
    "idfa",
  ],
  strongFieldNames: [],
  labelled: /[A-Za-z0-9()](?:[A-Za-z0-9()-]{3,48})(?!\w)/y,
  acceptsLabelled: hasThreeDigits,
  examples: {
    match: [
      ["pacemaker serial number PM-1234567", "PM-1234567"],
      ["IMEI 490154203237518", "490154203237518"],
      ["serial number SN-8834-AA", "SN-8834-AA"],
      ["mac=00:1b:44:11:3a:b7 renewed", "00:1b:44:11:3a:b7"],
      ["MAC address AC-DE-48-00-11-22", "AC-DE-48-00-11-22"],
      ["mac 001b.4411.3ab7", "001b.4411.3ab7"],
      [
        "UDI +H123PARTNO1234567890120/$$420020216LOT123456789012345/S1234567890",
        "+H123PARTNO1234567890120/$$420020216LOT123456789012345/S1234567890",
      ],
      ["UDI (01)00844588003288(17)141120(10)7654321D", "(01)00844588003288(17)141120(10)7654321D"],
    ],
    ignore: [
      "Serial: 8250/16550 driver, 4 ports",
      "serial 3",
      "device sda1",
      "serial port 115",
      "ff:ff:ff:ff:ff:ff",
      "took 12:34:56",
    ],
  },
};
