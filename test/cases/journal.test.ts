import { expect } from 'chai';
import { execFile, execFileSync } from 'node:child_process';
import { generateKeyPairSync, randomBytes } from 'node:crypto';
import { mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { createJournalAnchors } from '../../src/archive/journal-anchors.ts';
import { findingSentence, noteSentence, verifyJournal } from '../../src/cases/verify-journal.ts';
import { anchorJournal, JournalBroken, watchJournal } from '../../src/cases/watch-journal.ts';
import { entryHash, GENESIS } from '../../src/store/hash-chain.ts';
import { temporaryFolder, withDatabase } from '../store/database.ts';
import { errorOf } from '../store/given.ts';
import { program } from '../program.ts';

const KEY = Buffer.alloc(32, 11);

describe('Verifying the journal', () => {
  const database = withDatabase();
  let folder: string;
  const days = ['2026-11-24', '2026-11-25', '2026-11-26'];
  const at = (name: string) => path.join(folder, 'anchors', name);
  const anchors = (key: Uint8Array | string = KEY) =>
    createJournalAnchors({ folder: path.join(folder, 'anchors'), archiveFolder: path.join(folder, 'server'), key });
  const write = (event: string) =>
    database.store.journal.write({ applicationNumber: null, actor: 'sistem', event, step: null, detail: {} });
  const verdict = async (key?: Uint8Array | string, today = '2026-11-27') =>
    verifyJournal(database.store.journal, anchors(key), today);
  const found = async (key?: Uint8Array | string) =>
    (await verdict(key)).findings.map((one) => [one.code, 'source' in one ? one.source : one.entry]);
  /** As a superuser could. */
  const tamper = (sql: string) =>
    database.asOwner(
      `alter table journal disable trigger all; alter table journal_head disable trigger all; ${sql};
       alter table journal enable trigger all; alter table journal_head enable trigger all`,
    );

  beforeEach(async () => {
    folder = temporaryFolder();
    await tamper(`delete from journal; update journal_head set length = 0, hash = '${GENESIS}'`);
    for (const [index, day] of days.entries()) {
      for (let entry = 0; entry < 3; entry++) await write(`event-${index}-${entry}`);
      await anchors().write(day, await database.store.journal.head());
    }
    await write('after-the-last-anchor');
  });

  it('finds it whole, and compares every head that was written down', async () => {
    const { length, hash } = await database.store.journal.head();
    expect(await verdict()).to.deep.equal({ length, hash, anchors: 3, findings: [], notes: [] });
    expect(readdirSync(path.join(folder, 'anchors'))).to.deep.equal([
      ...days.map((day) => `${day}.json`),
      'public-key.pem',
    ]);
  });

  it('finds a tail that was cut off with the head set back, though the chain itself is whole', async () => {
    await tamper(
      `delete from journal where id > 4; update journal_head set length = 4, hash = (select hash from journal where id = 4)`,
    );
    expect(await database.store.journal.firstBrokenLink(), 'the chain alone does not show it').to.equal(undefined);
    expect(await found()).to.deep.equal([
      ['CUT_SHORT', '2026-11-25.json'],
      ['CUT_SHORT', '2026-11-26.json'],
    ]);
  });

  it('finds a whole new chain, though it is whole in itself', async () => {
    const rows = await database.asOwner('select * from journal order by id');
    let previous = GENESIS;
    const statements = rows.map((row, index) => {
      const entry = {
        id: String(row['id']),
        at: row['at'] as Date,
        applicationNumber: null,
        actor: 'sistem',
        event: index === 1 ? 'another-event' : String(row['event']),
        step: null,
        detail: {},
      };
      const hash = entryHash(previous, entry);
      const sql = `update journal set event = '${entry.event}', previous_hash = '${previous}', hash = '${hash}' where id = ${entry.id}`;
      previous = hash;
      return sql;
    });
    await tamper(
      `alter table journal drop constraint journal_previous_hash_key; alter table journal drop constraint journal_hash_key;
       ${statements.join(';')}; update journal_head set hash = '${previous}'`,
    );
    expect(await database.store.journal.firstBrokenLink(), 'the chain alone does not show it').to.equal(undefined);
    expect(await found()).to.deep.equal(days.map((day) => ['REWRITTEN', `${day}.json`]));
  });

  it('finds an entry that was changed', async () => {
    await tamper(`update journal set actor = 'budi' where id = 5`);
    expect(await found()).to.deep.equal([['CHAIN_BROKEN', '5']]);
  });

  it('finds an entry that was put before the first one, where no reader of the chain begins', async () => {
    await tamper(
      `insert into journal select -3, at, 'KK-261124-AAAAAA', actor, event, step, detail, repeat('a', 64), repeat('b', 64) from journal where id = 1`,
    );
    expect(await found()).to.deep.equal([['CHAIN_BROKEN', '1']]);
  });

  it('finds an entry whose content no hash can be made of', async () => {
    const deep = `${'['.repeat(6_000)}${']'.repeat(6_000)}`;
    for (const [what, change] of [
      ['a time without end', `at = 'infinity'`],
      ['a time that no calendar of ours has', `at = '290000-01-01'`],
      ['details without end', `detail = '${deep}'`],
    ] as const) {
      await tamper(`update journal set ${change} where id = 5`);
      expect(await found(), what).to.deep.equal([['CHAIN_BROKEN', '5']]);
    }
  });

  it('compares the heads in the bags of the archive as well, where all daily files are gone', async () => {
    const bag = path.join(folder, 'server', '2026', 'KK-261124-AAAAAA', 'data');
    mkdirSync(bag, { recursive: true });
    mkdirSync(path.join(folder, 'server', '2026', 'KK-261124-BBBBBB', 'data'), { recursive: true });
    writeFileSync(path.join(bag, 'journal-head.json'), JSON.stringify(await database.store.journal.head()));
    rmSync(path.join(folder, 'anchors'), { recursive: true });
    expect(await verdict()).to.deep.include({ anchors: 1, findings: [] });
    await tamper(
      `delete from journal where id > 4; update journal_head set length = 4, hash = (select hash from journal where id = 4)`,
    );
    expect(await found()).to.deep.equal([['CUT_SHORT', '2026/KK-261124-AAAAAA/data/journal-head.json']]);
  });

  it('takes a head of the time when nothing was written yet as it is', async () => {
    const bag = path.join(folder, 'server', '2026', 'KK-261124-AAAAAA', 'data');
    mkdirSync(bag, { recursive: true });
    writeFileSync(path.join(bag, 'journal-head.json'), JSON.stringify({ length: '0', hash: GENESIS }));
    expect(await verdict()).to.deep.include({ anchors: 4, findings: [] });
  });

  it('names a hundred findings at most', async () => {
    for (let year = 1800; year < 1910; year++) writeFileSync(at(`${year}-01-01.json`), '{');
    const { findings } = await verdict();
    expect(findings).to.have.length(100);
    expect(new Set(findings.map(({ code }) => code))).to.deep.equal(new Set(['ANCHOR_ALTERED']));
  });

  it('tells the auditor in a sentence what was done, and where', () => {
    const source = '2026-11-25.json';
    for (const [finding, words] of [
      [{ code: 'CHAIN_BROKEN', entry: '5' }, ['terputus', '5']],
      [{ code: 'CUT_SHORT', source, entry: '9' }, ['dipotong', '9', source]],
      [{ code: 'REWRITTEN', source, entry: '9' }, ['ditulis ulang', '9', source]],
      [{ code: 'ANCHOR_ALTERED', source, fault: 'UNREADABLE' }, ['tidak terbaca', source]],
      [{ code: 'ANCHOR_ALTERED', source, fault: 'FORGED' }, ['tanda tangannya', source]],
      [{ code: 'ANCHOR_ALTERED', source, fault: 'GAP' }, ['hari sebelumnya', source]],
    ] as const)
      for (const word of words) expect(findingSentence(finding)).to.contain(word);
  });

  it('says which daily files a wrong clock dated, and compares them all the same', async () => {
    const notes = async (today?: string) => (await verdict(undefined, today)).notes;
    const ahead = { code: 'DATED_AHEAD', source: '2031-01-01.json', today: '2026-11-27' } as const;
    await anchors().write('2031-01-01', await database.store.journal.head());
    expect(await verdict()).to.deep.include({ anchors: 4, findings: [], notes: [ahead] });
    await write('clock-put-right');
    await anchors().write('2026-11-27', await database.store.journal.head());
    const swapped = { code: 'DATES_SWAPPED', source: '2026-11-27.json', later: '2031-01-01.json' } as const;
    expect(await verdict()).to.deep.include({ findings: [], notes: [ahead, swapped] });
    expect(await notes('2031-01-01'), 'the day has come').to.deep.equal([swapped]);
    expect(
      (await notes('2026-11-25')).map(({ source }) => source),
      'the clock is behind now',
    ).to.include('2026-11-26.json');
    expect(noteSentence(ahead)).to.contain('2031-01-01.json').and.contain('Periksa jamnya');
    expect(noteSentence(swapped)).to.contain('2026-11-27.json').and.contain('2031-01-01.json');
    await tamper(
      `delete from journal where id > 4; update journal_head set length = 4, hash = (select hash from journal where id = 4)`,
    );
    expect(
      (await found()).map(([, source]) => source),
      'its day protects nothing',
    ).to.include('2031-01-01.json');
    expect(
      await errorOf(watchJournal({ store: database.store, anchors: anchors(), now: () => new Date(0) })()),
    ).to.be.instanceOf(JournalBroken);
    const [row] = await database.asOwner(`select detail from journal where event = 'journal-broken'`);
    expect((row!['detail'] as { notes: unknown[] }).notes).to.not.deep.equal([]);
  });

  describe('finds of the daily files', () => {
    const change = (day: string, edit: (statement: Record<string, unknown>) => unknown) => {
      const file = at(`${day}.json`);
      writeFileSync(file, JSON.stringify(edit(JSON.parse(readFileSync(file, 'utf8')) as Record<string, unknown>)));
    };
    const faults = async () =>
      (await verdict()).findings.map((one) => ('fault' in one ? [one.source, one.fault] : [one.code]));

    it('one that was altered to fit a forged chain', async () => {
      change('2026-11-26', (statement) => ({ ...statement, length: '4' }));
      expect(await faults()).to.deep.equal([['2026-11-26.json', 'FORGED']]);
      expect((await verdict()).anchors, 'what is forged proves nothing about the chain').to.equal(2);
    });

    it('one of another day', async () => {
      writeFileSync(at('2026-11-27.json'), readFileSync(at('2026-11-26.json')));
      expect(await faults()).to.deep.equal([['2026-11-27.json', 'FORGED']]);
    });

    it('one that another key signed', async () => {
      rmSync(at('2026-11-26.json'));
      await anchors(randomBytes(32)).write('2026-11-26', await database.store.journal.head());
      expect(await faults()).to.deep.equal([['2026-11-26.json', 'FORGED']]);
    });

    it('one that is missing between two others', async () => {
      rmSync(at('2026-11-25.json'));
      expect(await faults()).to.deep.equal([['2026-11-26.json', 'GAP']]);
      expect((await verdict()).anchors, 'its own head is compared all the same').to.equal(2);
    });

    it('one that cannot be read', async () => {
      writeFileSync(at('2026-11-24.json'), '{');
      expect(await faults()).to.deep.equal([
        ['2026-11-24.json', 'UNREADABLE'],
        ['2026-11-25.json', 'GAP'],
      ]);
    });

    it('one in whose place stands something else, and writes the next all the same', async () => {
      const last = at('2026-11-26.json');
      const others = [
        () => mkdirSync(last),
        () => execFileSync('mkfifo', [last]),
        () => writeFileSync(last, ' '.repeat(100_000)),
      ];
      for (const put of others) {
        rmSync(last, { recursive: true });
        put();
        expect(await faults()).to.deep.equal([['2026-11-26.json', 'UNREADABLE']]);
      }
      expect(await anchors().write('2026-11-27', await database.store.journal.head())).to.equal(true);
    });

    it('nothing, when the oldest were put away', async () => {
      rmSync(at('2026-11-24.json'));
      expect(await faults()).to.deep.equal([]);
    });
  });

  it('needs only the public key, which may be published', async () => {
    const publicKey = readFileSync(at('public-key.pem'), 'utf8');
    expect(publicKey).to.equal(anchors().publicKey).and.to.contain('BEGIN PUBLIC KEY');
    expect(await found(publicKey)).to.deep.equal([]);
    const other = generateKeyPairSync('ed25519').publicKey.export({ type: 'spki', format: 'pem' }).toString();
    expect((await found(other)).map(([code]) => code)).to.deep.equal(Array(3).fill('ANCHOR_ALTERED'));
    const head = await database.store.journal.head();
    expect(await errorOf(anchors(publicKey).write('2026-11-27', head))).to.be.instanceOf(Error);
  });

  describe('as a duty', () => {
    const needs = () => ({
      store: database.store,
      anchors: anchors(),
      now: () => new Date('2026-11-27T18:00:00Z'), // the 28th in Bantul
    });
    const entries = async () =>
      (await database.asOwner(`select event, detail from journal where event like 'journal-%' order by id`)).map(
        ({ event, detail }) => [event, detail],
      );

    it('writes the head down once a day of the office, whichever of several processes comes first', async () => {
      const written = await Promise.all([1, 2, 3].map(() => anchorJournal(needs())()));
      expect(written.sort()).to.deep.equal([0, 0, 1]);
      expect(await anchorJournal(needs())()).to.equal(0);
      expect(readdirSync(path.join(folder, 'anchors'))).to.include('2026-11-28.json');
      expect(await found()).to.deep.equal([]);
    });

    it('says in the journal that it was verified', async () => {
      const { length } = await database.store.journal.head();
      expect(await watchJournal(needs())()).to.equal(0);
      expect(await entries()).to.deep.equal([['journal-verified', { length, anchors: 3 }]]);
    });

    it('says in the journal what is wrong with it, and fails, so that /healthz reports it', async () => {
      await tamper(
        `delete from journal where id > 8; update journal_head set length = 8, hash = (select hash from journal where id = 8)`,
      );
      expect(await errorOf(watchJournal(needs())())).to.be.instanceOf(JournalBroken);
      const [[event, detail]] = (await entries()) as [[string, { findings: unknown }]];
      expect(event).to.equal('journal-broken');
      expect(detail.findings).to.deep.equal([{ code: 'CUT_SHORT', source: '2026-11-26.json', entry: '9' }]);
    });
  });

  describe('npm run journal:verify', () => {
    const run = (...args: string[]) =>
      new Promise<{ code: number; text: string }>((resolve) =>
        execFile(
          process.execPath,
          [program('tools/journal-verify.ts'), ...args],
          {
            env: {
              ...process.env,
              DATABASE_URL: database.url,
              VAR_DIR: folder,
              ARCHIVE_KEY: KEY.toString('base64'),
              ARCHIVE_LAYERS: ['server', 'hd', 'fd'].map((name) => `${name}=${path.join(folder, name)}`).join(','),
            },
          },
          (error, stdout, stderr) =>
            resolve({ code: typeof error?.code === 'number' ? error.code : 0, text: stdout + stderr }),
        ),
      );

    it('ends with 0 and says that it is whole', async () => {
      const { code, text } = await run();
      expect(text).to.contain('JURNAL UTUH: 10 catatan, dicocokkan dengan 3 penanda');
      expect(code).to.equal(0);
    });

    it('does not answer with a folder that holds nothing to compare with, or with what is no key', async () => {
      const file = path.join(folder, 'bukan-kunci.pem');
      writeFileSync(file, 'bukan kunci');
      const empty = temporaryFolder();
      for (const args of [
        ['--anchors', path.join(folder, 'salah-ketik')],
        ['--anchors', empty, '--json'],
        ['--anchors', file],
        ['--archive', empty],
        ['--public-key', file],
      ]) {
        const { code, text } = await run(...args);
        expect(code, text).to.equal(2);
        expect(text).to.match(/^(Folder|Berkas) \S+ (tidak ada|bukan kunci)/);
      }
    });

    it('ends with 1 and names what was done, in words and for a machine', async () => {
      await tamper(
        `delete from journal where id > 4; update journal_head set length = 4, hash = (select hash from journal where id = 4)`,
      );
      const { code, text } = await run();
      expect(text).to.contain('JURNAL TIDAK UTUH').and.contain('ujung jurnal dipotong').and.contain('2026-11-26.json');
      expect(code).to.equal(1);
      const machine = await run('--json');
      expect((JSON.parse(machine.text) as { findings: unknown[] }).findings).to.have.length(2);
    });

    it('ends with 2 when it cannot be asked', async () => {
      expect((await run('--apa')).code).to.equal(2);
      expect((await run('--public-key', 'tidak-ada.pem')).text).to.contain('tidak dapat dibaca');
    });
  });
});
