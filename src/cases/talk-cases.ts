import { caseLabel } from '../domain/case-label.ts';
import { hasEnded } from '../domain/case-state.ts';
import type { DocumentKind } from '../domain/document-kinds.ts';
import { plainDateOf } from '../domain/plain-date.ts';
import type { TalkCase } from '../domain/talk/talk-case.ts';
import type { CaseRecord, DecisionRecord, MessageRecord, Store } from '../store/store.ts';
import { applicationOf } from './cards-before.ts';
import { newestRequest } from './decisions-in-force.ts';
import type { Dependencies } from './dependencies.ts';
import { paperAlternatives } from './paper-alternatives.ts';
import { revocationInForce } from './revocations/revocation-in-force.ts';

/**
 * The cases of a number as the conversation sees them. Open ones stay locked until the transaction ends: the portal
 * completes them too.
 */
export async function talkCases(
  tables: Store,
  needs: Pick<Dependencies, 'documents' | 'languages' | 'settings' | 'now'>,
  phone: string,
): Promise<TalkCase[]> {
  const records = await tables.cases.byWhatsapp(phone);
  const open = records.filter(({ state }) => !hasEnded(state)).map(({ applicationNumber }) => applicationNumber);
  const locked = new Map<string, CaseRecord>();
  for (const applicationNumber of open.toSorted())
    locked.set(applicationNumber, await tables.cases.lock(applicationNumber));
  const messages = await tables.messages.ofPhone(phone);
  const cases: TalkCase[] = [];
  for (const read of records) {
    const record = locked.get(read.applicationNumber) ?? read;
    const request = newestRequest(await tables.decisions.of(record.applicationNumber));
    const application = await applicationOf(needs, record);
    cases.push({
      applicationNumber: record.applicationNumber,
      state: record.state,
      cardRevoked: (await revocationInForce(tables, record.applicationNumber)) !== undefined,
      label: caseLabel(application, needs.languages.of(record.application.language)),
      submittedAt: record.submittedAt,
      language: record.application.language,
      asked: kindsOf(request, record),
      missing: record.missingDocuments,
      required: record.requiredDocuments,
      instead: paperAlternatives(application, plainDateOf(needs.now()), needs.settings.officeRules),
      papers: await tables.papers.of(record.applicationNumber),
      turnedAt: turnedAt(request, messages, record.applicationNumber),
    });
  }
  return cases;
}

/** When an officer last asked the applicant for something in this case, or wrote to them about it. */
function turnedAt(
  request: DecisionRecord | undefined,
  messages: readonly MessageRecord[],
  applicationNumber: string,
): Date | null {
  const answer = messages.findLast(
    (one) => one.applicationNumber === applicationNumber && (one.purpose === 'officer' || one.purpose === 'answer'),
  );
  const times = [request?.decidedAt, answer?.at].flatMap((at) => at?.getTime() ?? []);
  return times.length === 0 ? null : new Date(Math.max(...times));
}

/** The papers that the newest request names; empty when it is a note only. */
export async function askedKinds(
  tables: Pick<Store, 'decisions'>,
  record: Pick<CaseRecord, 'applicationNumber' | 'missingDocuments'>,
): Promise<readonly DocumentKind[]> {
  return kindsOf(newestRequest(await tables.decisions.of(record.applicationNumber)), record);
}

function kindsOf(
  request: DecisionRecord | undefined,
  { missingDocuments }: Pick<CaseRecord, 'missingDocuments'>,
): readonly DocumentKind[] {
  const asked = request?.answer['missingDocuments'];
  return Array.isArray(asked) ? (asked as DocumentKind[]) : missingDocuments;
}
