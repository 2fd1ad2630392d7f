import type { Telemetry } from "@voiceassist/telemetry";
import type { FastifyInstance } from "fastify";
import { z } from "zod";
import { callerOf } from "../auth/require-session.ts";
import { parseInput } from "../errors/parse-input.ts";
import type { GatewayMetrics } from "../gateway-metrics.ts";
import { measureOutcome } from "../measure-outcome.ts";
import type { Embedder } from "../search/embedding.ts";
import type { Passage, VectorSearch } from "../search/vector-search.ts";
import type { Answer, Answerer } from "./answerer.ts";

const passageLimit = 5;
const longestQuestionCharacters = 2_000;
const longestPatientFieldCharacters = 200;

const questionRule = { error: `question must be 1 to ${longestQuestionCharacters} characters long` };
const patientRule = {
  error: `patient may hold name, mrn, date_of_birth and phone, each a text of at most ${longestPatientFieldCharacters} characters`,
};
const patientField = z.string(patientRule).max(longestPatientFieldCharacters, patientRule).optional();
const asking = z.object(
  {
    question: z.string(questionRule).trim().min(1, questionRule).max(longestQuestionCharacters, questionRule),
    patient: z
      .object(
        { name: patientField, mrn: patientField, date_of_birth: patientField, phone: patientField },
        patientRule,
      )
      .optional(),
  },
  { error: "the body must be a JSON object" },
);

export function ragRoutes(
  app: FastifyInstance,
  dependencies: {
    readonly search: VectorSearch;
    readonly embedder: Embedder;
    readonly answerer: Answerer;
    readonly metrics: GatewayMetrics;
    readonly telemetry: Telemetry;
  },
): void {
  const { search, embedder, answerer, metrics, telemetry } = dependencies;

  app.post("/api/rag/query", async (request) => {
    const { question, patient } = parseInput(asking, request.body);
    const { userId } = callerOf(request);
    // Fields of a patient are redacted by their names, whatever they hold. The question is free text, in which no
    // redactor finds everything, and is not logged.
    if (patient !== undefined) {
      const { name: patient_name, ...identifiers } = patient;
      telemetry.log.info({ patient_name, ...identifiers }, "question about a patient");
    }
    const { answer, passages } = await measureOutcome(
      { count: metrics.ragQueries, duration: metrics.ragQueryDuration },
      () =>
        telemetry.span("rag query", {}, async (span) => {
          const found = await search(userId, searchText(question, patient), passageLimit);
          span.setAttributes({
            "voiceassist.rag.passages": found.length,
            "voiceassist.rag.answer_source": answerer.disclosure.source,
          });
          return { passages: found, answer: await answerFrom(question, found) };
        }),
    );
    telemetry.log.info(
      { passages: passages.length, answer_source: answerer.disclosure.source },
      "question answered",
    );
    return {
      answer: answer.text,
      answered_by: answerer.disclosure,
      embedding: embedder.disclosure,
      citations: passages.map((passage, index) => ({ number: index + 1, ...passage })),
      ...(answer.usage === undefined
        ? {}
        : {
            usage: {
              prompt_tokens: answer.usage.promptTokens,
              completion_tokens: answer.usage.completionTokens,
            },
          }),
    };
  });

  /** Without passages there is nothing that a language model may use. */
  async function answerFrom(question: string, passages: readonly Passage[]): Promise<Answer> {
    if (passages.length === 0) return { text: "Your documents do not answer this question." };
    return await answerer.answer(question, passages);
  }
}

/** Who the question is about helps to find that patient's notes. */
function searchText(question: string, patient: z.infer<typeof asking>["patient"]): string {
  return [question, patient?.name, patient?.mrn].filter((part) => part !== undefined).join(" ");
}
