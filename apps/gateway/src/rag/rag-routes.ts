import type { Span } from "@opentelemetry/api";
import type { Telemetry } from "@voiceassist/telemetry";
import type { FastifyInstance } from "fastify";
import { z } from "zod";
import type { AuditTrail } from "../audit/audit-trail.ts";
import { phiAccess } from "../audit/phi-access.ts";
import { callerOf } from "../auth/require-session.ts";
import { parseInput } from "../errors/parse-input.ts";
import type { GatewayMetrics } from "../gateway-metrics.ts";
import { measureOutcome } from "../measure-outcome.ts";
import type { Embedder } from "../search/embedding.ts";
import type { Passage, VectorSearch } from "../search/vector-search.ts";
import type { AnswerCache, CachedQuestion } from "./answer-cache.ts";
import type { Answer, Answerer } from "./answerer.ts";

const passageLimit = 5;
const longestQuestionCharacters = 2_000;
const longestPatientFieldCharacters = 200;

const questionRule = { error: `question must be 1 to ${longestQuestionCharacters} characters long` };
const patientRule = {
  error: `patient may hold name, mrn, date_of_birth and phone, each a text of at most ${longestPatientFieldCharacters} characters`,
};
const patientField = z.string(patientRule).max(longestPatientFieldCharacters, patientRule).optional();
interface Asked {
  readonly question: string;
  readonly patient?:
    | {
        readonly name?: string | undefined;
        readonly mrn?: string | undefined;
        readonly date_of_birth?: string | undefined;
        readonly phone?: string | undefined;
      }
    | undefined;
}

export const asking: z.ZodType<Asked> = z.object(
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

interface RagReply {
  readonly answer: string;
  readonly answered_by: Answerer["disclosure"];
  readonly embedding: Embedder["disclosure"];
  readonly citations: readonly ({ readonly number: number } & Passage)[];
  readonly usage?: { readonly prompt_tokens: number; readonly completion_tokens: number };
}

export function ragRoutes(
  app: FastifyInstance,
  dependencies: {
    readonly search: VectorSearch;
    readonly embedder: Embedder;
    readonly answerer: Answerer;
    readonly cache: AnswerCache;
    readonly trail: AuditTrail;
    readonly metrics: GatewayMetrics;
    readonly telemetry: Telemetry;
  },
): void {
  const { search, embedder, answerer, cache, trail, metrics, telemetry } = dependencies;

  app.post("/api/rag/query", phiAccess("rag_query"), async (request) => {
    const { question, patient } = parseInput(asking, request.body);
    const { userId } = callerOf(request);
    // Fields of a patient are redacted by their names, whatever they hold. The question is free text, in which no
    // redactor finds everything, and is not logged.
    if (patient !== undefined) {
      const { name: patient_name, ...identifiers } = patient;
      telemetry.log.info({ patient_name, ...identifiers }, "question about a patient");
    }
    const asked = patient?.mrn ?? patient?.name;
    if (asked !== undefined) request.audited.subjects.add(trail.token("patient", asked));
    const { reply, cached } = await measureOutcome(
      { count: metrics.ragQueries, duration: metrics.ragQueryDuration },
      () => telemetry.tracing.ragQuery({ passageLimit }, (span) => replyTo(userId, question, patient, span)),
    );
    for (const { document_id } of reply.citations)
      request.audited.subjects.add(trail.token("document", document_id));
    telemetry.log.info(
      { passages: reply.citations.length, answer_source: reply.answered_by.source, cached },
      "question answered",
    );
    return { ...reply, cached };
  });

  async function replyTo(
    ownerId: string,
    question: string,
    patient: Asked["patient"],
    span: Span,
  ): Promise<{ readonly reply: RagReply; readonly cached: boolean }> {
    const text = searchText(question, patient);
    const asked: CachedQuestion = {
      ownerId,
      text: JSON.stringify([question, text]),
      models: `${embedder.model} ${answerer.disclosure.model ?? answerer.disclosure.source}`,
    };
    const kept = await cache.find(asked);
    span.setAttributes({
      "voiceassist.rag.answer_source": answerer.disclosure.source,
      "voiceassist.rag.cached": kept !== undefined,
    });
    // Only this route writes the cache, and each entry is authenticated.
    if (kept !== undefined) return { reply: kept as RagReply, cached: true };
    const passages = await search(ownerId, text, passageLimit);
    span.setAttribute("voiceassist.rag.passages", passages.length);
    const { text: answer, usage } = await answerFrom(question, passages);
    const reply: RagReply = {
      answer,
      answered_by: answerer.disclosure,
      embedding: embedder.disclosure,
      citations: passages.map((passage, index) => ({ number: index + 1, ...passage })),
      ...(usage !== undefined && {
        usage: { prompt_tokens: usage.promptTokens, completion_tokens: usage.completionTokens },
      }),
    };
    await cache.keep(asked, reply);
    return { reply, cached: false };
  }

  /** Without passages there is nothing that a language model may use. */
  async function answerFrom(question: string, passages: readonly Passage[]): Promise<Answer> {
    if (passages.length === 0) return { text: "Your documents do not answer this question." };
    return await answerer.answer(question, passages);
  }
}

/** Who the question is about helps to find that patient's notes. */
function searchText(question: string, patient: Asked["patient"]): string {
  return [question, patient?.name, patient?.mrn].filter((part) => part !== undefined).join(" ");
}
