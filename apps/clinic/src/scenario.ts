import type { Account, GatewayClient } from "./gateway-client.ts";
import { inventPatient } from "./patient.ts";
import type { Random } from "./random.ts";
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
    name: "mistype the password",
    weight: 4,
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
