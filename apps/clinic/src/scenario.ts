import type { Account, GatewayClient } from "./gateway-client.ts";
import { inventPatient } from "./patient.ts";
import type { Random } from "./random.ts";
import { tinyPdf } from "./tiny-pdf.ts";
import { note, question } from "./writing.ts";

/** Something a clinician does, and how often relative to the others. */
export interface Scenario {
  readonly name: string;
  readonly weight: number;
  run(gateway: GatewayClient, account: Account, random: Random): Promise<number>;
}

/** PHI enters by every door: bodies, query strings, paths, file names and requests that fail. */
export const scenarios: readonly [Scenario, ...Scenario[]] = [
  {
    name: "ask about the patient whose chart is open",
    weight: 30,
    run: (gateway, _account, random) => {
      const patient = inventPatient(random);
      return gateway.ask(question(random, patient), patient);
    },
  },
  {
    name: "ask, with identifiers in the question only",
    weight: 20,
    run: (gateway, _account, random) => gateway.ask(question(random, inventPatient(random))),
  },
  {
    name: "search",
    weight: 15,
    run: (gateway, _account, random) => {
      const patient = inventPatient(random);
      return gateway.search(`${patient.name} MRN ${patient.mrn} ${patient.phone}`);
    },
  },
  {
    name: "upload a note",
    weight: 8,
    run: (gateway, _account, random) => {
      const patient = inventPatient(random);
      return gateway.upload(`note MRN ${patient.mrn}.md`, "text/markdown", note(random, patient));
    },
  },
  {
    name: "upload a letter",
    weight: 2,
    run: (gateway, _account, random) => {
      const patient = inventPatient(random);
      return gateway.upload(`letter ${patient.name}.txt`, "text/plain", note(random, patient));
    },
  },
  {
    name: "upload a scan",
    weight: 2,
    run: (gateway, _account, random) => {
      const patient = inventPatient(random);
      const text = `Discharge letter of ${patient.name}, MRN ${patient.mrn}: continue the usual medicines.`;
      return gateway.upload(`scan ${patient.mrn}.pdf`, "application/pdf", tinyPdf(text));
    },
  },
  {
    name: "upload a broken scan",
    weight: 1,
    run: (gateway, _account, random) =>
      gateway.upload(`scan ${inventPatient(random).mrn}.pdf`, "application/pdf", "%PDF-1.4 cut off"),
  },
  {
    name: "upload a photograph",
    weight: 1,
    run: (gateway, _account, random) =>
      gateway.upload(`${inventPatient(random).name}.jpg`, "image/jpeg", "not a document"),
  },
  {
    name: "ask what everybody asks",
    weight: 8,
    run: (gateway) => gateway.ask("What is the usual plan for hypertension?"),
  },
  {
    name: "stay logged in",
    weight: 5,
    run: (gateway) => gateway.refresh(),
  },
  {
    name: "have a token stolen, which is then used twice",
    weight: 1,
    async run(gateway, account) {
      await gateway.refresh();
      const answered = await gateway.refresh("again");
      await gateway.login(account);
      return answered;
    },
  },
  {
    name: "try what only administrators may",
    weight: 1,
    run: (gateway) => gateway.send("GET", "/api/admin/accounts"),
  },
  { name: "list documents", weight: 10, run: (gateway) => gateway.send("GET", "/api/documents") },
  {
    name: "start the day again",
    weight: 5,
    async run(gateway, account) {
      await gateway.logout();
      return gateway.login(account);
    },
  },
  {
    // Of some 120 a minute; thirty failed log-ins in five minutes are an alert.
    name: "mistype the password",
    weight: 1,
    async run(gateway, account) {
      const answered = await gateway.login({ ...account, password: "not the password" });
      await gateway.login(account);
      return answered;
    },
  },
  {
    name: "follow a stale link",
    weight: 4,
    run: (gateway, _account, random) => {
      const patient = inventPatient(random);
      return gateway.send("GET", `/api/patients/${patient.mrn}/summary?ssn=${patient.ssn}`);
    },
  },
  {
    name: "send a broken form",
    weight: 4,
    run: (gateway, _account, random) => {
      const patient = inventPatient(random);
      return gateway.send("POST", "/api/rag/query", `{"patient":"${patient.name}","ssn":"${patient.ssn}",`);
    },
  },
];
