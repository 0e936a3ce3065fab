import { rename } from 'node:fs/promises';
import path from 'node:path';
import { expect } from 'chai';
import { PEOPLE, refusalOf, withOffice } from './office.ts';

describe("The print officer's day", () => {
  const given = withOffice();
  const rini = PEOPLE.rini.username;

  async function sent(...statuses: string[]): Promise<string> {
    const { office } = given;
    const { applicationNumber } = await office.delivered();
    const card = (await office.store.messages.of(applicationNumber)).find(({ purpose }) => purpose === 'card');
    for (const status of statuses) await office.applicants.messageStatus({ sid: card!.sid!, status, errorCode: null });
    await office.settle();
    return applicationNumber;
  }

  it('shows where each card is, and what is to be handed over on paper', async () => {
    const { office } = given;
    const underWay = await sent();
    const arrived = await sent('sent', 'delivered');
    const read = await sent('delivered', 'read');
    const failed = await sent('undelivered');
    const { sent: cards, counts, handOvers } = await office.officers.deliveries(rini);
    expect(Object.fromEntries(cards.map(({ applicationNumber, state }) => [applicationNumber, state]))).to.deep.equal({
      [underWay]: 'under-way',
      [arrived]: 'delivered',
      [read]: 'read',
      [failed]: 'failed',
    });
    expect(counts).to.deep.equal({ 'under-way': 1, delivered: 1, read: 1, failed: 1 });
    expect(cards.find(({ state }) => state === 'read')!.readAt).to.be.instanceOf(Date);
    expect(handOvers.map(({ applicationNumber }) => applicationNumber)).to.deep.equal([failed]);
    expect((await office.officers.deliveries(rini, '2020-01-01')).sent).to.deep.equal([]);
  });

  it('takes an old card back once, and only where there is one to come back', async () => {
    const { office } = given;
    const number = await sent('read');
    const due = async () =>
      (await office.officers.deliveries(rini)).oldCards.due.map(({ applicationNumber }) => applicationNumber);
    expect(await due()).to.include(number);
    await Promise.all([1, 2].map(() => office.officers.recordOldCard(rini, number)));
    expect(await due()).to.not.include(number);
    expect((await office.journal(number, 'old-card-returned')).map(({ actor, step }) => [actor, step])).to.deep.equal([
      [rini, 9],
    ]);
    const { returned } = (await office.officers.deliveries(rini)).oldCards;
    expect(returned.map(({ applicationNumber, by }) => [applicationNumber, by])).to.deep.equal([
      [number, 'Rini Astuti'],
    ]);
    const unsigned = await office.submit();
    expect((await refusalOf(office.officers.recordOldCard(rini, unsigned.applicationNumber))).text).to.contain(
      'belum terbit',
    );
    expect(await refusalOf(office.officers.recordOldCard(rini, 'KK-261122-AAAAAA'))).to.include({
      code: 'CASE_UNKNOWN',
    });
  });

  it('shows the layers of the archive: which medium is there, and what waits for it', async () => {
    const { office } = given;
    const flash = path.join(office.folder, 'flashdisk');
    const before = (await office.officers.deliveries(rini)).layers.find(({ layer }) => layer === 'flashdisk')!;
    expect(before.present).to.equal(true);
    await rename(flash, `${flash}-away`);
    try {
      await sent('read');
      const after = (await office.officers.deliveries(rini)).layers.find(({ layer }) => layer === 'flashdisk')!;
      expect(after).to.deep.equal({
        layer: 'flashdisk',
        present: false,
        copies: { ...before.copies, absent: before.copies.absent + 1 },
        hindrance: null,
        unread: 0,
        unseen: 0,
      });
    } finally {
      await rename(`${flash}-away`, flash);
    }
  });

  it('is for the print officer; refused and journalled for everybody else', async () => {
    const { office } = given;
    const number = await sent('read');
    for (const who of ['sri', 'endah', 'agus', 'audi', 'adi'] as const) {
      expect(await refusalOf(office.officers.deliveries(PEOPLE[who].username))).to.include({ code: 'WRONG_ROLE' });
      expect(await refusalOf(office.officers.recordOldCard(PEOPLE[who].username, number))).to.include({
        code: 'WRONG_ROLE',
      });
    }
    expect(await office.journal(number, 'act-refused')).to.have.length(5);
    expect((await refusalOf(office.officers.deliveries(rini, '2026-02-30'))).text).to.contain('tidak ada');
  });
});
