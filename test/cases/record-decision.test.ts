import { expect } from 'chai';
import { recordDecision } from '../../src/cases/record-decision.ts';
import type { Person } from '../../src/domain/authority.ts';
import { HUMAN_TASKS } from '../../src/domain/process.ts';
import type { CompletedTask, Job } from '../../src/engine/engine.ts';
import type { DraftRecord } from '../../src/store/store.ts';
import { sampleCard } from '../card/sample-card.ts';
import { approvedBy, failureOf, HEAD, NUMBER, smallOffice, type Circumstances } from './small-office.ts';

const SHOWN = new Date('2026-11-22T02:00:00Z');
const DECIDED = new Date('2026-11-22T02:10:00Z');
const OTHER = 'b'.repeat(64);
const VERIFIER: Person = {
  username: 'bambang.hartono',
  name: 'Bambang Hartono',
  roles: ['kasi'],
  nip: null,
  signerNik: null,
  active: true,
};
const task = (step: 5 | 7, change: Partial<CompletedTask> = {}) => ({
  userTaskKey: '71',
  elementId: HUMAN_TASKS[step],
  completedBy: step === 5 ? VERIFIER.username : HEAD.username,
  createdAt: SHOWN,
  completedAt: DECIDED,
  ...change,
});
const job: Job = { key: '9', processInstanceKey: '1', elementId: 'record', elementInstanceKey: '99', headers: {} };
const drawn = (sha256: string, renderedAt: Date): DraftRecord => ({
  sha256,
  applicationNumber: NUMBER,
  family: sampleCard().family,
  previewSha256: OTHER,
  renderedAt,
});

