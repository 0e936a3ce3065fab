import { expect } from 'chai';
import { mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout } from 'node:timers/promises';
import type { Archive } from '../../src/archive/archive.ts';
import { createArchive } from '../../src/archive/create-archive.ts';
import { archiveCase, copyKey } from '../../src/cases/archive-case.ts';
import { holdsCopies } from '../../src/cases/check-archive.ts';
import { enlistAddedLayers, fillArchive } from '../../src/cases/fill-archive.ts';
import { Failure } from '../../src/domain/failures.ts';
import { sickMedium } from '../archive/sick-medium.ts';
import { silent } from '../store/database.ts';
import { errorOf, putOfficer } from '../store/given.ts';
import { LAYERS, withArchive } from './media.ts';

describe('The archive by its rows', () => {
  const given = withArchive();
  const {
    database,
    root,
    bag,
    documents,
    inDrawer,
    back,
    flipByte,
    states,
    events,
    fill,
    check,
    delivered,
    journal,
    archived,
    packed,
  } = given;

  it('puts the case on every medium, as an effect of its own each, and says so', async () => {
    const number = await archived();
    expect(await states(number)).to.deep.equal({ server: 'stored', 'hard-disk': 'stored', 'flash-disk': 'stored' });
    for (const layer of LAYERS) {
      const effect = await database.store.effects.find(`archive:${number}:${layer}`);
      expect(effect).to.include({ kind: 'archive-copy', state: 'done', reference: bag(layer, number) });
    }
    expect((await database.store.cases.get(number)).state).to.equal('archived');
    expect(await events(number)).to.deep.equal([['case-archived', undefined]]);
    const row = (await database.store.journal.of(number)).at(-1);
    expect(row).to.deep.include({ actor: 'sistem', step: 10 });
    expect(row!.detail).to.deep.include({ stored: LAYERS, absent: [] });
  });

  it('keeps the steps that took longer than the SOP allows, and the end of the whole journal', async () => {
    const number = await delivered();
    const head = await database.store.journal.head();
    await archiveCase(given.needs)({ applicationNumber: number });
    expect((packed(number, 'journal.json') as { event: string }[]).map(({ event }) => event)).to.include('step-late');
    expect(packed(number, 'journal-head.json')).to.deep.equal(head);
  });

  it('packs what the office knew when archiving began, under names that say nothing of the family', async () => {
    const number = await delivered();
    const { store } = database;
    for (const [kind, mediaType] of [
      ['ijazah', 'image/jpeg'],
      ['kk-lama', 'application/pdf'],
    ] as const) {
      const bytes = Buffer.from(`${kind} of ${number}`);
      const { sha256 } = await given.needs.documents.put(bytes);
      await store.papers.add({
        applicationNumber: number,
        kind,
        sha256,
        mediaType,
        bytes: bytes.length,
        source: 'portal',
      });
    }
    const message = (direction: 'in' | 'out', purpose: string, sid: string | null) =>
      store.messages.add({ applicationNumber: number, direction, purpose, sid, status: 'sent', errorCode: null });
    await message('out', 'received', `SM-${number}`);
    await message('in', 'question', null);
    const waiting = await message('out', 'waits', null);
    await journal(number, 'archive-damaged'); // of an archive of before: it is not part of how the case was decided
    const note = (text: string) => store.caseNotes.add({ applicationNumber: number, author: 'sri.wahyuni', text });
    await putOfficer(store);
    await note('first');
    await note('second');
    const killed = { ...store, transaction: () => Promise.reject(new Error('the office was killed here')) };
    await errorOf(archiveCase({ ...given.needs, store: killed })({ applicationNumber: number }));
    await store.messages.change(waiting.id, { sid: `SM-waits-${number}`, sentAt: new Date() });
    await message('in', 'late', `SM-late-${number}`);
    await message('out', 'late', `SM-later-${number}`);
    await note('late');
    await journal(number, 'note-added');
    await archiveCase(given.needs)({ applicationNumber: number });
    expect(readdirSync(path.dirname(bag('server', number))), 'the same package').to.deep.equal([number]);

    const data = path.join(bag('server', number), 'data');
    expect(readdirSync(data, { recursive: true, encoding: 'utf8' }).sort()).to.deep.equal([
      'case.json',
      'decisions.json',
      'journal-head.json',
      'journal.json',
      'kk-signed.pdf',
      'messages.json',
      'notes.json',
      'papers',
      'papers/01-ijazah.jpg',
      'papers/02-kk-lama.pdf',
      'trust.pem',
    ]);
    const record = await store.cases.get(number);
    expect(packed(number, 'case.json')).to.deep.equal({
      applicationNumber: number,
      reason: record.reason,
      elements: record.elements,
      application: record.application,
      siakReference: null,
      draftSha256: null,
      signedSha256: record.signedSha256,
      submittedAt: record.submittedAt.toISOString(),
    });
    const names = (file: string, field: string) =>
      (packed(number, file) as Record<string, unknown>[]).map((one) => one[field]);
    expect(names('messages.json', 'purpose')).to.deep.equal(['received', 'question']);
    expect(Object.keys((packed(number, 'messages.json') as object[])[0]!)).to.deep.equal([
      'direction',
      'purpose',
      'sid',
      'at',
    ]);
    expect(names('notes.json', 'text')).to.deep.equal(['first', 'second']);
    expect(names('notes.json', 'author')).to.deep.equal(['sri.wahyuni', 'sri.wahyuni']);
    expect(names('journal.json', 'event')).to.include('step-late').and.not.include('note-added');
    expect(names('journal.json', 'event')).to.not.include('archive-damaged');
  });

  it('packs the same when the job comes again after a kill, whatever was journalled meanwhile', async () => {
    const number = await delivered();
    const store = {
      ...database.store,
      transaction: () => Promise.reject(new Error('the office was killed here')),
    };
    await errorOf(archiveCase({ ...given.needs, store })({ applicationNumber: number }));
    expect(await states(number)).to.deep.equal({});
    await journal(number, 'step-late');
    await archiveCase(given.needs)({ applicationNumber: number });
    await archiveCase(given.needs)({ applicationNumber: number });
    for (const layer of LAYERS) expect(readdirSync(path.dirname(bag(layer, number))), layer).to.deep.equal([number]);
    expect(await events(number)).to.deep.equal([['case-archived', undefined]]);
  });

  describe('when the job comes again after the package was laid and the office was killed', () => {
    let number: string;
    let manifest: Buffer;
    const laid = () => readFileSync(path.join(bag('server', number), 'manifest-sha256.txt'));
    const killed = () => ({ ...database.store, transaction: () => Promise.reject(new Error('killed here')) });
    beforeEach(async () => {
      number = await delivered();
      await errorOf(archiveCase({ ...given.needs, store: killed() })({ applicationNumber: number }));
      manifest = laid();
    });
    const changes: Readonly<Record<string, () => Promise<unknown> | void>> = {
      'the applicant chose another language': () => database.store.cases.change(number, { language: 'jv' }),
      'the office got another trust anchor': () => {
        given.needs = { ...given.needs, trustAnchor: () => Promise.resolve(Buffer.from('anchor of the next year')) };
      },
      'SIAK gave the entry another reference': () => database.store.cases.change(number, { siakReference: 'SIAK-2' }),
      'a paper came': async () => {
        const { sha256 } = await given.needs.documents.put(Buffer.from('late'));
        const paper = { kind: 'lainnya', sha256, mediaType: 'application/pdf', bytes: 4, source: 'whatsapp' } as const;
        await database.store.papers.add({ applicationNumber: number, ...paper });
      },
      'a row of before was committed late': () => {
        const of: typeof database.store.journal.of = async (one) => {
          const rows = await database.store.journal.of(one);
          return [...rows, { ...rows[0]!, event: 'step-late' }];
        };
        given.needs = { ...given.needs, store: { ...database.store, journal: { ...database.store.journal, of } } };
      },
    };
    for (const [change, happens] of Object.entries(changes))
      it(`lays no second package although ${change}`, async () => {
        await happens();
        await archiveCase(given.needs)({ applicationNumber: number });
        expect(laid().equals(manifest)).to.equal(true);
        for (const layer of LAYERS)
          expect(readdirSync(path.dirname(bag(layer, number))), layer).to.deep.equal([number]);
        expect((await database.store.archiveCopies.of(number)).map(({ bag: laidAs }) => laidAs)).to.deep.equal(
          LAYERS.map(() => path.relative(root('server'), bag('server', number))),
        );
      });
  });

  it('lays one package when two processes take the job at the same moment', async () => {
    const number = await delivered();
    await Promise.all([1, 2, 3].map(() => archiveCase(given.needs)({ applicationNumber: number })));
    expect(readdirSync(path.dirname(bag('server', number)))).to.deep.equal([number]);
    expect(await events(number)).to.deep.equal([['case-archived', undefined]]);
  });

  it('packs anew only for another signed card', async () => {
    const number = await archived();
    const { sha256 } = await given.needs.documents.put(Buffer.from(`%PDF signed again ${number}`));
    await database.store.cases.change(number, { signedSha256: sha256 });
    await archiveCase(given.needs)({ applicationNumber: number });
    expect(readdirSync(path.dirname(bag('server', number))).sort()).to.deep.equal([number, `${number}-v2`]);
  });

  it('packs what was known when the first medium was begun, where a kill came before the others', async () => {
    const number = await delivered();
    await database.store.effects.intend({
      key: copyKey(number, 'hard-disk'),
      kind: 'archive-copy',
      applicationNumber: number,
    });
    await setTimeout(5);
    await journal(number, 'step-later');
    await archiveCase(given.needs)({ applicationNumber: number });
    const found = (packed(number, 'journal.json') as { event: string }[]).map(({ event }) => event);
    expect(found).to.include('step-late').and.not.include('step-later');
  });

  it('packs every correction that the applicant made', async () => {
    const number = await delivered();
    const amended = { applicant: { name: 'Wening' }, events: [] };
    const { sha256 } = await given.needs.documents.put(Buffer.from(JSON.stringify(amended)));
    await database.store.journal.write({
      applicationNumber: number,
      actor: 'pemohon',
      event: 'application-amended',
      step: 3,
      detail: { amendedSha256: sha256 },
    });
    await archiveCase(given.needs)({ applicationNumber: number });
    const [only] = packed(number, 'amendments.json') as { application: unknown }[];
    expect(only!.application).to.deep.equal(amended);
  });

  it('refuses a case whose card was not signed or did not reach the applicant', async () => {
    const number = await delivered();
    for (const change of [
      { state: 'delivery' },
      { state: 'submitted' },
      { state: 'delivered', signedSha256: null },
    ] as const) {
      await database.store.cases.change(number, change);
      const refused = await errorOf(archiveCase(given.needs)({ applicationNumber: number }));
      expect(refused).to.be.instanceOf(Failure).with.property('code', 'STEP_NOT_REACHED');
    }
    expect(readdirSync(root('server'))).to.deep.equal([]);
    expect((await database.store.cases.get(number)).state).to.equal('delivered');
  });

  it('fills a layer that was added later with the cases that were archived before', async () => {
    const before = createArchive({
      layers: ['server', 'hard-disk'].map((name) => ({ name, path: root(name), removable: false })),
      key: Buffer.alloc(32, 3),
      holdsCopies: holdsCopies(given.needs),
      logger: silent,
    });
    const number = await delivered();
    await archiveCase({ ...given.needs, archive: before })({ applicationNumber: number });
    expect(await fill(), 'no row, no copy').to.equal(0);
    expect(await enlistAddedLayers(given.needs)()).to.equal(1);
    expect(await states(number)).to.deep.equal({ server: 'stored', 'hard-disk': 'stored', 'flash-disk': 'absent' });
    expect(await fill()).to.equal(1);
    expect(await states(number)).to.include({ 'flash-disk': 'stored' });
    expect(await events(number)).to.deep.include(['archive-filled', 'flash-disk']);
    expect(await database.store.effects.find(copyKey(number, 'flash-disk'))).to.include({ state: 'done' });
    expect(await enlistAddedLayers(given.needs)(), 'once').to.equal(0);
  });

  describe('with a medium in the drawer', () => {
    it('reads not one bag while it is away, and then only those that it lacks', async () => {
      const before = [await archived(), await archived()];
      inDrawer('flash-disk');
      const number = await archived();
      expect(await states(number)).to.include({ 'flash-disk': 'absent', server: 'stored' });
      expect((await database.store.journal.of(number)).at(-1)!.detail).to.deep.include({
        stored: ['server', 'hard-disk'],
        absent: ['flash-disk'],
      });
      expect(await database.store.effects.find(copyKey(number, 'flash-disk'))).to.include({ state: 'intended' });
      expect(await fill()).to.equal(0);
      expect(given.reads).to.deep.equal([]);
      back('flash-disk');
      expect(await fill()).to.equal(1);
      expect(given.reads, 'the one source').to.have.length(1);
      expect(given.reads.join()).to.contain(number);
      expect(given.reads.join()).to.not.match(new RegExp(before.join('|')));
      expect(await states(number)).to.include({ 'flash-disk': 'stored' });
      expect(await database.store.effects.find(`archive:${number}:flash-disk`)).to.include({ state: 'done' });
      expect(await events(number)).to.deep.include(['archive-filled', 'flash-disk']);
      expect(await fill(), 'twice does nothing more').to.equal(0);
    });

    it('fills from the next medium where that of the first copy is away', async () => {
      inDrawer('flash-disk');
      const number = await archived();
      back('flash-disk');
      inDrawer('server');
      expect(await fill()).to.equal(1);
      expect(await states(number)).to.include({ server: 'stored', 'flash-disk': 'stored' });
    });

    it('fails by a fault of the program, after it has written the others', async () => {
      inDrawer('flash-disk');
      const [number, other] = [await archived(), await archived()];
      back('flash-disk');
      const real = given.needs.archive;
      const archive: Archive = {
        ...real,
        copy: (from, layer) =>
          from.bag.endsWith(number) ? Promise.reject(new TypeError('a fault of ours')) : real.copy(from, layer),
      };
      expect(await errorOf(fillArchive({ ...given.needs, archive })())).to.be.instanceOf(TypeError);
      expect(await states(number)).to.include({ 'flash-disk': 'absent' });
      expect(await states(other)).to.include({ 'flash-disk': 'stored' });
    });

    it('tells a person of a copy that cannot be written after ten tries, and tries it once an hour', async () => {
      inDrawer('flash-disk');
      const number = await archived();
      back('flash-disk');
      const told = async () => (await events(number)).filter(([event]) => event === 'archive-not-written');
      const sick = sickMedium(root('flash-disk'), 'EIO', { calls: ['mkdir'] });
      try {
        for (let run = 0; run < 9; run += 1) await fill();
        expect(await told()).to.deep.equal([]);
        for (let run = 0; run < 3; run += 1) await fill();
        expect(given.copies).to.have.length(10);
        expect(await told()).to.deep.equal([['archive-not-written', 'flash-disk']]);
        await database.asOwner(`update archive_copies set tried_at = tried_at - interval '1 hour'`);
        await fill();
        expect(given.copies).to.have.length(11);
        expect(await told(), 'once').to.have.length(1);
      } finally {
        sick.heal();
      }
      expect(await fill(), 'it rests').to.equal(0);
      await database.asOwner(`update archive_copies set tried_at = tried_at - interval '1 hour'`);
      expect(await fill()).to.equal(1);
      expect(await states(number)).to.include({ 'flash-disk': 'stored' });
    });

    it('does not let a medium that cannot be written hold up another', async () => {
      inDrawer('flash-disk');
      inDrawer('hard-disk');
      const numbers = [await archived(), await archived()];
      back('flash-disk');
      back('hard-disk');
      rmSync(path.join(root('flash-disk')), { recursive: true });
      mkdirSync(root('flash-disk'));
      writeFileSync(path.join(root('flash-disk'), '2026'), 'a file in the way');
      writeFileSync(path.join(root('flash-disk'), `20${numbers[0]!.slice(3, 5)}`), 'a file in the way');
      expect(await fill()).to.equal(2);
      expect(given.copies, 'the one that cannot be written is tried once').to.have.members([
        'flash-disk',
        'hard-disk',
        'hard-disk',
      ]);
      for (const number of numbers)
        expect(await states(number)).to.include({ 'hard-disk': 'stored', 'flash-disk': 'absent' });
      expect(await database.store.archiveCopies.hindrances(60_000)).to.deep.equal([
        { layer: 'flash-disk', hindrance: 'medium' },
      ]);
    });

    it('tries another copy of a full medium each time, and all when there is room again', async () => {
      inDrawer('flash-disk');
      const numbers = [await archived(), await archived(), await archived()];
      back('flash-disk');
      const full = sickMedium(root('flash-disk'), 'ENOSPC', { calls: ['mkdir'] });
      try {
        for (let run = 0; run < numbers.length; run += 1) expect(await fill()).to.equal(0);
      } finally {
        full.heal();
      }
      const tried = [...new Set(given.reads.map((read) => read.slice(-numbers[0]!.length)))];
      expect(tried).to.have.members(numbers);
      expect(await fill()).to.equal(numbers.length);
    });

    it('repairs a damaged copy while a hundred copies wait for a full medium', async () => {
      const number = await archived();
      flipByte(path.join(bag('server', number), 'data', 'kk-signed.pdf'));
      await database.asOwner(`update archive_copies set checked_at = checked_at - interval '8 days'`);
      inDrawer('flash-disk');
      expect(await check()).to.equal(1);
      const waiting = Array.from({ length: 101 }, () => archived());
      await Promise.all(waiting);
      back('flash-disk');
      const full = sickMedium(root('flash-disk'), 'ENOSPC', { calls: ['mkdir'] });
      try {
        expect(await fill()).to.equal(1);
      } finally {
        full.heal();
      }
      expect(await states(number)).to.include({ server: 'repaired' });
    });
  });

  it('writes a copy from the next whole one where the first cannot be opened, and says it where there is none', async () => {
    inDrawer('hard-disk');
    const number = await archived();
    back('hard-disk');
    const withOtherKey = createArchive({
      layers: ['flash-disk', 'server', 'hard-disk'].map((name) => ({
        name,
        path: root(name),
        removable: name === 'flash-disk',
      })),
      key: Buffer.alloc(32, 4),
      holdsCopies: holdsCopies(given.needs),
      logger: silent,
    });
    expect(withOtherKey.sources, 'those in clear first').to.deep.equal(['server', 'hard-disk', 'flash-disk']);
    const hindrances = () => database.store.archiveCopies.hindrances(60_000);
    rmSync(documents(), { recursive: true });
    inDrawer('server');
    expect(await fillArchive({ ...given.needs, archive: withOtherKey })()).to.equal(0);
    expect(await hindrances()).to.deep.equal([{ layer: 'hard-disk', hindrance: 'source' }]);
    back('server');
    const encryptedFirst = { ...withOtherKey, sources: ['flash-disk', 'server'] };
    expect(await fillArchive({ ...given.needs, archive: encryptedFirst })()).to.equal(1);
    expect(await states(number)).to.include({ 'hard-disk': 'stored', 'flash-disk': 'stored' });
    expect(await hindrances()).to.deep.equal([]);
  });
});
