import { expect } from 'chai';
import type { CaseState } from '../../src/domain/case-state.ts';
import { FAMILY } from '../cases/external-services.ts';
import { sampleApplication } from '../domain/sample-application.ts';
import { openToRead } from '../../src/store/open-to-read.ts';
import { silent, withDatabase } from './database.ts';
import { errorOf, openCase, putOfficer, sha256 } from './given.ts';

const SRI = 'sri.wahyuni';
const JOKO = 'joko.susilo';

describe('The store knows of a case', () => {
  const database = withDatabase();
  before(async () => {
    await putOfficer(database.store, SRI);
    await putOfficer(database.store, JOKO);
  });
  const open = async (state?: CaseState) => {
    const { applicationNumber } = await openCase(database.store);
    if (state !== undefined) await database.store.cases.change(applicationNumber, { state });
    return applicationNumber;
  };
  let serial = 0;
  const someone = () => sha256(`orang ${++serial}`);

  describe('whom it is about', () => {
    it('and which other open cases are about the same people, oldest first', async () => {
      const { subjects } = database.store;
      const [father, mother, child] = [someone(), someone(), someone()];
      const [older, newer, own, ended] = [await open(), await open(), await open(), await open()];
      await subjects.put(newer, [child]);
      await subjects.put(older, [father, mother, father]);
      await subjects.put(own, [father, mother]);
      await subjects.put(ended, [father]);
      await database.asOwner(
        `update cases set submitted_at = submitted_at - interval '1 day' where application_number = $1`,
        [older],
      );
      for (const state of ['archived', 'closed', 'withdrawn', 'refused'] as const) {
        await database.store.cases.change(ended, { state });
        expect(await subjects.openWith([child, father], own), state).to.deep.equal([
          { applicationNumber: older, subject: father },
          { applicationNumber: newer, subject: child },
        ]);
      }
      expect(await subjects.openWith([someone()], own)).to.deep.equal([]);
      expect(await subjects.openWith([], own)).to.deep.equal([]);
    });

    it('said again, it is the same; of nobody, nothing', async () => {
      const { subjects } = database.store;
      const [one, person] = [await open(), someone()];
      await subjects.put(one, []);
      await subjects.put(one, [person]);
      await subjects.put(one, [person, person]);
      expect(await subjects.openWith([person], await open())).to.deep.equal([
        { applicationNumber: one, subject: person },
      ]);
    });

    it('and whether a card reached this phone in another case about the same people', async () => {
      const { subjects } = database.store;
      const [phone, person, stranger] = [someone(), someone(), someone()];
      const [before, now] = [await open('delivered'), await open()];
      await subjects.put(before, [phone, person]);
      await subjects.put(now, [phone, person]);
      expect(await subjects.reachedBefore(phone, [person], now)).to.equal(true);
      expect(await subjects.reachedBefore(phone, [stranger], now), 'of other people').to.equal(false);
      expect(await subjects.reachedBefore(someone(), [person], now), 'another phone').to.equal(false);
      expect(await subjects.reachedBefore(phone, [person], before), 'the case itself').to.equal(false);
      await database.store.cases.change(before, { state: 'archived' });
      expect(await subjects.reachedBefore(phone, [person], now), 'archived since').to.equal(true);
      for (const state of ['delivery', 'withdrawn', 'closed'] as const) {
        await database.store.cases.change(before, { state });
        expect(await subjects.reachedBefore(phone, [person], now), state).to.equal(false);
      }
    });

    it('and lets one transaction at a time open a case of a person', async () => {
      const { store } = database;
      const [person, other] = [someone(), someone()];
      const order: string[] = [];
      let release: () => void = () => undefined;
      const held = new Promise<void>((resolve) => (release = resolve));
      let holds: () => void = () => undefined;
      const isHeld = new Promise<void>((resolve) => (holds = resolve));
      const first = store.transaction(async ({ subjects }) => {
        await subjects.lock(person);
        holds();
        await held;
        order.push('first');
      });
      await isHeld;
      await store.transaction(({ subjects }) => subjects.lock(other));
      const second = store.transaction(async ({ subjects }) => {
        await subjects.lock(person);
        order.push('second');
      });
      // It waits in the database, not in this process.
      for (let looks = 0, waiting = 0; waiting === 0 && looks < 1000; looks += 1)
        waiting = Number(
          (
            await database.asOwner(
              `select count(*)::int as n from pg_locks where not granted and locktype = 'advisory'
               and database = (select oid from pg_database where datname = current_database())`,
            )
          )[0]?.['n'],
        );
      release();
      await Promise.all([first, second]);
      expect(order).to.deep.equal(['first', 'second']);
    });
  });

  describe('whose paper card its new one made void', () => {
    const KK = '3402150101150007';
    const sign = async (applicationNumber: string, kkNumber: string) => {
      await database.store.cases.change(applicationNumber, { kkNumber, signedSha256: sha256(applicationNumber) });
      await database.store.journal.write({
        applicationNumber,
        actor: 'bambang',
        event: 'card-signed',
        step: 7,
        detail: {},
      });
    };
    const isOutdated = (applicationNumber: string, card: string, kkNumber = KK) =>
      database.store.touchedCards.isOutdated({ applicationNumber, kkNumber, card });
    let number = 0;
    /** A number of its own for each test. */
    const newNumber = () => `34021501011600${String(++number).padStart(2, '0')}`;

    it('outdated by a later card of the same number, not by an earlier one, nor by itself', async () => {
      const [kk, card] = [newNumber(), someone()];
      const [earlier, own, later] = [await open(), await open(), await open()];
      await sign(earlier, kk);
      await sign(own, kk);
      expect(await isOutdated(own, card, kk)).to.equal(false);
      expect(await isOutdated(earlier, card, kk)).to.equal(true);
      await sign(later, newNumber());
      expect(await isOutdated(own, card, kk), 'of another number').to.equal(false);
    });

    it('outdated by a later card that touched it, unless that one ended without a card', async () => {
      const [kk, card, elsewhere] = [newNumber(), someone(), someone()];
      const [own, later] = [await open(), await open()];
      await sign(own, kk);
      await sign(later, newNumber());
      await database.store.touchedCards.put(later, []);
      await database.store.touchedCards.put(later, [elsewhere]);
      expect(await isOutdated(own, card, kk)).to.equal(false);
      await database.store.touchedCards.put(later, [card, card]);
      await database.store.touchedCards.put(later, [card]);
      expect(await isOutdated(own, card, kk)).to.equal(true);
      for (const state of ['closed', 'withdrawn', 'refused'] as const) {
        await database.store.cases.change(later, { state });
        expect(await isOutdated(own, card, kk), state).to.equal(false);
      }
      await database.store.cases.change(later, { state: 'archived' });
      expect(await isOutdated(own, card, kk)).to.equal(true);
      await database.store.cases.change(later, { signedSha256: null });
      expect(await isOutdated(own, card, kk), 'its signature was taken back').to.equal(false);
    });

    it('counts from its own newest signature', async () => {
      const [kk, card] = [newNumber(), someone()];
      const [own, other] = [await open(), await open()];
      await sign(own, kk);
      await sign(other, kk);
      await sign(own, kk);
      expect(await isOutdated(own, card, kk)).to.equal(false);
      await database.store.journal.write({
        applicationNumber: other,
        actor: 'sistem',
        event: 'card-received',
        step: 9,
        detail: {},
      });
      expect(await isOutdated(own, card, kk), 'handed out later is not signed later').to.equal(false);
    });
  });

  describe('who asked to take back its card', () => {
    const asked = (applicationNumber: string, change = {}) => ({
      applicationNumber,
      signedSha256: sha256(applicationNumber),
      reason: 'Nama pada kartu salah.',
      requestedBy: SRI,
      requestedAs: 'kasi' as const,
      requestedAt: new Date('2026-11-22T02:00:00.123Z'),
      ...change,
    });
    const settled = (outcome: 'revoked' | 'declined') => ({
      outcome,
      settledBy: JOKO,
      settledAt: new Date('2026-11-22T03:00:00.123Z'),
    });

    it('once: a second asking waits until the first has its answer, and what is revoked stays so', async () => {
      const { revocations } = database.store;
      const one = await open();
      expect(await revocations.request(asked(one))).to.equal(true);
      expect(await revocations.request(asked(one, { requestedBy: JOKO }))).to.equal(false);
      expect(await revocations.newest(one)).to.deep.equal({
        ...asked(one),
        outcome: null,
        settledBy: null,
        settledAt: null,
      });
      expect(await revocations.settle(one, settled('declined'))).to.equal(true);
      expect(await revocations.settle(one, settled('revoked')), 'none is open any more').to.equal(false);
      expect(await revocations.newest(one)).to.deep.equal({ ...asked(one), ...settled('declined') });
      const again = asked(one, { reason: 'Alamat pada kartu salah.' });
      expect(await revocations.request(again), 'after a no').to.equal(true);
      expect(await revocations.newest(one)).to.deep.include({ reason: again.reason, outcome: null });
      expect(await revocations.settle(one, settled('revoked'))).to.equal(true);
      expect(await revocations.request(asked(one)), 'after a yes').to.equal(false);
      expect(await revocations.newest(await open())).to.equal(undefined);
    });

    it('and lists what waits for a second person, longest first; settling one leaves the others', async () => {
      const { revocations } = database.store;
      const [younger, older, third] = [await open(), await open(), await open()];
      await revocations.request(asked(younger, { requestedAt: new Date('2026-11-21T02:00:00Z') }));
      await revocations.request(asked(older, { requestedAt: new Date('2026-11-20T02:00:00Z') }));
      await revocations.request(asked(third, { requestedAt: new Date('2026-11-19T02:00:00Z') }));
      await revocations.settle(third, settled('declined'));
      const waiting = (await revocations.open()).filter(({ applicationNumber }) =>
        [younger, older, third].includes(applicationNumber),
      );
      expect(waiting.map(({ applicationNumber }) => applicationNumber)).to.deep.equal([older, younger]);
      expect(waiting[0]).to.deep.include({ reason: 'Nama pada kartu salah.', outcome: null });
    });

    it('for a reason that nobody reads without the key', async () => {
      const { revocations } = database.store;
      const one = await open();
      await revocations.request(asked(one, { reason: 'Bapak Damar meninggal.' }));
      const [row] = await database.asOwner(
        'select reason, reason_sealed from revocations where application_number = $1',
        [one],
      );
      expect(row).to.include({ reason: null });
      expect((row?.['reason_sealed'] as Buffer).toString('latin1')).not.to.contain('Damar');
      const beside = await openToRead({ url: database.url, logger: silent });
      const readBeside = async () => (await beside.inquiries.cardRevocations({ applicationNumber: one }, 1))[0]?.reason;
      try {
        expect(await readBeside(), 'a command without the key').to.equal('');
        await database.asOwner(
          'update revocations set reason = $2, reason_sealed = null where application_number = $1',
          [one, 'Terbaca sejak dulu.'],
        );
        expect(await readBeside(), 'what an edition of before left readable').to.equal('Terbaca sejak dulu.');
      } finally {
        await beside.close();
      }
    });

    it('for a reason that opens in its own row only', async () => {
      const { revocations } = database.store;
      const [one, other] = [await open(), await open()];
      await revocations.request(asked(one));
      await database.asOwner(
        `insert into revocations (application_number, signed_sha256, reason_sealed, requested_by, requested_as, requested_at)
         select $2, signed_sha256, reason_sealed, requested_by, requested_as, requested_at
         from revocations where application_number = $1`,
        [one, other],
      );
      expect(await errorOf(revocations.newest(other))).to.include({ code: 'DOCUMENT_DAMAGED' });
      await database.asOwner(
        `update revocations set outcome = 'declined', settled_by = $2, settled_at = now()
        where application_number = $1`,
        [other, JOKO],
      );
    });

    it('within one transaction as outside of it', async () => {
      const one = await open();
      await database.store.transaction(async ({ revocations }) => {
        expect(await revocations.request(asked(one))).to.equal(true);
        expect(await revocations.newest(one)).to.deep.include({ reason: asked(one).reason, outcome: null });
        expect((await revocations.open()).map(({ applicationNumber }) => applicationNumber)).to.include(one);
        expect(await revocations.settle(one, settled('declined'))).to.equal(true);
      });
      expect(await database.store.revocations.newest(one)).to.deep.include(settled('declined'));
    });
  });

  describe('whether the old card came back', () => {
    const delivered = async (state: CaseState = 'delivered', reason: 'rusak' | 'hilang' = 'rusak') => {
      const { applicationNumber } = await openCase(database.store, { application: sampleApplication({ reason }) });
      await database.store.cases.change(applicationNumber, { state, signedSha256: sha256(applicationNumber) });
      return applicationNumber;
    };
    const dueNumbers = async (limit = 100) =>
      (await database.store.oldCards.due(limit)).cards.map(({ applicationNumber }) => applicationNumber);

    it('once', async () => {
      const { oldCards } = database.store;
      const [one, other] = [await delivered(), await delivered()];
      expect(await oldCards.record(one, SRI)).to.equal(true);
      expect(await oldCards.record(one, JOKO), 'it had come back already').to.equal(false);
      const found = await oldCards.find(one);
      expect(found).to.include({ applicationNumber: one, receivedBy: SRI });
      expect(found?.returnedAt).to.be.instanceOf(Date);
      expect(await oldCards.find(other)).to.equal(undefined);
      await database.store.transaction(async (within) => {
        expect(await within.oldCards.record(other, JOKO)).to.equal(true);
        expect(await within.oldCards.find(other)).to.include({ receivedBy: JOKO });
      });
    });

    it('and which have not, newest application first, with when the new one was handed out', async () => {
      const { oldCards } = database.store;
      await database.asOwner(`insert into old_cards (application_number, received_by)
        select application_number, '${SRI}' from cases on conflict do nothing`);
      const [older, newer] = [await delivered('archived'), await delivered()];
      await delivered('delivery');
      await delivered('delivered', 'hilang');
      await database.asOwner(
        `update cases set submitted_at = submitted_at - interval '1 day' where application_number = $1`,
        [older],
      );
      await database.store.journal.write({
        applicationNumber: older,
        actor: 'pemohon',
        event: 'card-received',
        step: 9,
        detail: {},
      });
      const [row] = await database.asOwner('select max(at) as at from journal where application_number = $1', [older]);
      const due = await oldCards.due(100);
      expect(due.count).to.equal(2);
      expect(due.cards.map(({ kalurahan: _, ...card }) => card)).to.deep.equal([
        { applicationNumber: newer, reason: 'rusak', cardReceivedAt: null },
        { applicationNumber: older, reason: 'rusak', cardReceivedAt: row!['at'] },
      ]);
      expect(await dueNumbers(1)).to.deep.equal([newer]);
      expect((await oldCards.due(1)).count, 'of all').to.equal(2);
      await oldCards.record(newer, SRI);
      expect(await dueNumbers()).to.deep.equal([older]);
      await database.store.cases.change(older, { signedSha256: null });
      expect(await oldCards.due(100)).to.deep.equal({ cards: [], count: 0 });
    });

    it('and which came back within a span, newest first; its end is not in it', async () => {
      const { oldCards } = database.store;
      const numbers = [await delivered(), await delivered(), await delivered(), await delivered()];
      const days = ['2026-03-01', '2026-03-02', '2026-03-03', '2026-03-04'].map((day) => new Date(`${day}T00:00:00Z`));
      for (const [index, number] of numbers.entries())
        await database.asOwner(
          'insert into old_cards (application_number, returned_at, received_by) values ($1, $2, $3)',
          [number, days[index], SRI],
        );
      const span = { from: days[1]!, to: days[3]! };
      expect(await oldCards.returned(span)).to.deep.equal([
        { applicationNumber: numbers[2], returnedAt: days[2], receivedBy: SRI },
        { applicationNumber: numbers[1], returnedAt: days[1], receivedBy: SRI },
      ]);
    });
  });

  it('by which link its card may be fetched; put again, until its new time', async () => {
    const { links } = database.store;
    const [one, other] = [await open(), await open()];
    const link = {
      tokenSha256: someone(),
      applicationNumber: one,
      purpose: 'card' as const,
      expiresAt: new Date('2026-12-01T00:00:00Z'),
    };
    await links.put(link);
    const expiresAt = new Date('2036-12-01T00:00:00Z');
    await links.put({ ...link, expiresAt });
    await links.put({ ...link, tokenSha256: someone(), applicationNumber: other });
    const { tokenSha256, ...rest } = link;
    expect(await links.find(tokenSha256)).to.deep.equal({ ...rest, expiresAt });
    expect(await links.find(someone())).to.equal(undefined);
  });

  it('from which verified draft one was drawn anew, and for whom', async () => {
    const { drafts, redrawnDrafts } = database.store;
    const one = await open();
    const names = ['lama', 'baru', 'lain'].map((name) => sha256(`${one} ${name}`)) as [string, string, string];
    for (const draft of names)
      await drafts.save({
        sha256: draft,
        applicationNumber: one,
        family: FAMILY,
        previewSha256: sha256('p'),
        issuedOn: null,
        signatory: null,
        signatureLines: null,
      });
    const [from, redrawn, unrelated] = names;
    const fact = { sha256: redrawn, fromSha256: from, applicationNumber: one, drawnFor: SRI };
    await redrawnDrafts.put(fact);
    await redrawnDrafts.put({ ...fact, drawnFor: JOKO });
    expect(await redrawnDrafts.of([redrawn, unrelated]), 'the same pair again is the same fact').to.deep.equal([fact]);
    expect(await redrawnDrafts.of([from, unrelated])).to.deep.equal([]);
    await database.store.transaction(async (within) => {
      await within.redrawnDrafts.put({ ...fact, sha256: unrelated });
      expect(await within.redrawnDrafts.of([redrawn, unrelated])).to.have.length(2);
    });
    expect(await errorOf(redrawnDrafts.put({ ...fact, fromSha256: redrawn }))).to.include({ name: 'StoreError' });
  });
});
