import { expect } from 'chai';
import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, readdirSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { createJournalAnchors, type JournalAnchor } from '../../src/archive/journal-anchors.ts';
import { temporaryFolder } from '../store/database.ts';
import { errorOf } from '../store/given.ts';

const KEY = Buffer.alloc(32, 11);
const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');
const headOf = (length: number) => ({ length: String(length), hash: sha256(Buffer.from(String(length))) });

/** What they prove about the journal is in test/cases/journal.test.ts; this is about the files themselves. */
describe('Heads of the journal outside the database', () => {
  let root: string;
  const folder = () => path.join(root, 'anchors');
  const at = (name: string) => path.join(folder(), name);
  const archive = () => path.join(root, 'server');
  const anchors = (key: Uint8Array | string = KEY) =>
    createJournalAnchors({ folder: folder(), archiveFolder: archive(), key });
  const read = async (): Promise<JournalAnchor[]> => {
    const all: JournalAnchor[] = [];
    for await (const one of anchors().read()) all.push(one);
    return all;
  };
  const faults = async () => (await read()).map(({ source, fault }) => [source, fault]);
  const statement = (day: string) => JSON.parse(readFileSync(at(`${day}.json`), 'utf8')) as Record<string, unknown>;
  /** A bag of the archive that holds this as the journal's head. */
  function bag(name: string, head: unknown): string {
    const data = path.join(archive(), name, 'data');
    mkdirSync(data, { recursive: true });
    writeFileSync(path.join(data, 'journal-head.json'), typeof head === 'string' ? head : JSON.stringify(head));
    return `${name}/data/journal-head.json`;
  }

  beforeEach(() => {
    root = temporaryFolder();
  });

  it('are none where nothing was written yet', async () => {
    expect(await read()).to.deep.equal([]);
  });

  it('are written once a day, readable for the office alone, and nothing is left beside them', async () => {
    expect(await anchors().write('2026-11-24', headOf(3))).to.equal(true);
    expect(await anchors().write('2026-11-24', headOf(5)), 'the day has one').to.equal(false);
    expect(readdirSync(folder()).sort()).to.deep.equal(['2026-11-24.json', 'public-key.pem']);
    expect(statSync(folder()).mode & 0o777).to.equal(0o700);
    for (const name of readdirSync(folder())) expect(statSync(at(name)).mode & 0o777, name).to.equal(0o600);
    expect(await read()).to.deep.equal([{ source: '2026-11-24.json', ...headOf(3), fault: null }]);
  });

  it('name the file of the day before them, which is not one of a later day', async () => {
    await anchors().write('2026-11-24', headOf(3));
    await anchors().write('2026-11-26', headOf(9));
    expect(statement('2026-11-24')['previous']).to.equal(null);
    expect(statement('2026-11-26')['previous']).to.equal(sha256(readFileSync(at('2026-11-24.json'))));
    await anchors().write('2026-11-23', headOf(1));
    expect(statement('2026-11-23')['previous']).to.equal(null);
    await anchors().write('2026-11-25', headOf(6));
    expect(statement('2026-11-25')['previous']).to.equal(sha256(readFileSync(at('2026-11-24.json'))));
    expect(
      (await read()).map(({ length }) => length),
      'oldest first',
    ).to.deep.equal(['1', '3', '6', '9']);
  });

  it('break nothing where a wrong clock gave one a day far ahead or long past, and still show what is missing', async () => {
    const write = (day: string, length: number) => anchors().write(day, headOf(length));
    await write('2026-11-24', 3);
    await write('2026-11-25', 6);
    await write('2027-06-01', 9);
    await write('2026-11-26', 9);
    await write('2020-01-01', 12);
    await write('2026-11-27', 15);
    await write('2026-11-28', 18);
    await write('2027-06-02', 21);
    const gaps = async () => (await faults()).filter(([, fault]) => fault !== null);
    expect(await gaps()).to.deep.equal([]);
    rmSync(at('2026-11-24.json'));
    expect(await gaps(), 'the oldest was put away').to.deep.equal([]);
    const kept = readFileSync(at('2026-11-26.json'));
    rmSync(at('2026-11-26.json'));
    expect(await gaps()).to.deep.equal([['2026-11-27.json', 'GAP']]);
    writeFileSync(at('2026-11-26.json'), kept);
    rmSync(at('2027-06-01.json'));
    expect(await gaps()).to.deep.equal([['2027-06-02.json', 'GAP']]);
  });

  it('are read from files of days only, whatever else lies there', async () => {
    await anchors().write('2026-11-24', headOf(3));
    for (const name of ['2026-11-24.json.bak', 'x2026-11-24.json', '2026-11.json', 'notes.txt'])
      writeFileSync(at(name), readFileSync(at('2026-11-24.json')));
    expect(await faults()).to.deep.equal([['2026-11-24.json', null]]);
  });

  it('are forged without a signature, or with one that is no text', async () => {
    await anchors().write('2026-11-24', headOf(3));
    const { signature, ...rest } = statement('2026-11-24');
    expect(signature).to.be.a('string');
    for (const other of [undefined, null, 7, [signature], '']) {
      writeFileSync(at('2026-11-24.json'), JSON.stringify({ ...rest, signature: other }));
      expect(await faults(), String(other)).to.deep.equal([['2026-11-24.json', 'FORGED']]);
    }
  });

  it('are not written by who has the public key alone, and nothing is made', async () => {
    const trouble = await errorOf(anchors(anchors().publicKey).write('2026-11-24', headOf(3)));
    expect(trouble).to.be.instanceOf(Error).with.property('message').that.contains('private key');
    expect(readdirSync(root)).to.deep.equal([]);
  });

  it('say when they cannot be written, and leave nothing half done', async () => {
    await anchors().write('2026-11-24', headOf(3));
    const before = readdirSync(folder());
    // No file can have this name.
    expect(await errorOf(anchors().write(`2026-11-25${'x'.repeat(210)}`, headOf(4)))).to.have.property('code');
    expect(readdirSync(folder())).to.deep.equal(before);
  });

  const { length, hash } = headOf(3);
  const NO_HEADS: readonly (readonly [string, unknown])[] = [
    ['no JSON', '{'],
    ['nothing', 'null'],
    ['a text', '"3"'],
    ['a number', '3'],
    ['a head without its length', { hash }],
    ['a length that is a number', { length: 3, hash }],
    ['a length with more than digits', { length: '3 or 1=1', hash }],
    ['a length with something before the digits', { length: '-3', hash }],
    ['a length that no journal has', { length: '1'.repeat(19), hash }],
    ['a head without its hash', { length }],
    ['a hash that is no text', { length, hash: [hash] }],
    ['a hash that is too short', { length, hash: hash.slice(1) }],
    ['a hash that is too long', { length, hash: `${hash}0` }],
    ['a hash in capitals', { length, hash: hash.toUpperCase().replace(/^\d+/, 'A') }],
  ];
  for (const [what, content] of NO_HEADS)
    it(`are unreadable where a file holds ${what}, in the folder as in a bag`, async () => {
      mkdirSync(folder());
      const source = '2026-11-24.json';
      writeFileSync(at(source), typeof content === 'string' ? content : JSON.stringify(content));
      const inBag = bag('2026/KK-261124-AAAAAA', content);
      expect(await read()).to.deep.equal(
        [source, inBag].map((one) => ({ source: one, length: '0', hash: '', fault: 'UNREADABLE' })),
      );
    });

  describe('in the bags of the archive', () => {
    it('are read year by year, each by its name, after the daily ones', async () => {
      await anchors().write('2026-11-24', headOf(3));
      const later = bag('2027/KK-270104-AAAAAA', headOf(80));
      const [second, first] = [bag('2026/KK-261125-AAAAAA', headOf(4)), bag('2026/KK-261124-ZZZZZZ', headOf(3))];
      expect((await read()).map(({ source, ...one }) => [source, one])).to.deep.equal([
        ['2026-11-24.json', { ...headOf(3), fault: null }],
        [first, { ...headOf(3), fault: null }],
        [second, { ...headOf(4), fault: null }],
        [later, { ...headOf(80), fault: null }],
      ]);
    });

    it('are not looked for beside the years, nor in bags of before there were any', async () => {
      bag('lost+found/KK-261124-AAAAAA', headOf(3));
      bag('20260/KK-261124-AAAAAA', headOf(3));
      bag('x2026/KK-261124-AAAAAA', headOf(3));
      mkdirSync(path.join(archive(), '2026', 'KK-261124-BBBBBB', 'data'), { recursive: true });
      writeFileSync(path.join(archive(), '2027'), 'a file');
      expect(await read()).to.deep.equal([]);
    });

    it('that are none are told, and a medium that cannot be read ends the reading: nothing is called whole', async () => {
      const source = bag('2026/KK-261124-AAAAAA', headOf(3));
      rmSync(path.join(archive(), source));
      mkdirSync(path.join(archive(), source));
      expect(await read()).to.deep.equal([{ source, length: '0', hash: '', fault: 'UNREADABLE' }]);
      rmSync(path.join(archive(), source), { recursive: true });
      symlinkSync(path.join(archive(), source), path.join(archive(), source));
      expect(await errorOf(read()), 'a head').to.have.property('code', 'ELOOP');
      rmSync(archive(), { recursive: true });
      symlinkSync(archive(), archive());
      expect(await errorOf(read()), 'a folder').to.have.property('code', 'ELOOP');
    });
  });
});
