import { Type } from '@sinclair/typebox';
import { VARIABLES } from '../src/domain/process.ts';
import { HUMAN_STEPS, type HumanStep } from '../src/domain/sop.ts';
import { worker } from './worker.ts';

const {
  applicationNumber,
  entryOfficer,
  examination,
  missingDocuments,
  verification,
  signing,
  handOver,
  note,
  draftSha256,
} = VARIABLES;

/** After every human step. Judges the claim of a completed task by our own data; the header `step` says which.
 *  The key is the element instance: a second delivery gets the first judgement. */
export const recordDecision = worker('record-decision', {
  input: Type.Object(
    {
      applicationNumber,
      ...Type.Partial(Type.Object({ examination, missingDocuments, verification, signing, handOver, note })).properties,
    },
    { additionalProperties: false },
  ),
  output: Type.Partial(
    Type.Object(
      { entryOfficer, examination, missingDocuments, verification, signing, handOver, note, draftSha256 },
      { additionalProperties: false },
    ),
  ),
  errors: [],
  handle: (cases, input, job) => cases.recordDecision(input, humanStep(job.headers['step']), job),
});

function humanStep(header: string | undefined): HumanStep {
  const step = HUMAN_STEPS.find((known) => String(known) === header);
  if (step === undefined) throw new Error('record-decision: the task header "step" names no human step of the SOP');
  return step;
}
