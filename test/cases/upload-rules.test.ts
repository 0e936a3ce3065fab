import { expect } from 'chai';
import { dropUpload, keepUpload, uploadedPapers, uploadsHealth, type Piece } from '../../src/cases/keep-upload.ts';
import { PaperRefused } from '../../src/documents/documents.ts';
import { UploadToken } from '../../src/documents/sealed-by-token.ts';
import { noteBook } from './noted.ts';

const TOKEN = '1'.repeat(64);
const OWN = new UploadToken(TOKEN);
const MEGABYTE = 1024 ** 2;
const GIGABYTE = 1024 ** 3;

interface Row {
  readonly size: number;
  readonly received: number;
  readonly mediaType: string | null;
  readonly flaw: string | null;
}
interface Given {
  /** As it is found by a question or after the last piece, and as it is once a piece was added. */
  readonly found?: Row | undefined;
  readonly added?: Row | undefined;
  readonly pieces?: readonly { start: number; sealed: Buffer }[];
  readonly waitingBytes?: number;
  readonly cleaning?: Error;
  readonly mediaType?: string;
  readonly flaw?: string;
}
const row = (received: number, change: Partial<Row> = {}): Row => ({
  ...{ size: 10, received, mediaType: null, flaw: null },
  ...change,
});
const HOME = '203.0.113.7';
function office(given: Given = {}) {
  const { did, note } = noteBook();
  const uploads = {
    find: (id: string) => (did.push(['looked for', id]), Promise.resolve(given.found)),
    begin: (id: string, size: number) => (did.push(['begun', id, size]), Promise.resolve(row(0, { size }))),
    waitingBytes: () => Promise.resolve(given.waitingBytes ?? 0),
    addPiece: (id: string, { sealed, ...piece }: { start: number; sealed: Buffer }) => {
      did.push(['piece', id, piece, OWN.open(sealed, `piece ${piece.start}`).toString()]);
      return Promise.resolve(given.added);
    },
    pieces: () => Promise.resolve(given.pieces ?? []),
    finish: (id: string, { sealed, ...paper }: { sealed: Buffer }) => {
      did.push(['finished', id, paper, OWN.open(sealed, 'paper').toString()]);
      return Promise.resolve();
    },
    remove: note('removed'),
  };
  const needs = {
    store: { uploads, transaction: (work: (own: object) => Promise<unknown>) => work({ uploads }) },
    cleanPaper: (bytes: Buffer, askedBy: string) => {
      did.push(['cleaned', bytes.toString(), askedBy]);
      return given.cleaning === undefined
        ? Promise.resolve({ bytes: Buffer.from('clean'), mediaType: given.mediaType ?? 'image/jpeg' })
        : Promise.reject(given.cleaning);
    },
    judgePicture: (bytes: Buffer) => (did.push(['judged', bytes.toString()]), Promise.resolve(given.flaw)),
  };
  return { did, needs: needs as never };
}
const brings = async (given: Given, piece: Partial<Piece> = {}) => {
  const { did, needs } = office(given);
  const whole = { token: TOKEN, size: 10, start: 0, bytes: Buffer.from('0123'), from: HOME, ...piece };
  const answer = await keepUpload(needs)(whole).catch((error: unknown) => error);
  return { answer, did };
};
const sealed = (start: number, text: string) => ({ start, sealed: OWN.seal(Buffer.from(text), `piece ${start}`) });
const asked = ['looked for', OWN.id];
const begun = ['begun', OWN.id, 10];
const added = ['piece', OWN.id, { start: 0, bytes: 4 }, '0123'];