describe('A decision about a draft', () => {
  const office = (given: Circumstances = {}) =>
    smallOffice({
      record: { state: 'verification' },
      decisions: () => [],
      people: [HEAD, VERIFIER],
      tasks: [task(5)],
      ...given,
    });

  it('carries the hash of the draft that the task showed, whatever the process variable says', async () => {
    const { means, rows, draft } = await office();
    const going = await recordDecision(means)(
      { applicationNumber: NUMBER, verification: 'valid', draftSha256: OTHER },
      5,
      job,
    );
    expect(going).to.deep.equal({ verification: 'valid', draftSha256: draft, note: '' });
    expect(rows.decisions).to.deep.equal([
      {
        applicationNumber: NUMBER,
        step: 5,
        decidedBy: VERIFIER.username,
        decidedAt: DECIDED,
        actingAs: null,
        userTaskKey: '71',
        recordedBy: '99',
        answer: going,
        draftSha256: draft,
        refusedBecause: null,
      },
    ]);
    expect(rows.record.state).to.equal('signing');
    expect(rows.journal).to.deep.equal([
      {
        applicationNumber: NUMBER,
        actor: VERIFIER.username,
        event: 'decision-recorded',
        step: 5,
        detail: { verification: 'valid', draftSha256: draft, actingAs: null, userTaskKey: '71' },
      },
    ]);
  });

  it('of the head carries it as well', async () => {
    const { means, draft } = await office({ tasks: [task(7)] });
    expect(
      await recordDecision(means)({ applicationNumber: NUMBER, signing: 'approved', draftSha256: OTHER }, 7, job),
    ).to.deep.equal({ signing: 'approved', draftSha256: draft, note: '' });
  });

  it('is made once: a job that comes again gets the first judgement', async () => {
    const { means, rows } = await office();
    const decide = () => recordDecision(means)({ applicationNumber: NUMBER, verification: 'valid' }, 5, job);
    const first = await decide();
    expect(await decide()).to.deep.equal(first);
    expect([rows.decisions.length, rows.journal.length]).to.deep.equal([1, 1]);
  });

  it('does not stand when the draft was made after the task had appeared', async () => {
    const at = async (step: 5 | 7, milliseconds: number) => {
      const given = await office({ tasks: [task(step)] });
      const means = {
        ...given.means,
        store: {
          ...given.means.store,
          drafts: {
            ...given.means.store.drafts,
            find: (sha256: string) =>
              Promise.resolve(
                sha256 === given.draft ? drawn(sha256, new Date(SHOWN.getTime() + milliseconds)) : undefined,
              ),
          },
        },
      };
      return failureOf(
        recordDecision(means)(
          { applicationNumber: NUMBER, ...(step === 5 ? { verification: 'valid' } : { signing: 'approved' }) },
          step,
          job,
        ),
      );
    };
    expect(await at(5, -1000)).to.equal(undefined);
    expect(await at(5, 5000), 'two clocks differ a little').to.equal(undefined);
    expect(await at(5, 5001)).to.include({ code: 'DRAFT_NOT_SEEN' });
    expect(await at(7, 60_000)).to.include({ code: 'DRAFT_NOT_SEEN' });
  });

  it('needs a draft', async () => {
    const { means, rows } = await office({ record: { draftSha256: null } });
    expect(
      await failureOf(recordDecision(means)({ applicationNumber: NUMBER, verification: 'valid' }, 5, job)),
    ).to.include({ code: 'ANSWER_INCOMPLETE' });
    expect(rows.decisions[0]).to.deep.include({ answer: {}, refusedBecause: 'ANSWER_INCOMPLETE', draftSha256: null });
  });

  it('that is refused is written, tells why in the journal, changes nothing and is refused again', async () => {
    const { means, rows } = await office({ tasks: [task(5, { completedBy: HEAD.username })] });
    const decide = () =>
      failureOf(recordDecision(means)({ applicationNumber: NUMBER, verification: 'valid', note: 'kata' }, 5, job));
    expect(await decide()).to.include({ code: 'WRONG_ROLE' });
    expect(await decide()).to.include({ code: 'WRONG_ROLE' });
    expect(rows.record.state).to.equal('verification');
    expect(rows.journal).to.deep.equal([
      {
        applicationNumber: NUMBER,
        actor: HEAD.username,
        event: 'decision-refused',
        step: 5,
        detail: { because: 'WRONG_ROLE', userTaskKey: '71' },
      },
    ]);
  });

  it('of nobody or of somebody unknown does not stand', async () => {
    for (const completedBy of [null, 'siapa']) {
      const { means, rows } = await office({ tasks: [task(5, { completedBy })] });
      expect(
        await failureOf(recordDecision(means)({ applicationNumber: NUMBER, verification: 'valid' }, 5, job)),
      ).to.include({ code: 'UNKNOWN_OFFICER' });
      expect(rows.decisions[0]?.decidedBy).to.equal(completedBy ?? '');
      expect(rows.journal[0]?.actor).to.equal(completedBy ?? 'tidak dikenal');
    }
  });

  it('is judged with what was decided before: refused claims do not count for four eyes', async () => {
    const both: Person = { ...VERIFIER, roles: ['kasi', 'kepala-dinas'] };
    const decide = async (refusedBecause: 'WRONG_ROLE' | null) => {
      const { means } = await office({
        people: [both],
        tasks: [task(7, { completedBy: both.username })],
        decisions: (draft) => approvedBy(draft, { verification: { refusedBecause } }).slice(0, 1),
      });
      return failureOf(recordDecision(means)({ applicationNumber: NUMBER, signing: 'approved' }, 7, job));
    };
    expect(await decide(null)).to.include({ code: 'FOUR_EYES' });
    expect(await decide('WRONG_ROLE')).to.equal(undefined);
  });

  it('under a stand-in says so, on the days of the stand-in only', async () => {
    const standIn: Person = { ...VERIFIER, username: 'endah.lestari' };
    const decide = async (validTo: string) => {
      const { means, rows } = await office({
        people: [standIn],
        delegations: [
          {
            from: HEAD.username,
            to: standIn.username,
            role: 'kepala-dinas',
            kind: 'Plh',
            validFrom: '2026-11-20',
            validTo,
          },
        ],
        tasks: [task(7, { completedBy: standIn.username })],
      });
      const failure = await failureOf(
        recordDecision(means)({ applicationNumber: NUMBER, signing: 'approved' }, 7, job),
      );
      return [failure?.code, rows.decisions[0]?.actingAs];
    };
    expect(await decide('2026-11-22')).to.deep.equal([undefined, 'Plh']);
    expect(await decide('2026-11-21')).to.deep.equal(['WRONG_ROLE', null]);
  });

  it('is waited for while the engine has not written it: no task, one of another step, one that is judged already', async () => {
    const judged = (draft: string) => approvedBy(draft, { verification: { userTaskKey: '71' } }).slice(0, 1);
    for (const given of [{ tasks: [] }, { tasks: [task(7)] }, { decisions: judged }] satisfies Circumstances[]) {
      const { means, rows } = await office(given);
      const before = rows.decisions.length;
      expect(
        await failureOf(recordDecision(means)({ applicationNumber: NUMBER, verification: 'valid' }, 5, job)),
      ).to.include({ code: 'DECISION_NOT_VISIBLE_YET' });
      expect(rows.decisions).to.have.length(before);
    }
  });

  it('keeps spoken words out of the journal', async () => {
    const { means, rows } = await office();
    await recordDecision(means)(
      { applicationNumber: NUMBER, verification: 'invalid', note: 'Nama ayah keliru' },
      5,
      job,
    );
    expect(rows.decisions[0]?.answer['note']).to.equal('Nama ayah keliru');
    expect(JSON.stringify(rows.journal)).to.not.contain('keliru');
  });
});
