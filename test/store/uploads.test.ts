import { expect } from 'chai';
import { withDatabase } from './database.ts';
import { sha256 } from './given.ts';

describe('A photo on its way', () => {
  const database = withDatabase();
  beforeEach(() => database.asOwner('delete from uploads'));
  const uploads = () => database.store.uploads;
  const bytes = (text: string) => Buffer.from(text);
  const begin = async (name: string, size = 10) => {
    await uploads().begin(sha256(name), size);
    return sha256(name);
  };
  const add = (id: string, start: number, text: string) =>
    uploads().addPiece(id, { start, bytes: text.length, sealed: bytes(text) });
  const paper = { mediaType: 'image/jpeg', flaw: null, sealed: bytes('tersegel') } as const;
  const TERMS = { partMs: 10_000, unusedMs: 1_000_000, usedMs: 100_000 };
  const pieces = async (id: string) =>
    (await uploads().pieces(id)).map(({ start, sealed }) => [start, sealed.toString()]);
  const age = (id: string, column: 'touched_at' | 'used_at', seconds: number) =>
    database.asOwner(`update uploads set ${column} = ${column} - make_interval(secs => $2) where id = $1`, [
      id,
      seconds,
    ]);

  it('is announced with its size; the size of the first announcement stands', async () => {
    const row = { id: sha256('a'), size: 10, received: 0, mediaType: null, flaw: null };
    expect(await uploads().begin(sha256('a'), 10)).to.deep.equal(row);
    expect(await uploads().begin(sha256('a'), 99)).to.deep.equal(row);
    await begin('b', 20);
    expect(await uploads().find(sha256('a'))).to.deep.equal(row);
    expect(await uploads().find(sha256('c'))).to.equal(undefined);
  });

  it('weighs what is here of it: its pieces, then its paper; nothing before it grows, and where nothing waits', async () => {
    expect(await uploads().waitingBytes()).to.equal(0);
    const [id] = [await begin('a'), await begin('b')];
    expect(await uploads().waitingBytes()).to.equal(0);
    await add(id, 0, 'abcd');
    await add(id, 4, 'ef');
    expect(await uploads().waitingBytes()).to.equal(6);
    await uploads().finish(id, paper);
    expect(await uploads().waitingBytes()).to.equal(paper.sealed.length);
  });

  it('grows by pieces without a gap, each once, never beyond its size', async () => {
    const [id, other] = [await begin('a'), await begin('b')];
    expect(await add(id, 0, 'abcd')).to.include({ received: 4 });
    expect(await add(id, 0, 'abcd'), 'a repeated one').to.include({ received: 4 });
    expect(await add(id, 6, 'gh'), 'one after a gap').to.include({ received: 4 });
    expect(await add(id, 4, 'efghijk'), 'one beyond the size').to.include({ received: 4 });
    expect(await add(id, 4, 'efghij'), 'up to the size').to.deep.equal({
      id,
      size: 10,
      received: 10,
      mediaType: null,
      flaw: null,
    });
    expect(await pieces(id)).to.deep.equal([
      [0, 'abcd'],
      [4, 'efghij'],
    ]);
    expect(await uploads().find(other), 'another photo').to.include({ received: 0 });
    expect(await pieces(other)).to.deep.equal([]);
    expect(await add(sha256('c'), 0, 'x'), 'of a photo that nobody announced').to.equal(undefined);
  });

  it('takes of two equal pieces at the same moment one', async () => {
    const id = await begin('a');
    await Promise.all(Array.from({ length: 6 }, () => add(id, 0, 'abcd')));
    expect(await uploads().find(id)).to.include({ received: 4 });
    expect(await pieces(id)).to.have.length(1);
  });

  it('gives way to the cleaned paper, and takes no piece any more', async () => {
    const [id, other] = [await begin('a'), await begin('b')];
    await add(id, 0, 'abcd');
    await add(other, 0, 'wxyz');
    expect(await uploads().sealedPaper(id), 'not whole yet').to.equal(undefined);
    await uploads().finish(id, { ...paper, flaw: 'dark' });
    expect(await uploads().find(id)).to.include({ mediaType: 'image/jpeg', flaw: 'dark', received: 4 });
    expect(await uploads().sealedPaper(id)).to.deep.equal({
      mediaType: 'image/jpeg',
      sealed: bytes('tersegel'),
      signature: undefined,
    });
    expect(await pieces(id)).to.deep.equal([]);
    expect(await add(id, 4, 'efgh')).to.include({ received: 4 });
    expect(await pieces(id)).to.deep.equal([]);
    expect(await uploads().find(other), 'another photo').to.include({ mediaType: null });
    expect(await pieces(other)).to.deep.equal([[0, 'wxyz']]);
    expect(await uploads().sealedPaper(other)).to.equal(undefined);
    expect(await uploads().sealedPaper(sha256('c'))).to.equal(undefined);
  });

  it('keeps, of a form that was signed on the screen, which, over what and when', async () => {
    const id = await begin('a');
    const signature = {
      form: 'f-1-02',
      contentSha256: sha256('isi'),
      signedAt: new Date('2026-11-22T02:00:00.123Z'),
    } as const;
    await uploads().finish(id, { ...paper, mediaType: 'application/pdf', signature });
    expect(await uploads().sealedPaper(id)).to.deep.equal({
      mediaType: 'application/pdf',
      sealed: bytes('tersegel'),
      signature,
    });
  });

  it('is removed on request, with its pieces, and alone', async () => {
    const [id, other] = [await begin('a'), await begin('b')];
    await add(id, 0, 'abcd');
    await uploads().remove(id);
    expect(await uploads().find(id)).to.equal(undefined);
    expect(await pieces(id)).to.deep.equal([]);
    expect(await uploads().find(other)).to.be.an('object');
  });

  it('is removed when nobody touched it for long, or a while after it was submitted', async () => {
    const [left, fresh, used, usedNow] = [
      await begin('left'),
      await begin('fresh'),
      await begin('used'),
      await begin('now'),
    ];
    for (const id of [left, fresh, used, usedNow]) await uploads().finish(id, paper);
    await uploads().markUsed([used, usedNow]);
    await age(left, 'touched_at', 1001);
    await age(fresh, 'touched_at', 500);
    await age(used, 'used_at', 101);
    await age(usedNow, 'used_at', 50);
    expect(await uploads().purge(TERMS)).to.equal(2);
    const rows = await database.asOwner('select id from uploads');
    expect(rows.map(({ id }) => id)).to.have.members([fresh, usedNow]);
    expect(await uploads().purge(TERMS)).to.equal(0);
  });

  it('is removed early when it is not whole', async () => {
    const [whole, part, growing] = [await begin('whole'), await begin('part'), await begin('growing')];
    await uploads().finish(whole, paper);
    for (const id of [whole, part]) await age(id, 'touched_at', 11);
    await age(growing, 'touched_at', 9);
    expect(await uploads().purge(TERMS)).to.equal(1);
    const rows = await database.asOwner('select id from uploads');
    expect(rows.map(({ id }) => id)).to.have.members([whole, growing]);
  });

  it('is touched by each piece, and by its end', async () => {
    const id = await begin('a');
    await age(id, 'touched_at', 3600);
    await add(id, 0, 'abcd');
    expect(await uploads().purge({ partMs: 60_000, unusedMs: 60_000, usedMs: 60_000 })).to.equal(0);
    await age(id, 'touched_at', 3600);
    await uploads().finish(id, paper);
    expect(await uploads().purge({ partMs: 60_000, unusedMs: 60_000, usedMs: 60_000 })).to.equal(0);
  });
});
