import { expect } from 'chai';
import { randomUUID } from 'node:crypto';
import type { SigningItem } from '../../src/store/store.ts';
import { withDatabase } from './database.ts';
import { putOfficer, sha256 } from './given.ts';

const SIGNER = 'bambang';

describe('A signing batch', () => {
  const database = withDatabase();
  before(() => putOfficer(database.store, SIGNER));
  const batches = () => database.store.signingBatches;
  let serial = 0;
  const item = (draft = sha256(`draf ${++serial}`)): SigningItem => ({
    applicationNumber: `KK-261122-${String(++serial).padStart(6, '0')}`,
    draftSha256: draft,
    taskId: randomUUID(),
    status: 'waiting',
    reason: null,
  });
  const open = async (items: readonly SigningItem[], runner = 'proses-1') => {
    const id = randomUUID();
    return { id, items, ...(await batches().open({ id, signer: SIGNER, runner, items })) };
  };

  it('is kept with its documents in the order in which they were approved', async () => {
    const items = [item('f'.repeat(64)), item('0'.repeat(64)), item('7'.repeat(64))];
    const { id, createdAt, watched } = await open(items);
    expect(watched).to.deep.equal(new Map());
    expect(await batches().find(id)).to.deep.equal({ id, signer: SIGNER, createdAt, finishedAt: null, items });
    expect(await batches().item(id, items[1]!.applicationNumber)).to.deep.equal(items[1]);
    expect(await batches().item(id, 'KK-261122-ZZZZZZ')).to.equal(undefined);
    expect(await batches().find(randomUUID())).to.equal(undefined);
  });

  it('settles one document and leaves the others, also the same case in another batch', async () => {
    const items = [item(), item()];
    const { id } = await open(items);
    await batches().settle(id, items[0]!.applicationNumber, 'returned', 'Kata sandi salah.');
    const again = { ...items[0]!, draftSha256: sha256('draf baru') };
    const other = await open([again]);
    await batches().settle(other.id, again.applicationNumber, 'signed', null);
    expect((await batches().find(id))?.items).to.deep.equal([
      { ...items[0], status: 'returned', reason: 'Kata sandi salah.' },
      items[1],
    ]);
    expect(await batches().item(other.id, again.applicationNumber)).to.include({ status: 'signed', reason: null });
  });

  it('only watches a draft that another batch has under way, and says which', async () => {
    const shared = item();
    const own = item();
    const first = await open([shared]);
    const second = await open([own, shared]);
    expect(second.watched).to.deep.equal(new Map([[shared.draftSha256, first.id]]));
    expect((await batches().find(second.id))?.items, 'it shows it all the same').to.deep.equal([own, shared]);
    const third = await open([shared]);
    expect(third.watched, 'not the batch that watches').to.deep.equal(new Map([[shared.draftSha256, first.id]]));
  });

  it('lets a draft be signed again when it came back', async () => {
    const shared = item();
    const first = await open([shared]);
    await batches().settle(first.id, shared.applicationNumber, 'returned', 'Kembali.');
    expect((await open([shared])).watched).to.deep.equal(new Map());
  });

  it('has a draft under way until it is settled or the batch is finished', async () => {
    const [one, other, third] = [item(), item(), item()];
    const { id } = await open([one, other, third]);
    const underWay = () => Promise.all([one, other, third].map(({ draftSha256 }) => batches().isUnderWay(draftSha256)));
    expect(await underWay()).to.deep.equal([true, true, true]);
    await batches().settle(id, one.applicationNumber, 'signing', null);
    await batches().settle(id, other.applicationNumber, 'signed', null);
    expect(await underWay()).to.deep.equal([true, false, true]);
    const elsewhere = item();
    await open([elsewhere]);
    await batches().finish(id);
    expect(await underWay()).to.deep.equal([false, false, false]);
    expect(await batches().isUnderWay(elsewhere.draftSha256), 'of another batch').to.equal(true);
    expect(await batches().isUnderWay(sha256('unheard of'))).to.equal(false);
    expect((await open([one])).watched, 'free for the next batch').to.deep.equal(new Map());
  });

  it('is finished once, and alone', async () => {
    const [one, other] = [await open([item()]), await open([item()])];
    await batches().finish(one.id);
    const finishedAt = (await batches().find(one.id))?.finishedAt;
    expect(finishedAt).to.be.instanceOf(Date);
    await batches().finish(one.id);
    expect((await batches().find(one.id))?.finishedAt).to.deep.equal(finishedAt);
    expect((await batches().find(other.id))?.finishedAt).to.equal(null);
  });

  describe('belongs to the process that runs it', () => {
    const live = (id: string) => database.store.processes.begin({ id, place: id }, 600_000);
    const silent = (id: string, seconds: number) =>
      database.asOwner('update signing_batches set alive_at = alive_at - make_interval(secs => $2) where id = $1', [
        id,
        seconds,
      ]);
    const adopted = async (runner: string, inWork: readonly string[] = []) =>
      (await batches().adopt(runner, 60_000, inWork)).map(({ id }) => id);
    beforeEach(() => database.asOwner('update signing_batches set finished_at = now() where finished_at is null'));

    it('as long as that one says that it lives', async () => {
      await live('hidup');
      const { id } = await open([item()], 'hidup');
      const other = await open([item()], 'hidup');
      expect(await adopted('baru')).to.deep.equal([]);
      await silent(id, 61);
      await silent(other.id, 61);
      expect(await batches().touch(id, 'hidup')).to.equal(true);
      expect(await batches().touch(id, 'asing'), 'another process does not speak for it').to.equal(false);
      expect(await adopted('hidup', [other.id]), 'its own').to.deep.equal([]);
      const [row] = await batches().adopt('baru', 60_000, []);
      expect(row, 'the touched one stays').to.deep.equal({
        id: other.id,
        signer: SIGNER,
        createdAt: other.createdAt,
        finishedAt: null,
      });
      expect(await batches().touch(other.id, 'hidup'), 'it was taken over').to.equal(false);
      expect(await batches().touch(other.id, 'baru')).to.equal(true);
    });

    it('which takes its own back when it has lost it, not while it is opened', async () => {
      await live('sibuk');
      const { id } = await open([item()], 'sibuk');
      await database.store.processes.end('sibuk');
      expect(await adopted('sibuk'), 'it has just spoken, though its lease is over').to.deep.equal([]);
      await silent(id, 61);
      expect(await adopted('sibuk', [id]), 'it is worked on').to.deep.equal([]);
      expect(await adopted('sibuk')).to.deep.equal([id]);
      expect(await adopted('sibuk'), 'once').to.deep.equal([]);
    });

    it('and goes to one other when the lease of its process is over, however lately it spoke', async () => {
      const { id } = await open([item()], 'mati');
      await live('satu');
      await live('dua');
      const taken = await Promise.all([adopted('satu'), adopted('dua')]);
      expect(taken.flat()).to.deep.equal([id]);
      await live('berakhir');
      const other = await open([item()], 'berakhir');
      expect(await adopted('satu')).to.deep.equal([]);
      await database.store.processes.end('berakhir');
      expect(await adopted('satu')).to.deep.equal([other.id]);
      const third = await open([item()], 'lewat');
      await live('lewat');
      await database.asOwner(
        `update processes set leased_until = clock_timestamp() - interval '1 second' where id = 'lewat'`,
      );
      expect(await adopted('satu')).to.deep.equal([third.id]);
    });

    it('which no batch needs that is finished', async () => {
      const { id } = await open([item()], 'mati');
      await batches().finish(id);
      expect(await adopted('satu')).to.deep.equal([]);
    });
  });

  it('has its passphrase in one process for each draft, the newest word counts', async () => {
    const { grantHolders } = database.store;
    const [one, other] = [sha256('satu'), sha256('dua')];
    const holder = { draftSha256: one, holder: 'proses-1', expiresAt: new Date('2026-11-22T02:00:00.123Z') };
    await grantHolders.put(holder);
    await grantHolders.put({ ...holder, draftSha256: other });
    const newer = { ...holder, holder: 'proses-2', expiresAt: new Date('2026-11-22T03:00:00.123Z') };
    await grantHolders.put(newer);
    expect(await grantHolders.find(one)).to.deep.equal(newer);
    await grantHolders.remove(one);
    expect(await grantHolders.find(one)).to.equal(undefined);
    expect(await grantHolders.find(other)).to.deep.equal({ ...holder, draftSha256: other });
  });
});
