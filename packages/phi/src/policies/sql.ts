import type { PolicyChanges } from "./policy.ts";

/** Statements keep their shape and lose their literals; parameters are values of unknown columns and are left out. */
export const sqlPolicy: PolicyChanges = {
  fields: {
    "db.query.text": "sql",
    "db.statement": "sql",
    "sql.text": "sql",
    "sql.query": "sql",
    sql: "sql",
    "db.query.parameter.*": "drop",
    "db.operation.parameter.*": "drop",
    "sql.parameters": "drop",
    "sql.bindings": "drop",
  },
};