describe('A photo that is brought ahead', () => {
  it('is begun with its first piece, which only its token opens', async () => {
    expect(await brings({ added: row(4) })).to.deep.equal({
      answer: { received: 4, ready: false, flaw: null },
      did: [begun, added],
    });
  });

  it('grows by the next piece, and tells how far it is', async () => {
    const { answer, did } = await brings({ added: row(8) }, { start: 4, bytes: Buffer.from('4567') });
    expect(answer).to.deep.equal({ received: 8, ready: false, flaw: null });
    expect(did).to.deep.equal([['piece', OWN.id, { start: 4, bytes: 4 }, '4567']]);
  });

  it('is asked for without a piece', async () => {
    const empty = { bytes: Buffer.alloc(0) };
    expect(await brings({ found: row(4) }, empty)).to.deep.equal({
      answer: { received: 4, ready: false, flaw: null },
      did: [asked],
    });
    expect(await brings({}, empty), 'of a photo that is not here nothing is kept').to.deep.equal({
      answer: { received: 0, ready: false, flaw: null },
      did: [asked],
    });
    const ready = row(10, { mediaType: 'image/jpeg', flaw: 'dark' });
    expect((await brings({ found: ready }, empty)).answer).to.deep.equal({ received: 10, ready: true, flaw: 'dark' });
  });

  it('is cleaned, judged and sealed once it is whole', async () => {
    const pieces = [sealed(0, '0123'), sealed(4, '456789')];
    const whole = { added: row(10), pieces };
    const end = (flaw: string | null, mediaType = 'image/jpeg') => ['finished', OWN.id, { mediaType, flaw }, 'clean'];
    expect(await brings(whole)).to.deep.equal({
      answer: { received: 10, ready: true, flaw: null },
      did: [begun, added, ['cleaned', '0123456789', HOME], ['judged', 'clean'], end(null)],
    });
    const dark = await brings({ ...whole, flaw: 'dark' });
    expect([dark.answer, dark.did.at(-1)]).to.deep.equal([{ received: 10, ready: true, flaw: 'dark' }, end('dark')]);
    const pdf = await brings({ ...whole, mediaType: 'application/pdf', flaw: 'dark' });
    expect(pdf.did.slice(3)).to.deep.equal([end(null, 'application/pdf')]);
  });

  it('is there once, also when its last piece came twice at one moment', async () => {
    const done = row(10, { mediaType: 'image/jpeg', flaw: 'dark' });
    expect(await brings({ found: done, added: row(10) })).to.deep.equal({
      answer: { received: 10, ready: true, flaw: 'dark' },
      did: [begun, added, asked],
    });
    for (const found of [undefined, row(10)])
      expect((await brings({ found, added: row(10) })).answer).to.deep.include({
        ...{ name: 'UploadGone', places: [] },
      });
  });

  it('is gone when it was forgotten meanwhile', async () => {
    expect((await brings({})).answer).to.deep.include({ name: 'UploadGone', places: [] });
  });

  it('that is no paper is refused and forgotten; a fault of ours keeps it', async () => {
    const whole = { added: row(10), pieces: [sealed(0, '0123456789')] };
    const refused = new PaperRefused('Bukan foto.');
    const { answer, did } = await brings({ ...whole, cleaning: refused });
    expect([answer, did.at(-1)]).to.deep.equal([refused, ['removed', OWN.id]]);
    const torn = await brings({ ...whole, cleaning: new Error('torn') });
    expect(torn.did.at(-1)).to.deep.equal(['cleaned', '0123456789', HOME]);
  });

  it('is not larger than a paper may be', async () => {
    expect((await brings({ added: row(4) }, { size: 8 * MEGABYTE })).did[0]).to.deep.equal([
      ...['begun', OWN.id, 8 * MEGABYTE],
    ]);
    const { answer, did } = await brings({}, { size: 8 * MEGABYTE + 1 });
    expect(answer).to.be.instanceOf(PaperRefused);
    expect((answer as PaperRefused).reason).to.contain(' 8 MB');
    expect(did).to.deep.equal([]);
  });

  it('does not grow while too much is here that nobody submits', async () => {
    expect((await brings({ added: row(4), waitingBytes: 4 * GIGABYTE - 4 })).answer).to.include({ received: 4 });
    const { answer, did } = await brings({ added: row(4), waitingBytes: 4 * GIGABYTE - 3 });
    expect(answer).to.include({ name: 'NotNow' }).and.to.have.property('remedy').that.contains('penuh');
    expect(did).to.deep.equal([]);
  });

  it('is a matter for a person before there is no place for it any more', async () => {
    const health = (waitingBytes: number) => uploadsHealth(office({ waitingBytes }).needs)();
    expect(await health(3.1 * GIGABYTE)).to.equal(undefined);
    expect(await health(3.2 * GIGABYTE)).to.equal('terisi 80 %');
    expect(await health(4 * GIGABYTE)).to.equal('terisi 100 %');
  });

  it('is dropped by who has its token', async () => {
    const { did, needs } = office();
    await dropUpload(needs)(TOKEN);
    expect(did).to.deep.equal([['removed', OWN.id]]);
  });
});

describe('The papers under the tokens of a submission', () => {
  const OTHER = '2'.repeat(64);
  const kept = (token: string, text: string, change: object = {}) => {
    const own = new UploadToken(token);
    const paper = { mediaType: 'image/jpeg', sealed: own.seal(Buffer.from(text), 'paper'), ...change };
    return [own.id, paper] as const;
  };
  const taken = (papers: ReadonlyMap<string, object>, ...tokens: string[]) => {
    const sealedPaper = (id: string) => Promise.resolve(papers.get(id));
    return uploadedPapers({ store: { uploads: { sealedPaper } } } as never)(tokens).catch((error: unknown) => error);
  };

  it('are opened in their order, with what was signed on the screen', async () => {
    const signature = { form: 'f-1-06' };
    const papers = new Map([kept(TOKEN, 'photo'), kept(OTHER, 'form', { mediaType: 'application/pdf', signature })]);
    expect(await taken(papers, OTHER, TOKEN)).to.deep.equal([
      { paper: { mediaType: 'application/pdf', bytes: Buffer.from('form') }, signature },
      { paper: { mediaType: 'image/jpeg', bytes: Buffer.from('photo') }, signature: undefined },
    ]);
    expect(await taken(papers)).to.deep.equal([]);
  });

  it('are named by their places where they are gone', async () => {
    const gone = await taken(new Map([kept(TOKEN, 'photo')]), OTHER, TOKEN, OTHER);
    expect(gone).to.deep.include({ name: 'UploadGone', places: [0, 2] });
  });
});
