import { expect } from 'chai';
import { inquire, markOf, upTo } from '../../../src/cases/audit/inquire.ts';
import type { CaseHistory } from '../../../src/process/process.ts';
import { errorOf, putDecision, sha256 } from '../../store/given.ts';
import { ADMIN, AUDITOR, JOKO, SRI, VALID, withAudit } from './audit-office.ts';

/** Each answer has a year of its own: what is decided or written stays for ever. The journal is of today, before them. */
let year = 2100;
const day = (text: string) => new Date(`${year}-03-${text}T02:00:00.000Z`);
const march = () => ({ from: day('01'), to: day('10') });
const ALWAYS = { from: new Date(0), to: new Date('9999-01-01') };

describe('The auditor is answered', () => {
  const given = withAudit();
  beforeEach(() => void (year += 1));
  const decide = (applicationNumber: string, change: Parameters<typeof putDecision>[2] = {}) =>
    putDecision(given.database, applicationNumber, { at: day('03'), ...change });
  const ofCase = <Row extends { readonly applicationNumber: string | null }>(number: string, rows: readonly Row[]) =>
    rows.filter(({ applicationNumber }) => applicationNumber === number);

  it('who looked at a case, and at a person in every case in which they stand', async () => {
    const [one, other] = [await given.open(), await given.open()];
    await given.write(one, 'case-viewed');
    await given.write(one, 'decision-recorded');
    await given.write(null, 'work-list-viewed', JOKO, { numbers: [one, other] });
    const looks = await given.audit.whoSawCase(AUDITOR, one);
    expect(looks.cases).to.deep.equal([one]);
    expect(looks.views.map(({ officer, event }) => [officer, event])).to.have.deep.members([
      ['Sri Wahyuni', 'case-viewed'],
      ['Joko Susilo', 'work-list-viewed'],
      ['Audi Pranata', 'audit-asked'],
    ]);
    const { nik } = (await given.database.store.cases.get(one)).application.applicant;
    const all = await given.audit.whoSawPerson(AUDITOR, nik);
    expect(all.cases).to.include.members([one, other]);
    const seen = all.views.filter(({ applicationNumber }) => [one, other].includes(applicationNumber));
    expect(seen.map(({ applicationNumber, event }) => [applicationNumber, event])).to.have.deep.members([
      [one, 'case-viewed'],
      [one, 'work-list-viewed'],
      [other, 'work-list-viewed'],
      [one, 'audit-asked'],
    ]);
  });

  it('which photo of a case was looked at, counted among its papers', async () => {
    const one = await given.open();
    const paper = (text: string) =>
      given.database.store.papers.add({
        applicationNumber: one,
        kind: 'ijazah',
        sha256: sha256(text),
        mediaType: 'image/jpeg',
        bytes: 4,
        source: 'portal',
      });
    await paper('a');
    await given.write(one, 'paper-viewed', SRI, { kind: 'ijazah', paper: (await paper('b')).id });
    expect((await given.audit.whoSawCase(AUDITOR, one)).views[0]?.what).to.contain('(foto 2 dari 2)');
  });

  it('which cases there are, with the names of who decided', async () => {
    const one = await given.open();
    await given.database.asOwner('update cases set submitted_at = $2 where application_number = $1', [one, day('02')]);
    await decide(one);
    const found = await given.audit.findCases(AUDITOR, { officer: null, reason: null, ...march() });
    expect(found.cut).to.equal(false);
    expect(found.rows.map(({ applicationNumber }) => applicationNumber)).to.deep.equal([one]);
    expect(found.rows[0]?.decisions[0]?.by).to.equal(SRI);
    expect(found.nameOf(SRI)).to.equal('Sri Wahyuni');
    expect(found.nameOf('orang.asing'), 'whom the office does not know').to.equal('orang.asing');
  });

  it('why cases were returned, by people and by the system, newest first', async () => {
    const one = await given.open();
    const answers = [
      [{ signing: 'rejected' }, 'rejected'],
      [{ examination: 'refused' }, 'refused'],
      [{ examination: 'incomplete', missingDocuments: ['ijazah'] }, 'incomplete'],
      [{ verification: 'invalid' }, 'invalid'],
      [{ printRequest: 'withheld' }, 'came-back'],
    ] as const;
    for (const [index, [answer]] of answers.entries())
      await decide(one, { answer, at: day(`0${9 - index}`), ...(index === 2 ? { note: 'Foto buram' } : {}) });
    const { rows, cut } = await given.audit.returns(AUDITOR, march());
    expect(cut).to.equal(false);
    expect(rows.map(({ kind }) => kind)).to.deep.equal(answers.map(([, kind]) => kind));
    expect(rows[2]).to.deep.equal({
      at: day('07'),
      applicationNumber: one,
      step: 3,
      who: 'Sri Wahyuni',
      kind: 'incomplete',
      note: 'Foto buram',
      missing: ['ijazah'],
      code: null,
    });
    expect(rows[1]).to.deep.include({ note: '', missing: [] });

    for (const [event, detail] of [
      ['case-closed', {}],
      ['case-withdrawn', { code: 7 }],
      ['task-returned', { code: 'SIAK_REFUSED' }],
      ['signing-failed', { code: 'PIN_WRONG' }],
      ['case-viewed', {}],
    ] as const)
      await given.write(one, event, 'sistem', detail);
    await given.write(null, 'case-closed', 'sistem');
    const bySystem = ofCase(one, (await given.audit.returns(AUDITOR, { ...ALWAYS, to: day('01') })).rows);
    expect(bySystem.map(({ kind, code, who, note, missing }) => [kind, code, who, note, missing])).to.have.deep.members(
      [
        ['closed', null, 'sistem', '', []],
        ['withdrawn', null, 'sistem', '', []],
        ['came-back', 'SIAK_REFUSED', 'sistem', '', []],
        ['signing-failed', 'PIN_WRONG', 'sistem', '', []],
      ],
    );
    const times = bySystem.map(({ at }) => at.getTime());
    expect(times).to.deep.equal(times.toSorted((a, b) => b - a));
  });

  it('what was sent, of a span and of one case', async () => {
    const [one, other] = [await given.open(), await given.open()];
    for (const [number, at] of [
      [one, day('02')],
      [other, day('03')],
      [one, day('12')],
    ] as const)
      await given.database.store.messages.add({
        ...{ applicationNumber: number, direction: 'out', purpose: 'card', sid: null, status: 'sent', errorCode: null },
        at,
      });
    const inMarch = await given.audit.messages(AUDITOR, march());
    expect(inMarch.rows.map(({ applicationNumber }) => applicationNumber)).to.deep.equal([other, one]);
    const ofOne = await given.audit.messagesOfCase(AUDITOR, one);
    expect(ofOne.rows.map(({ at }) => at)).to.deep.equal([day('12'), day('02')]);
    expect(ofOne.cut).to.equal(false);
  });

  it('how many came and ended, day by day', async () => {
    const one = await given.open();
    await given.database.asOwner('update cases set submitted_at = $2 where application_number = $1', [one, day('02')]);
    const days = await given.audit.days(AUDITOR, march());
    expect(days).to.have.length(9);
    expect(days.map(({ submitted }) => submitted)).to.deep.equal([0, 1, 0, 0, 0, 0, 0, 0, 0]);
    expect(days[1]!.open - days[0]!.open).to.equal(1);
  });

  it('who tried what they may not, and who logged in', async () => {
    const one = await given.open();
    for (const [event, actor] of [
      ['view-refused', SRI],
      ['decision-refused', JOKO],
      ['logged-in', SRI],
      ['logged-out', JOKO],
      ['login-refused', SRI],
      ['password-changed', SRI],
      ['account-locked', ADMIN],
      ['officer-changed', ADMIN],
      ['case-viewed', SRI],
    ] as const)
      await given.write(one, event, actor);
    const span = { ...ALWAYS, to: day('01') };
    const refusals = ofCase(one, (await given.audit.refusals(AUDITOR, span)).rows);
    expect(refusals.map(({ event, who }) => [event, who])).to.deep.equal([
      ['login-refused', 'Sri Wahyuni'],
      ['decision-refused', 'Joko Susilo'],
      ['view-refused', 'Sri Wahyuni'],
    ]);
    expect(refusals[0]).to.include({ applicationNumber: one, step: null });
    expect(refusals[0]).to.have.keys('at', 'applicationNumber', 'event', 'step', 'detail', 'who');
    const logIns = async (officer: string | null) =>
      ofCase(one, (await given.audit.logIns(AUDITOR, { ...span, officer })).rows).map(({ event }) => event);
    expect(await logIns(null)).to.deep.equal([
      'officer-changed',
      'account-locked',
      'password-changed',
      'login-refused',
      'logged-out',
      'logged-in',
    ]);
    expect(await logIns(SRI)).to.deep.equal(['password-changed', 'login-refused', 'logged-in']);
  });

  it('who decided two steps of one case, who decided a draft unseen, and what was decided under a letter', async () => {
    const one = await given.open();
    const draftSha256 = sha256(one);
    await decide(one, { step: 3 });
    await decide(one, { step: 5, element: 'verify-draft', draftSha256, actingAs: 'Plh' });
    expect(await given.audit.fourEyes(AUDITOR, march())).to.deep.equal({
      rows: [{ applicationNumber: one, who: 'Sri Wahyuni', steps: [3, 5] }],
      cut: false,
    });
    const unseen = await given.audit.unseenDecisions(AUDITOR, march());
    expect(unseen.cut).to.equal(false);
    expect(unseen.rows).to.have.length(1);
    expect(unseen.rows[0]).to.include({ applicationNumber: one, who: 'Sri Wahyuni', draftSha256, actingAs: null });
    const acting = await given.audit.actingDecisions(AUDITOR, march());
    expect(acting.cut).to.equal(false);
    expect(acting.rows).to.have.length(1);
    expect(acting.rows[0]).to.include({ applicationNumber: one, who: 'Sri Wahyuni', step: 5, actingAs: 'Plh' });
  });

  it('which decisions and cards were taken back, of a span and of one case', async () => {
    const [one, other] = [await given.open(), await given.open()];
    for (const number of [one, other]) {
      const task = await decide(number);
      await given.database.asOwner(
        `insert into taken_back_decisions (application_number, task_id, taken_back_by, taken_back_at, next_task)
         values ($1, $2, $3, $4, 'x')`,
        [number, task, SRI, day('04')],
      );
      await given.database.store.revocations.request({
        ...{ applicationNumber: number, signedSha256: sha256('x'), reason: 'Nama keliru.', requestedBy: SRI },
        requestedAs: 'kasi',
        requestedAt: day('05'),
      });
    }
    for (const ask of [given.audit.takenBackDecisions, given.audit.cardRevocations]) {
      const inMarch = await ask(AUDITOR, march());
      expect(inMarch.rows.map(({ applicationNumber }) => applicationNumber)).to.have.members([one, other]);
      expect(inMarch.cut).to.equal(false);
      expect(inMarch.nameOf(SRI)).to.equal('Sri Wahyuni');
      const ofOne = await ask(AUDITOR, { applicationNumber: one });
      expect(ofOne.rows.map(({ applicationNumber }) => applicationNumber)).to.deep.equal([one]);
    }
  });

  it('what was done by hand, in the journal and in the engine, newest first', async () => {
    const [one, other] = [await given.open(), await given.open()];
    for (const number of [one, other])
      await given.database.asOwner('update cases set submitted_at = now() where application_number = $1', [number]);
    const byHand = [
      { at: new Date('2099-12-31T00:00:00Z'), who: ADMIN, what: 'Variabel diubah' },
      { at: new Date(0), who: null, what: 'Dipindahkan' },
    ];
    given.outside.histories.set(one, { byHand } as unknown as CaseHistory);
    for (const event of ['case-begun-again', 'case-handed-over', 'card-revocation-requested', 'card-revoked'])
      await given.write(one, event);
    await given.write(one, 'case-viewed', SRI);
    await given.write(one, 'case-viewed', ADMIN, { size: 'full' });
    await given.write(one, 'case-revoked', SRI);
    await given.write(null, 'officer-changed', ADMIN);
    await given.write(other, 'absence-recorded', JOKO);

    const ofOne = await given.audit.manualActsOfCase(AUDITOR, one);
    const told = ofOne.rows.map(({ who, event, what }) => [who, event, what]);
    expect(told[0]).to.deep.equal(['Tono Prasetyo', null, 'Variabel diubah']);
    expect(told.at(-1)).to.deep.equal(['–', null, 'Dipindahkan']);
    expect(told.slice(1, -1)).to.have.deep.members([
      ['Sri Wahyuni', 'case-begun-again', ''],
      ['Sri Wahyuni', 'case-handed-over', ''],
      ['Sri Wahyuni', 'card-revocation-requested', ''],
      ['Sri Wahyuni', 'card-revoked', ''],
      ['Tono Prasetyo', 'case-viewed', ''],
    ]);
    expect(ofOne).to.include({ cut: false, engineCases: 1 });
    expect(ofOne.rows[0]).to.deep.equal({
      at: byHand[0]!.at,
      applicationNumber: one,
      who: 'Tono Prasetyo',
      event: null,
      what: 'Variabel diubah',
      detail: {},
    });
    expect(ofOne.rows.find(({ event }) => event === 'case-viewed')?.detail).to.deep.equal({ size: 'full' });

    const all = await given.audit.manualActs(AUDITOR, { ...ALWAYS, to: new Date('2100-01-01T00:00:00Z') });
    expect(all.cut).to.equal(false);
    expect(all.engineCases).to.be.within(2, 100);
    expect(ofCase(one, all.rows).map(({ who, event, what }) => [who, event, what])).to.have.deep.members(told);
    expect(ofCase(other, all.rows).map(({ event, who }) => [event, who])).to.deep.equal([
      ['absence-recorded', 'Joko Susilo'],
    ]);
    const officer = all.rows.filter(({ event }) => event === 'officer-changed');
    expect(officer.length, 'each once, though an admin did it').to.equal(
      Number(
        (await given.database.asOwner(`select count(*)::int as n from journal where event = 'officer-changed'`))[0]![
          'n'
        ],
      ),
    );
    const times = all.rows.map(({ at }) => at.getTime());
    expect(times).to.deep.equal(times.toSorted((a, b) => b - a));
    const nothing = await given.audit.manualActsOfCase(AUDITOR, other);
    expect(
      nothing.rows.map(({ event }) => event),
      'the engine knows no such case',
    ).to.deep.equal(['absence-recorded']);
  });

  it('whether every copy is whole, as last read, and one case read now', async () => {
    const { archiveCopies } = given.database.store;
    const [one, other] = [await given.open(), await given.open()];
    const copy = { bag: '2026/x', path: null, sha256: sha256('x'), state: 'stored' as const };
    for (const layer of ['a-utuh', 'b-rusak', 'c-tidak-ada'])
      await archiveCopies.put({ ...copy, applicationNumber: one, layer });
    await archiveCopies.put({ ...copy, applicationNumber: other, layer: 'b-rusak', state: 'damaged' });
    const state = await given.audit.archive(AUDITOR);
    expect(state).to.deep.equal({
      counts: await archiveCopies.counts(),
      present: ['server'],
      lost: [other],
    });
    expect(state.counts).to.have.length(4);
    given.outside.faults.set('a-utuh', []).set('b-rusak', ['data/kk-signed.pdf berubah']);
    const read = await given.audit.copies(AUDITOR, one);
    expect(read.map(({ layer, faults }) => [layer, faults])).to.deep.equal([
      ['a-utuh', []],
      ['b-rusak', ['data/kk-signed.pdf berubah']],
      ['c-tidak-ada', null],
    ]);
    expect(read[0]?.checkedAt).to.be.instanceOf(Date);
  });

  it('whether the journal is whole', async () => {
    const verdict = await given.audit.proveJournal(AUDITOR);
    expect(verdict).to.deep.include({ findings: [], anchors: 0, ...(await given.database.store.journal.head()) });
  });

  describe('whether the signed card is the one that was verified and approved', () => {
    const bytes = (text: string) => Buffer.from(text);
    const hash = (text: string) => sha256(text);
    /** A case that was verified, approved and signed; a change makes one statement untrue. */
    const signed = async ({
      draft = 'draf',
      card = 'draf dan tanda tangan',
      stored = draft,
      storedCard = card,
      verified = draft,
      approved = draft,
      signing = 'approved',
      verification = 'valid',
      journalled = { draftSha256: hash(draft), signedSha256: hash(card) },
    }: {
      draft?: string;
      card?: string;
      stored?: string;
      storedCard?: string;
      verified?: string | null;
      approved?: string | null;
      signing?: string;
      verification?: string;
      journalled?: object | null;
    } = {}) => {
      const one = await given.open();
      await given.database.store.cases.change(one, { draftSha256: hash(draft), signedSha256: hash(card) });
      given.outside.documents.set(hash(draft), bytes(stored)).set(hash(card), bytes(storedCard));
      if (verified !== null)
        await decide(one, {
          ...{ step: 5, element: 'verify-draft', by: JOKO, answer: { verification } },
          draftSha256: hash(verified),
        });
      if (approved !== null)
        await decide(one, {
          ...{ step: 7, element: 'approve-signing', by: SRI, answer: { signing }, actingAs: 'Plh' },
          draftSha256: hash(approved),
        });
      if (journalled !== null) await given.write(one, 'card-signed', SRI, journalled);
      return given.audit.proveSignature(AUDITOR, one).then((proof) => ({
        proof,
        untrue: proof.proofs.filter(({ holds }) => !holds).map(({ code }) => code),
      }));
    };
    beforeEach(() => void (given.outside.verification = VALID));

    it('by seven statements, each from the bytes themselves', async () => {
      given.outside.asked.length = 0;
      const { proof, untrue } = await signed();
      expect(untrue).to.deep.equal([]);
      expect(proof.proofs.map(({ code }) => code)).to.deep.equal([
        'DRAFT_INTACT',
        'VERIFIED_THIS_DRAFT',
        'APPROVED_THIS_DRAFT',
        'SIGNED_STARTS_WITH_DRAFT',
        'SIGNED_INTACT',
        'SIGNED_AS_JOURNALLED',
        'VERIFIER',
      ]);
      expect(proof).to.deep.include({
        draftSha256: hash('draf'),
        signedSha256: hash('draf dan tanda tangan'),
        draftBytes: 4,
        signedBytes: 21,
        verification: VALID,
        decisions: [
          { step: 5, decidedAt: day('03'), actingAs: null, draftSha256: hash('draf'), who: 'Joko Susilo' },
          { step: 7, decidedAt: day('03'), actingAs: 'Plh', draftSha256: hash('draf'), who: 'Sri Wahyuni' },
        ],
      });
      expect(given.outside.asked).to.deep.equal(['verifier draf dan tanda tangan draf']);
    });

    it('and says which of them is untrue', async () => {
      expect((await signed({ stored: 'drof' })).untrue).to.deep.equal(['DRAFT_INTACT', 'SIGNED_STARTS_WITH_DRAFT']);
      expect((await signed({ storedCard: 'draf dan lain' })).untrue).to.deep.equal(['SIGNED_INTACT']);
      expect((await signed({ card: 'kartu lain' })).untrue).to.deep.equal(['SIGNED_STARTS_WITH_DRAFT']);
      expect((await signed({ verified: 'draf lain' })).untrue).to.deep.equal(['VERIFIED_THIS_DRAFT']);
      expect((await signed({ verification: 'invalid' })).untrue).to.deep.equal(['VERIFIED_THIS_DRAFT']);
      expect((await signed({ verified: null })).untrue).to.deep.equal(['VERIFIED_THIS_DRAFT']);
      expect((await signed({ approved: 'draf lain' })).untrue).to.deep.equal(['APPROVED_THIS_DRAFT']);
      expect((await signed({ signing: 'rejected' })).untrue).to.deep.equal(['APPROVED_THIS_DRAFT']);
      const { untrue, proof } = await signed({ approved: null });
      expect(untrue).to.deep.equal(['APPROVED_THIS_DRAFT']);
      expect(proof.decisions.map(({ step }) => step)).to.deep.equal([5]);
      expect((await signed({ journalled: null })).untrue).to.deep.equal(['SIGNED_AS_JOURNALLED']);
      for (const change of [{ draftSha256: hash('lain') }, { signedSha256: hash('lain') }])
        expect(
          (
            await signed({
              journalled: { draftSha256: hash('draf'), signedSha256: hash('draf dan tanda tangan'), ...change },
            })
          ).untrue,
        ).to.deep.equal(['SIGNED_AS_JOURNALLED']);
      given.outside.verification = { ...VALID, valid: false };
      expect((await signed()).untrue).to.deep.equal(['VERIFIER']);
    });

    it('by the newest word of the journal about the signature', async () => {
      const one = await given.open();
      const [draftSha256, signedSha256] = [hash('draf'), hash('draf dan tanda tangan')];
      await given.database.store.cases.change(one, { draftSha256, signedSha256 });
      await given.write(one, 'card-signed', SRI, { draftSha256: hash('lama'), signedSha256 });
      await given.write(one, 'card-signed', SRI, { draftSha256, signedSha256 });
      await given.write(one, 'card-received', SRI, {});
      const { proofs } = await given.audit.proveSignature(AUDITOR, one);
      expect(proofs.find(({ code }) => code === 'SIGNED_AS_JOURNALLED')?.holds).to.equal(true);
    });

    it('not before there is a signature', async () => {
      const one = await given.open();
      expect(await errorOf(given.audit.proveSignature(AUDITOR, one))).to.have.property('name', 'NotNow');
      await given.database.store.cases.change(one, { draftSha256: hash('draf') });
      expect(await errorOf(given.audit.proveSignature(AUDITOR, one))).to.have.property('name', 'NotNow');
      await given.database.store.cases.change(one, { draftSha256: null, signedSha256: hash('draf') });
      expect(await errorOf(given.audit.proveSignature(AUDITOR, one))).to.have.property('name', 'NotNow');
    });
  });

  it('with as many rows as a person reads, and told when there are more', async () => {
    const ask = (there: number) => (limit: number) =>
      Promise.resolve(Array.from({ length: Math.min(there, limit) }, (_, index) => index));
    expect(await upTo(ask(2), 3)).to.deep.equal({ rows: [0, 1], cut: false });
    expect(await upTo(ask(3), 3)).to.deep.equal({ rows: [0, 1, 2], cut: false });
    expect(await upTo(ask(4), 3)).to.deep.equal({ rows: [0, 1, 2], cut: true });
    expect((await upTo(ask(6_000))).rows).to.have.length(5_000);
  });

  it('and a NIK that was asked for is known again by its mark, which nobody reads without the key', () => {
    const [markKey, otherKey] = [Buffer.alloc(32, 3), Buffer.alloc(32, 4)];
    const mark = markOf({ markKey }, '3402155203850002');
    expect(mark).to.match(/^[0-9a-f]{16}$/);
    expect(markOf({ markKey }, '3402155203850002')).to.equal(mark);
    expect(markOf({ markKey }, '3402155203850003')).to.not.equal(mark);
    expect(markOf({ markKey: otherKey }, '3402155203850002')).to.not.equal(mark);
  });

  it('only after the question is written down', async () => {
    const { store } = given.database;
    const before = (await store.journal.head()).length;
    const seen = await inquire(
      { store },
      AUDITOR,
      { question: 'trial' },
      async () => (await store.journal.head()).length,
    );
    expect(Number(seen)).to.equal(Number(before) + 1);
  });
});
