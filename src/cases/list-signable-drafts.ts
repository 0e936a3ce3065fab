import type { Reason } from '../domain/application.ts';
import { roleOfStep, type Person } from '../domain/authority.ts';
import { offDuty } from '../domain/duty.ts';
import type { FailureCode } from '../domain/failures.ts';
import { plainDateOf } from '../domain/plain-date.ts';
import { HUMAN_TASKS } from '../domain/process.ts';
import type { TaskId } from '../domain/work-list.ts';
import type { DraftRecord } from '../store/store.ts';
import { compareChanges, wasReadInSiak, type ComparedChange } from './compare-changes.ts';
import type { Dependencies } from './dependencies.ts';
import { inForce } from './decisions-in-force.ts';
import { describeTask } from './describe-task.ts';
import type { ActingAs, Officer } from './identify-officer.ts';
import { familyOutlook } from './family-outlook.ts';
import { identifySigner } from './identify-signer.ts';
import type { ReturnReason } from './return-reason.ts';
import { redrawsRefused } from './redraw-draft.ts';
import { namedOn, signatoryToday } from './signatory-of-card.ts';
import { verificationOf } from './verified-draft.ts';
import { tiesToWork } from './ties-to-work.ts';
import { seenIn } from './what-was-seen.ts';
import { isOfThePerson, othersFor, type Others } from './who-may-do.ts';

/** A verified draft that waits for the head. */
export interface SignableDraft {
  readonly task: TaskId;
  readonly applicationNumber: string;
  readonly draftSha256: string;
  readonly reason: Reason;
  readonly changes: readonly ComparedChange[];
  readonly verifiedBy: string;
  readonly verifiedAt: Date;
  readonly waitingMinutes: number;
  readonly returned: ReturnReason | null;
  readonly blocked: FailureCode | null;
  /** Who may sign it in this person's place, where that lies in the person; null: there is no such reason. */
  readonly others: Others | null;
  /** This signer has read these very bytes at full size; without that they cannot be signed. */
  readonly seen: boolean;
  /**
   * Whom the draft names where that is not this signer as of today, who has to have it redrawn before signing: another
   * person, or this signer with the title of before; null: this signer.
   */
  readonly namesOther: string | null;
  /** It could not be redrawn without changing more: approved, it is drawn anew for this signer and verified again. */
  readonly drawnAnew: boolean;
}
export interface SigningList {
  readonly officer: Officer;
  readonly actingAs: ActingAs;
  readonly drafts: readonly SignableDraft[];
  /** New cases are verified and signed in SIAK, not here. */
  readonly signsInSiak: boolean;
}

/** The verified drafts that wait for the head, longest waiting first. */
export function listSignableDrafts(needs: Pick<Dependencies, 'store' | 'now' | 'documents' | 'settings' | 'calendar'>) {
  const { store, now } = needs;
  return async (username: string): Promise<SigningList> => {
    const identified = await identifySigner(needs, username, { event: 'view-refused', asked: 'signing-list-viewed' });
    const lane = roleOfStep(7);
    const listed = (await store.workList.listed({ lanes: [lane], element: HUMAN_TASKS[7] })).filter(
      ({ draftSha256, signedSha256 }) => draftSha256 !== null && signedSha256 === null,
    );
    const numbers = listed.map(({ applicationNumber }) => applicationNumber);
    const [cases, drafts, views, signatory, refused] = await Promise.all([
      store.cases.findMany(numbers),
      store.drafts.findMany(listed.map(({ draftSha256 }) => draftSha256!)),
      store.journal.by(numbers, username, ['draft-viewed']),
      signatoryToday(needs, username),
      redrawsRefused(store, username, numbers),
    ]);
    const redrawn = await store.redrawnDrafts.of(drafts.map(({ sha256 }) => sha256));
    const ties = await tiesToWork(needs, [identified.person], [lane]);
    const { people } = identified.roster;
    const day = plainDateOf(now());
    const today = { now: now(), day, absent: offDuty(identified.roster, day), calendar: needs.calendar };
    const tasks = new Map(
      listed.flatMap((item) => {
        const task = describeTask(identified, item, today, ties.of(username, item.applicationNumber));
        return task === undefined ? [] : [[item.taskId, task] as const];
      }),
    );
    const othersOf = await othersFor(needs, identified.roster, [...tasks.values()]);
    const outlooks = new Map(
      await Promise.all(
        cases.map(async (record) => {
          const draft = drafts.find(({ applicationNumber }) => applicationNumber === record.applicationNumber);
          return [record.applicationNumber, await familyOutlook(needs, record, [], draft?.family)] as const;
        }),
      ),
    );
    return {
      officer: identified.officer,
      signsInSiak: needs.settings.siakWay === 'siak-signed-pdf',
      actingAs: identified.officer.roles.find(({ role }) => role === lane)?.actingAs ?? null,
      drafts: listed.flatMap((item): SignableDraft[] => {
        const { applicationNumber, draftSha256 } = item;
        const record = cases.find((one) => one.applicationNumber === applicationNumber);
        const draft = drafts.find(({ sha256 }) => sha256 === draftSha256);
        const described = tasks.get(item.taskId);
        const verification = verificationOf(item.decisions, draftSha256!, redrawn);
        if (record === undefined || draft === undefined || described === undefined || verification === undefined)
          return [];
        const named = namedOn(draft, username, signatory?.lines);
        const own = views.filter((row) => row.applicationNumber === applicationNumber);
        return [
          {
            task: item.taskId,
            applicationNumber,
            draftSha256: draft.sha256,
            reason: record.reason,
            changes:
              outlooks.get(applicationNumber)?.changes ??
              compareChanges(record.application, draft.family, wasReadInSiak(record)),
            verifiedBy: verification.decidedByName,
            verifiedAt: verification.decidedAt,
            waitingMinutes: described.waitingMinutes,
            returned: described.returned,
            blocked: described.blocked,
            others: isOfThePerson(described.blocked)
              ? othersOf({ applicationNumber, element: item.element, history: inForce(item.decisions) })
              : null,
            seen: seenIn(own, [], item).draft,
            namesOther: namesOther(draft, named, people),
            drawnAnew:
              (named === 'other' && record.signatory === username) ||
              (named === 'formerly' && refused.has(draft.sha256)),
          },
        ];
      }),
    };
  };
}

function namesOther(
  { signatory, signatureLines }: DraftRecord,
  named: ReturnType<typeof namedOn>,
  people: readonly Person[],
): string | null {
  if (named === 'as-today' || signatory === null) return null;
  if (named === 'formerly' && signatureLines !== null) return `${signatureLines.name} (${signatureLines.title})`;
  return people.find(({ username }) => username === signatory)?.name ?? signatory;
}
