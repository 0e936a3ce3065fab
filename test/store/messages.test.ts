import { expect } from 'chai';
import fc from 'fast-check';
import { STATUS_RANK } from '../../src/messaging/messaging.ts';
import type { NewMessage } from '../../src/store/store.ts';
import { withDatabase } from './database.ts';
import { openCase } from './given.ts';

describe('The status of a message', () => {
  const database = withDatabase();
  const rank = (status: string) => STATUS_RANK[status] ?? 0;
  let counter = 0;

  it('only moves forward, in whatever order and however often the callbacks come', async () => {
    const { store } = database;
    const { applicationNumber } = await openCase(store);
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.constantFrom(...Object.keys(STATUS_RANK)), { minLength: 1, maxLength: 12 }),
        async (callbacks) => {
          const sid = `SM${String(++counter).padStart(32, '0')}`;
          await store.messages.add(
            { applicationNumber, direction: 'out', purpose: 'card', sid, status: 'queued', errorCode: null },
            rank('queued'),
          );
          let highest = rank('queued');
          for (const status of callbacks) {
            const moved = await store.messages.advance(sid, status, rank(status), null);
            expect(moved).to.equal(rank(status) > highest);
            highest = Math.max(highest, rank(status));
            expect(rank((await store.messages.bySid(sid))?.status ?? '')).to.equal(highest);
          }
        },
      ),
      { numRuns: 60, seed: 261122 },
    );
  });

  it('ends at the highest when all callbacks come at once', async () => {
    const { store } = database;
    const { applicationNumber } = await openCase(store);
    await store.messages.add({
      applicationNumber,
      direction: 'out',
      purpose: 'card',
      sid: 'SM-parallel',
      status: 'queued',
      errorCode: null,
    });
    const callbacks = ['sent', 'read', 'delivered', 'sent', 'delivered', 'queued', 'read'];
    const moved = await Promise.all(
      callbacks.map((status) => store.messages.advance('SM-parallel', status, rank(status), null)),
    );
    expect(moved.filter(Boolean).length).to.be.within(1, 5);
    expect(await store.messages.bySid('SM-parallel')).to.include({ status: 'read' });
  });

  it('of an unknown message moves nothing', async () => {
    expect(await database.store.messages.advance('SM-unknown', 'read', 6, null)).to.equal(false);
  });

  it('belongs to one row per SID, though the job or the webhook comes twice', async () => {
    const { store } = database;
    const { applicationNumber } = await openCase(store);
    const message = {
      applicationNumber,
      direction: 'in',
      purpose: 'reply',
      sid: 'SM-reply',
      status: 'received',
      errorCode: null,
    } as const;
    const [first, second] = [await store.messages.add(message), await store.messages.add(message)];
    expect(second.id).to.equal(first.id);
    expect(await store.messages.of(applicationNumber)).to.have.length(1);
  });
});

