import { expect } from 'chai';
import { createHash, randomBytes, randomUUID } from 'node:crypto';
import sharp from 'sharp';
import { UPLOAD_TERMS } from '../../src/cases/keep-upload.ts';
import { PieceMisfit, UploadGone } from '../../src/cases/not-possible.ts';
import { PaperRefused, UPLOAD_LIMITS } from '../../src/documents/documents.ts';
import { UploadToken } from '../../src/documents/sealed-by-token.ts';
import { sampleApplication } from '../domain/sample-application.ts';
import { errorOf } from '../store/given.ts';
import { withOffice } from './office.ts';

const PIECE = 10_000;
const HOME = '203.0.113.7';

describe('Photos that are brought ahead of the submission', () => {
  const given = withOffice();
  const newToken = () => randomBytes(32).toString('hex');
  /** A photo of noise: nothing of it can be packed away. */
  const noise = (width = 320, height = 240) =>
    sharp(randomBytes(width * height * 3), { raw: { width, height, channels: 3 } })
      .jpeg()
      .toBuffer();
  const bring = async (token: string, bytes: Buffer, from = 0, to = bytes.length) => {
    let state = await given.office.applicants.keepUpload({
      token,
      size: bytes.length,
      start: from,
      bytes: Buffer.alloc(0),
      from: HOME,
    });
    for (let start = from; start < to; start += PIECE)
      state = await given.office.applicants.keepUpload({
        token,
        size: bytes.length,
        start,
        bytes: bytes.subarray(start, Math.min(start + PIECE, to)),
        from: HOME,
      });
    return state;
  };
  const rows = async (sql: string, ...values: string[]) => given.office.database.asOwner(sql, values);

  it('grow piece by piece, say how far they are, and become a paper of the case', async () => {
    const { office } = given;
    const [token, photo] = [newToken(), await noise()];
    expect(await bring(token, photo, 0, PIECE)).to.deep.equal({ received: PIECE, ready: false, flaw: null });
    expect(await bring(token, photo, PIECE)).to.deep.include({ received: photo.length, ready: true });
    const [paper] = await office.applicants.uploadedPapers([token]);
    const { applicationNumber } = await office.applicants.submit({
      application: sampleApplication(),
      papers: [{ kind: 'ijazah', ...paper! }],
      idempotencyKey: randomUUID(),
      another: true,
      uploads: [new UploadToken(token).id],
    });
    const [stored] = await office.store.papers.of(applicationNumber);
    expect(stored?.sha256).to.equal(createHash('sha256').update(paper!.paper.bytes).digest('hex'));
  });

  it('take a repeated piece once and no piece that leaves a gap, and say from where to go on', async () => {
    const [token, photo] = [newToken(), await noise()];
    const piece = (start: number) => ({
      token,
      size: photo.length,
      start,
      bytes: photo.subarray(start, start + PIECE),
      from: HOME,
    });
    const { keepUpload } = given.office.applicants;
    const twice = await Promise.all([keepUpload(piece(0)), keepUpload(piece(0)), keepUpload(piece(0))]);
    expect(twice.map(({ received }) => received)).to.deep.equal([PIECE, PIECE, PIECE]);
    expect((await keepUpload(piece(2 * PIECE))).received).to.equal(PIECE);
    expect((await bring(token, photo, PIECE)).ready).to.equal(true);
    expect((await keepUpload(piece(0))).ready).to.equal(true);
  });

  it('end the same when the last piece comes twice at the same moment', async () => {
    const [token, photo] = [newToken(), await noise()];
    const last = photo.length - 100;
    await bring(token, photo, 0, last);
    const bytes = photo.subarray(last);
    const piece = { token, size: photo.length, start: last, bytes, from: HOME };
    const both = await Promise.all([1, 2].map(() => given.office.applicants.keepUpload(piece)));
    expect(both.map(({ ready }) => ready)).to.deep.equal([true, true]);
    expect(await given.office.applicants.uploadedPapers([token])).to.have.length(1);
  });

  it('are refused, and forgotten, when they are no photo, too large, or longer than announced', async () => {
    const { keepUpload } = given.office.applicants;
    const token = newToken();
    expect(await errorOf(bring(token, Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>')))).to.be.instanceOf(
      PaperRefused,
    );
    expect(await rows('select 1 from uploads where id = $1', new UploadToken(token).id)).to.be.empty;
    const large = {
      token: newToken(),
      size: UPLOAD_LIMITS.bytesPerFile + 1,
      start: 0,
      bytes: Buffer.alloc(1),
      from: HOME,
    };
    expect(await errorOf(keepUpload(large))).to.be.instanceOf(PaperRefused);
    expect(
      await errorOf(keepUpload({ token: newToken(), size: 3, start: 0, bytes: Buffer.alloc(4), from: HOME })),
    ).to.be.instanceOf(PieceMisfit);
    const other = { token: newToken(), start: 0, bytes: Buffer.alloc(2), from: HOME };
    await keepUpload({ ...other, size: 3 });
    for (const size of [2, 4])
      expect(await errorOf(keepUpload({ ...other, size })), `first 3, then ${size}`).to.be.instanceOf(PieceMisfit);
    expect(
      await errorOf(keepUpload({ token: 'tebak', size: 3, start: 0, bytes: Buffer.alloc(3), from: HOME })),
    ).to.be.instanceOf(RangeError);
  });

  it('say at once what an officer could hardly read', async () => {
    const black = await sharp({ create: { width: 900, height: 1200, channels: 3, background: '#000' } })
      .jpeg()
      .toBuffer();
    expect((await bring(newToken(), black)).flaw).to.be.a('string');
  });

  it('can be read by nobody who has only the database', async () => {
    const [token, photo] = [newToken(), await noise()];
    await bring(token, photo, 0, PIECE);
    const { id } = new UploadToken(token);
    const [piece] = await rows('select sealed from upload_pieces where upload_id = $1', id);
    const sealed = (piece as { sealed: Buffer }).sealed;
    expect(sealed.includes(photo.subarray(0, 32))).to.equal(false);
    expect(() => new UploadToken(newToken()).open(sealed, 'piece 0')).to.throw();
    expect(() => new UploadToken(token).open(sealed, 'piece 1')).to.throw();
    expect(id).to.not.equal(token);
  });

  it('name those that are not here', async () => {
    const [here, gone] = [newToken(), newToken()];
    await bring(here, await noise());
    const error = await errorOf(given.office.applicants.uploadedPapers([gone, here, gone]));
    expect(error).to.be.instanceOf(UploadGone);
    expect((error as UploadGone).places).to.deep.equal([0, 2]);
  });

  it('take place by what is here of them: whatever is announced leaves the place to others', async () => {
    const { office } = given;
    const before = await office.store.uploads.waitingBytes();
    for (let count = 0; count < 513; count++)
      expect(
        await office.applicants.keepUpload({
          ...{ token: newToken(), size: 8 * 1024 ** 2, start: 0, bytes: Buffer.alloc(0), from: HOME },
        }),
      ).to.deep.equal({ received: 0, ready: false, flaw: null });
    expect(await office.store.uploads.waitingBytes()).to.equal(before);
    const [begun] = [newToken()];
    expect((await bring(begun, await noise(), 0, PIECE)).received).to.equal(PIECE);
    expect(await office.store.uploads.waitingBytes()).to.equal(before + PIECE);
  });

  it('that are not whole are forgotten an hour after their last piece, and are begun anew by their page', async () => {
    const { office } = given;
    const [token, photo] = [newToken(), await noise()];
    const { id } = new UploadToken(token);
    await bring(token, photo, 0, PIECE);
    const later = (minutes: number) =>
      rows('update uploads set touched_at = touched_at - $2::interval where id = $1', id, `${minutes} minutes`);
    await later(59);
    await office.store.uploads.purge(UPLOAD_TERMS);
    expect(await office.store.uploads.find(id), 'a line that is bad').to.include({ received: PIECE });
    await later(2);
    await office.store.uploads.purge(UPLOAD_TERMS);
    expect(await errorOf(bring(token, photo, PIECE, PIECE + 1))).to.be.instanceOf(UploadGone);
    expect((await bring(token, photo)).ready).to.equal(true);
  });

  it('are forgotten after seven days, after a day once submitted, and at once when the resident takes them out', async () => {
    const { office } = given;
    const [old, used, fresh, dropped] = [newToken(), newToken(), newToken(), newToken()];
    for (const token of [old, used, fresh, dropped]) await bring(token, await noise());
    await office.applicants.dropUpload(dropped);
    await office.store.uploads.markUsed([new UploadToken(used).id]);
    await rows(
      `update uploads set touched_at = touched_at - interval '7 days 1 minute' where id = $1`,
      new UploadToken(old).id,
    );
    await rows(
      `update uploads set used_at = used_at - interval '1 day 1 minute' where id = $1`,
      new UploadToken(used).id,
    );
    await office.store.uploads.purge(UPLOAD_TERMS);
    const kept = await Promise.all(
      [old, used, fresh, dropped].map(
        async (token) => (await office.store.uploads.find(new UploadToken(token).id)) !== undefined,
      ),
    );
    expect(kept).to.deep.equal([false, false, true, false]);
  });
});
