import { expect } from 'chai';
import { EMPTY_TALK } from '../../src/domain/talk/talk-state.ts';
import { withDatabase } from './database.ts';

describe('The conversation with a phone', () => {
  const database = withDatabase();
  let serial = 0;
  const phone = () => `+6281234${String(++serial).padStart(6, '0')}`;

  it('is opened by whoever locks it first, and empty at first', async () => {
    const [one, other] = [phone(), phone()];
    expect(await database.store.conversations.find(one)).to.equal(undefined);
    const empty = { phone: one, state: EMPTY_TALK, stoppedAt: null, lastInboundAt: null };
    expect(await database.store.transaction(({ conversations }) => conversations.lock(one))).to.deep.equal(empty);
    expect(await database.store.conversations.find(one)).to.deep.equal(empty);
    expect(await database.store.conversations.find(other)).to.equal(undefined);
  });

  it('keeps where the talk stands; a later lock finds it, and other talks stand where they stood', async () => {
    const { store } = database;
    const [one, other] = [phone(), phone()];
    const state = { ...EMPTY_TALK, doneOnce: 'KK-261122-7Q4F2M', words: ['a'] };
    const at = new Date('2026-11-22T02:00:00.123Z');
    await store.transaction(async ({ conversations }) => {
      await conversations.lock(one);
      await conversations.lock(other);
      await conversations.save(one, { state, lastInboundAt: at });
    });
    const kept = { phone: one, state, stoppedAt: null, lastInboundAt: at };
    expect(await store.conversations.find(one)).to.deep.equal(kept);
    expect(await store.transaction(({ conversations }) => conversations.lock(one))).to.deep.equal(kept);
    expect((await store.conversations.find(other))?.state).to.deep.equal(EMPTY_TALK);
    await store.conversations.save(one, { stoppedAt: at });
    expect(await store.conversations.find(one)).to.deep.equal({ ...kept, stoppedAt: at });
    expect((await store.conversations.find(other))?.stoppedAt).to.equal(null);
  });

  it('of before a change of its shape is completed by what is empty', async () => {
    const one = phone();
    await database.asOwner(`insert into conversations (phone, state) values ($1, '{"doneOnce": "KK-261122-7Q4F2M"}')`, [
      one,
    ]);
    const whole = { ...EMPTY_TALK, doneOnce: 'KK-261122-7Q4F2M' };
    expect((await database.store.conversations.find(one))?.state).to.deep.equal(whole);
    expect((await database.store.transaction(({ conversations }) => conversations.lock(one))).state).to.deep.equal(
      whole,
    );
  });

  it('is worked on by one transaction at a time', async () => {
    const { store } = database;
    const one = phone();
    await store.transaction(({ conversations }) => conversations.lock(one));
    await store.transaction(async ({ conversations }) => {
      await conversations.lock(one);
      expect(
        await database.asOwner('select phone from conversations where phone = $1 for update skip locked', [one]),
      ).to.deep.equal([]);
    });
  });
});

describe('A file that came with a message', () => {
  const database = withDatabase();
  const files = () => database.store.messageFiles;
  const newMessage = async () =>
    (
      await database.store.messages.add({
        applicationNumber: null,
        direction: 'in',
        purpose: 'photo',
        sid: null,
        phone: '+6281234567890',
        status: 'received',
        errorCode: null,
      })
    ).id;
  const file = (messageId: string, position: number, url = `https://contoh/${position}`) => ({
    messageId,
    position,
    url,
    declared: 'image/jpeg',
  });

  it('is one at its position, however often it is told', async () => {
    const [message, other] = [await newMessage(), await newMessage()];
    await files().add(file(message, 1));
    await files().add(file(message, 0));
    await files().add(file(message, 1, 'https://contoh/lain'));
    await files().add(file(other, 0));
    const found = await files().of([message]);
    expect(found.map(({ id: _, ...rest }) => rest)).to.deep.equal(
      [0, 1].map((position) => ({
        ...file(message, position),
        state: 'waiting',
        sha256: null,
        mediaType: null,
        bytes: null,
        flaw: null,
        reason: null,
      })),
    );
    expect(await files().of([message, other])).to.have.length(3);
    expect(await files().of([])).to.deep.equal([]);
    expect(await files().find(found[0]!.id)).to.deep.equal(found[0]);
  });

  it('is stored or refused alone', async () => {
    const message = await newMessage();
    await files().add(file(message, 0));
    await files().add(file(message, 1));
    const [first, second] = await files().of([message]);
    await files().change(first!.id, { state: 'refused', reason: 'Foto ini tidak dapat dibuka.' });
    expect(await files().of([message])).to.deep.equal([
      { ...first, state: 'refused', reason: 'Foto ini tidak dapat dibuka.' },
      second,
    ]);
    await database.store.transaction(async (within) => {
      await within.messageFiles.change(second!.id, { state: 'gone' });
      expect(await within.messageFiles.find(second!.id)).to.deep.equal({ ...second, state: 'gone' });
    });
  });

  it('is not found by anything that is not an id: ids come from addresses people can type', async () => {
    const message = await newMessage();
    await files().add(file(message, 0));
    const [{ id } = { id: '' }] = await files().of([message]);
    for (const strange of [
      '',
      '1 or 1=1',
      `${id} `,
      `${id}0`,
      `0${id}`,
      id.slice(1),
      id.toUpperCase().replaceAll('-', ''),
      '00000000-0000-4000-8000-000000000000',
    ])
      expect(await files().find(strange), strange).to.equal(undefined);
  });
});