describe('The messages with an applicant', () => {
  const database = withDatabase();
  const messages = () => database.store.messages;
  const NOW = new Date('2026-11-27T03:00:00Z');
  const minutes = (count: number) => new Date(NOW.getTime() + count * 60_000);
  let counter = 0;
  const add = (change: Partial<NewMessage> = {}, rank?: number) =>
    messages().add(
      {
        applicationNumber: null,
        direction: 'in',
        purpose: String(++counter),
        sid: `SM-${counter}`,
        status: 'received',
        errorCode: null,
        phone: '+6281200000001',
        nextTryAt: NOW,
        at: NOW,
        ...change,
      },
      rank,
    );
  const purposes = (rows: readonly { readonly purpose: string }[]) => rows.map(({ purpose }) => purpose);
  beforeEach(async () => {
    await database.asOwner('delete from message_files');
    await database.asOwner('delete from messages');
  });

  it('are one for each occasion on which we write, though the job comes again', async () => {
    const ours = { direction: 'out', status: 'waiting', sid: null, once: 'answer:7' } as const;
    const first = await add({ ...ours, purpose: 'talk' });
    expect((await add({ ...ours, purpose: 'talk' })).id).to.equal(first.id);
    expect((await add({ ...ours, once: 'answer:8' })).id).to.not.equal(first.id);
    const known = await add({ sid: 'SM-known' });
    expect((await add({ sid: 'SM-known', once: 'answer:7' })).id, 'the SID comes first').to.equal(known.id);
  });

  it('of a number are its newest two hundred, oldest first; of a case those assigned to it', async () => {
    const { applicationNumber } = await openCase(database.store);
    for (let i = 0; i < 201; i++) await add({ purpose: `no ${i}` });
    await add({ phone: '+6281200000002', purpose: 'of another' });
    const [first] = (await messages().ofPhone('+6281200000001')).slice(0, 1);
    expect(await messages().ofPhone('+6281200000001')).to.have.length(200);
    expect(first!.purpose).to.equal('no 1');
    await messages().change(first!.id, { applicationNumber });
    expect(purposes(await messages().of(applicationNumber))).to.deep.equal(['no 1']);
  });

  it('are found by their id; what is no id finds nothing, and a change of nothing changes nothing', async () => {
    const [one, other] = [await add(), await add()];
    expect(await messages().find('1')).to.equal(undefined);
    expect(await messages().find(`${one.id}0`)).to.equal(undefined);
    await messages().change(one.id, {});
    expect(await messages().find(one.id)).to.deep.equal(one);
    await messages().change(one.id, { tries: 2 });
    expect(await messages().find(one.id)).to.deep.equal({ ...one, tries: 2 });
    expect(await messages().find(other.id)).to.deep.equal(other);
  });

  it('are worked on by one process at a time', async () => {
    const { store } = database;
    const [{ id }, other] = [await add(), await add()];
    await store.transaction(async (one) => {
      expect(await one.messages.lock(id)).to.include({ id });
      expect(await store.transaction((second) => second.messages.lock(id))).to.equal(undefined);
      expect(await store.transaction((second) => second.messages.lock(other.id))).to.include({ id: other.id });
    });
  });

  it('that came in are handled from their time on, oldest first, until somebody has', async () => {
    await add({ purpose: 'first' });
    const handled = await add({ purpose: 'handled' });
    await messages().change(handled.id, { handledAt: NOW });
    await add({ purpose: 'later', nextTryAt: minutes(1) });
    await add({ purpose: 'ours', direction: 'out', status: 'waiting' });
    await add({ purpose: 'second' });
    expect(purposes(await messages().toHandle(NOW))).to.deep.equal(['first', 'second']);
    expect(purposes(await messages().toHandle(minutes(1)))).to.deep.equal(['first', 'later', 'second']);
  });

  it('of ours wait behind others once they were tried: a hundred to a dead address hold up nobody', async () => {
    const ours = { direction: 'out', status: 'waiting', nextTryAt: NOW } as const;
    for (let i = 0; i < 150; i += 1) await add({ ...ours, purpose: i < 100 ? 'dead' : 'living' });
    const sent: string[] = [];
    // Each run takes longer than the pause of those that it tried in vain.
    for (let run = 0; run < 3; run += 1)
      for (const { id, purpose } of await messages().toSend(minutes(run)))
        if (purpose === 'dead') await messages().change(id, { nextTryAt: minutes(run + 0.5) });
        else {
          sent.push(id);
          await messages().change(id, { status: 'queued' });
        }
    expect(sent).to.have.length(50);
  });

  it('of ours are sent from their time on, oldest first, while they wait', async () => {
    const ours = { direction: 'out', status: 'waiting' } as const;
    await add({ ...ours, purpose: 'first' });
    await add({ ...ours, purpose: 'sent', status: 'queued' });
    await add({ ...ours, purpose: 'later', nextTryAt: minutes(1) });
    await add({ purpose: 'theirs', status: 'waiting' });
    await add({ ...ours, purpose: 'second' });
    expect(purposes(await messages().toSend(NOW))).to.deep.equal(['first', 'second']);
    expect(purposes(await messages().toSend(minutes(1)))).to.deep.equal(['first', 'second', 'later']);
  });

  it('stand before a person, longest waiting first, until that is done', async () => {
    const [late, done, early, same] = [await add(), await add(), await add(), await add()];
    await add();
    for (const [{ id }, personSince] of [
      [late, minutes(5)],
      [done, minutes(1)],
      [early, minutes(2)],
      [same, minutes(5)],
    ] as const)
      await messages().change(id, { personSince });
    await messages().change(done.id, { personDoneAt: minutes(6), personDoneBy: 'sistem' });
    expect(purposes(await messages().forPerson())).to.deep.equal(purposes([early, late, same]));
  });

  it('of strangers hide none of a case, nor one number the others; all of them are counted', async () => {
    const { applicationNumber } = await openCase(database.store);
    const waits = { personSince: NOW };
    for (let i = 0; i < 230; i++) await add({ ...waits, phone: `+62812${10_000_000 + i}` });
    for (let i = 0; i < 7; i++) await add({ ...waits, personSince: minutes(-1), phone: '+6281300000000' });
    for (let i = 0; i < 7; i++)
      await add({ ...waits, personSince: minutes(1), applicationNumber, purpose: `own ${i}` });
    const shown = await messages().forPerson();
    expect(purposes(shown.filter((one) => one.applicationNumber !== null))).to.deep.equal(
      [0, 1, 2, 3, 4].map((i) => `own ${i}`),
    );
    const ofNobody = shown.filter((one) => one.applicationNumber === null);
    expect(ofNobody).to.have.length(200);
    expect(ofNobody.filter(({ phone }) => phone === '+6281300000000')).to.have.length(5);
    expect(await messages().unassignedForPerson()).to.equal(237);
  });

  it('of a number are counted since a moment and before one of them, with their files', async () => {
    await add({ at: minutes(-5) });
    const earlier = await add();
    await add({ direction: 'out', sid: null });
    await add({ phone: '+6281200000002' });
    const asked = await add({ at: minutes(1) });
    const later = await add();
    for (const [{ id: messageId }, position] of [
      [earlier, 0],
      [earlier, 1],
      [asked, 0],
      [later, 0],
    ] as const)
      await database.store.messageFiles.add({ messageId, position, url: null, declared: null });
    expect(await messages().sentBefore(asked, NOW)).to.deep.equal({ messages: 1, files: 2 });
    expect(await messages().sentBefore(asked, minutes(-5))).to.deep.equal({ messages: 2, files: 2 });
  });

  describe('of ours are under way', () => {
    const ours = { direction: 'out', status: 'sent' } as const;
    const DAY = 24 * 60;
    const PAUSES = [2, 10, DAY];
    const underWay = async () => purposes(await messages().underWay(NOW, minutes(-8 * DAY), PAUSES));

    it('from the messenger on, until something final is known; never asked of comes first', async () => {
      const written = { ...ours, at: minutes(-60) };
      const asked = await add({ ...written, purpose: 'asked' });
      await messages().change(asked.id, { askedAt: minutes(-30) });
      await add({ ...written, purpose: 'not asked' }, 3);
      await add({ ...written, purpose: 'delivered' }, 4);
      await add({ ...written, purpose: 'waits', sid: null, once: 'w' });
      await add({ ...written, direction: 'in', purpose: 'theirs' });
      expect(await underWay()).to.deep.equal(['not asked', 'asked']);
    });

    it('and due after a pause that grows with each question; the last one counts from then on', async () => {
      for (const [asks, pause] of [
        [0, 2],
        [1, 10],
        [2, DAY],
        [9, DAY],
      ] as const) {
        const { id } = await add({ ...ours, purpose: `asked ${asks} times`, at: minutes(-2 * DAY) });
        await messages().change(id, { asks, askedAt: minutes(-pause + 0.01) });
        expect(await underWay(), `${asks}`).to.deep.equal([]);
        await messages().change(id, { asks, askedAt: minutes(-pause) });
        expect(await underWay(), `${asks}`).to.deep.equal([`asked ${asks} times`]);
        await messages().change(id, { askedAt: NOW });
      }
      await add({ ...ours, purpose: 'young', at: minutes(-1.99) });
      await add({ ...ours, purpose: 'two minutes old', at: minutes(-2) });
      expect(await underWay()).to.deep.equal(['two minutes old']);
    });

    it('though a hundred and fifty never arrive: those given up, and those that are not due, keep no other', async () => {
      await database.asOwner(`
        insert into messages (phone, direction, purpose, sid, status, at, asks, asked_at, next_try_at)
        select '+6281200000003', 'out', 'received', 'SM-old-' || n, 'sent', '2026-11-18T03:00:00Z'::timestamptz, 9,
          '2026-11-19T03:00:00Z'::timestamptz, now()
        from generate_series(1, 150) n`);
      await database.asOwner(`
        insert into messages (phone, direction, purpose, sid, status, at, asks, asked_at, next_try_at)
        select '+6281200000003', 'out', 'received', 'SM-not-due-' || n, 'sent', '2026-11-25T03:00:00Z'::timestamptz, 4,
          '2026-11-27T01:00:00Z'::timestamptz, now()
        from generate_series(1, 150) n`);
      const { id } = await add({ ...ours, purpose: 'incomplete', at: minutes(-60) });
      await messages().change(id, { asks: 1, askedAt: minutes(-10) });
      expect(await underWay()).to.deep.equal(['incomplete']);
    });
  });

  it('remember when each got how far: one that is read was delivered by then, and the first time counts', async () => {
    const { sid } = await add({ direction: 'out', status: 'queued' });
    const times = async () => {
      const { sentAt, deliveredAt, readAt } = (await messages().bySid(sid!))!;
      return [sentAt, deliveredAt, readAt];
    };
    await messages().advance(sid!, 'sending', 1, null, NOW);
    expect(await times()).to.deep.equal([null, null, null]);
    await messages().advance(sid!, 'sent', 2, null, minutes(1));
    expect(await times()).to.deep.equal([minutes(1), null, null]);
    await messages().advance(sid!, 'read', 6, null, minutes(3));
    expect(await times()).to.deep.equal([minutes(1), minutes(3), minutes(3)]);
    const failed = await add({ direction: 'out', status: 'queued' });
    for (const [status, rank] of [
      ['undelivered', 4],
      ['failed', 5],
    ] as const)
      await messages().advance(failed.sid!, status, rank, '63016', minutes(rank));
    expect(
      await database.asOwner('select failed_at, error_code from messages where id = $1', [failed.id]),
    ).to.deep.equal([{ failed_at: minutes(4), error_code: '63016' }]);
  });
});
