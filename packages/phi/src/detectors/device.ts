import type { Detector } from "../detector.ts";
import { countDigits } from "../digits.ts";
import { code, hasThreeDigits, link } from "../identifier-code.ts";

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
      accepts: (value) => countDigits(value) > 4,
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
    "idfa",
  ],
  strongFieldNames: [],
  labelled: /[A-Za-z0-9()](?:[A-Za-z0-9()-]{3,48})(?!\w)/y,
  acceptsLabelled: hasThreeDigits,
  examples: {
    match: [
      ["pacemaker serial number PM-1234567", "PM-1234567"],
      ["IMEI 490154203237518", "490154203237518"],
      ["UDI (01)00844588003288(17)141120(10)7654321D", "(01)00844588003288(17)141120(10)7654321D"],
    ],
    ignore: ["Serial: 8250/16550 driver, 4 ports", "serial 3", "device sda1", "serial port 115"],
  },
};
