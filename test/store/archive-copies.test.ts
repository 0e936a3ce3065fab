import { expect } from 'chai';
import type { ArchiveCopyRecord } from '../../src/store/store.ts';
import { withDatabase } from './database.ts';
import { openCase, sha256 } from './given.ts';

type Copy = Pick<ArchiveCopyRecord, 'layer' | 'state'>;

describe('The copies of the archive', () => {
  const database = withDatabase();
  beforeEach(() => database.asOwner('delete from archive_copies'));
  const copies = () => database.store.archiveCopies;
  const put = async (applicationNumber: string, { layer, state }: Copy, path: string | null = `/arsip/${layer}`) =>
    copies().put({ applicationNumber, layer, bag: '2026/x', path, sha256: sha256(layer), state });
  const archived = async (...all: readonly Copy[]) => {
    const { applicationNumber } = await openCase(database.store);
    for (const copy of all) await put(applicationNumber, copy);
    return applicationNumber;
  };
  const setBack = (applicationNumber: string, layer: string, seconds: number) =>
    database.asOwner(
      `update archive_copies set at = at - make_interval(secs => $3), checked_at = checked_at - make_interval(secs => $3)
       where application_number = $1 and layer = $2`,
      [applicationNumber, layer, seconds],
    );
  const numbers = (found: readonly ArchiveCopyRecord[]) =>
    found.map(({ applicationNumber, layer }) => [applicationNumber, layer]);
  const server = (state: Copy['state'] = 'stored'): Copy => ({ layer: 'server', state });
  const disk = (state: Copy['state'] = 'stored'): Copy => ({ layer: 'hard-disk', state });
  const rest = { after: 2, ms: 60_000 };

  it('are one word for each case and layer, the newest, with when it was said', async () => {
    const [one, other] = [await archived(server('absent'), disk()), await archived(server())];
    await setBack(one, 'server', 100);
    const [earlier] = (await copies().of(one)).filter(({ layer }) => layer === 'server');
    await copies().put({
      applicationNumber: one,
      layer: 'server',
      bag: '2026/y',
      path: '/arsip/y',
      sha256: sha256('y'),
      state: 'repaired',
    });
    const all = await copies().of(one);
    expect(
      all.map(({ layer }) => layer),
      'by layer',
    ).to.deep.equal(['hard-disk', 'server']);
    const { at, checkedAt, ...word } = all[1]!;
    expect(word).to.deep.equal({
      applicationNumber: one,
      layer: 'server',
      bag: '2026/y',
      path: '/arsip/y',
      sha256: sha256('y'),
      state: 'repaired',
    });
    expect(at.getTime() - earlier!.at.getTime()).to.be.above(90_000);
    expect(checkedAt.getTime() - earlier!.checkedAt.getTime()).to.be.above(90_000);
    expect(all[0]).to.include({ state: 'stored', path: '/arsip/hard-disk' });
    expect(await copies().of(other)).to.have.length(1);
  });

  it('that no medium was there for stay on a list, longest first', async () => {
    const [younger, older] = [await archived(disk('absent'), server()), await archived(disk('absent'))];
    await archived(disk('damaged'), server('repaired'));
    await setBack(older, 'hard-disk', 100);
    expect(numbers(await copies().absent())).to.deep.equal([
      [older, 'hard-disk'],
      [younger, 'hard-disk'],
    ]);
  });

  it('that a layer lacks are named where another medium holds the case, longest first and a few at a time', async () => {
    const [absent, older] = [
      await archived(disk('absent'), server('repaired')),
      await archived(disk('absent'), server()),
    ];
    const damaged = await archived(disk('damaged'), server());
    await archived(disk(), server());
    await archived(disk('absent'), server('damaged'));
    const alone = await archived(disk('absent'));
    const elsewhere = await archived(disk('absent'), { layer: 'flash-disk', state: 'stored' });
    await setBack(older, 'hard-disk', 100);
    const lacking = async (from: readonly string[], limit = 10, state: 'absent' | 'damaged' = 'absent') =>
      (await copies().lacking({ layer: 'hard-disk', state, from, limit, rest })).map((row) => row.applicationNumber);
    const here = ['server', 'hard-disk'];
    expect(await lacking(here)).to.deep.equal([older, absent]);
    expect(await lacking(here, 1)).to.deep.equal([older]);
    expect(await lacking(here, 10, 'damaged')).to.deep.equal([damaged]);
    expect(await lacking(['hard-disk']), 'nothing here could be copied from').to.deep.equal([]);
    expect(await lacking(['hard-disk', 'flash-disk'])).to.deep.equal([elsewhere]);
    const signed = { applicationNumber: alone, signedSha256: sha256('signed'), contentsSha256: sha256('contents') };
    await database.store.archivePackages.fix(signed);
    expect(await lacking(['hard-disk']), 'the documents hold its package').to.deep.equal([alone]);
    expect(await lacking(here)).to.deep.equal([older, absent, alone]);
    expect(
      await copies().lacking({ layer: 'server', state: 'absent', from: here, limit: 10, rest }),
      'the server lacks nothing it could get',
    ).to.deep.equal([]);
  });

  it('that could not be written go behind the others of their layer, and the layer says why', async () => {
    const numbers: string[] = [];
    for (let copy = 0; copy < 3; copy += 1) numbers.push(await archived(disk('absent'), server()));
    const [first, second, third] = numbers as [string, string, string];
    const order = async () =>
      (await copies().lacking({ layer: 'hard-disk', state: 'absent', from: ['server'], limit: 10, rest })).map(
        (row) => row.applicationNumber,
      );
    await copies().hindered(second, 'hard-disk', 'medium');
    await copies().hindered(first, 'hard-disk', 'source');
    await copies().hindered(first, 'server', 'medium');
    expect(await order()).to.deep.equal([third, second, first]);
    const lately = 60_000;
    expect(await copies().hindrances(lately), 'what is whole hinders nothing').to.deep.equal([
      { layer: 'hard-disk', hindrance: 'medium' },
      { layer: 'hard-disk', hindrance: 'source' },
    ]);
    expect(await copies().hindrances(0)).to.deep.equal([]);
    await put(second, disk());
    await put(first, disk('damaged'));
    expect(await copies().hindrances(lately), 'what was written says so no more').to.deep.equal([]);
  });

  it('that were tried in vain several times rest between two tries, until they are written', async () => {
    const number = await archived(disk('absent'), server());
    const isTried = async () =>
      (await copies().lacking({ layer: 'hard-disk', state: 'absent', from: ['server'], limit: 10, rest })).length === 1;
    expect(await copies().hindered(number, 'hard-disk', 'medium')).to.equal(1);
    expect(await isTried()).to.equal(true);
    expect(await copies().hindered(number, 'hard-disk', 'medium')).to.equal(2);
    expect(await isTried()).to.equal(false);
    await database.asOwner(`update archive_copies set tried_at = tried_at - interval '61 seconds'`);
    expect(await isTried()).to.equal(true);
    await put(number, disk());
    expect(await copies().hindered(number, 'hard-disk', 'medium'), 'nothing lacks').to.equal(0);
    await put(number, disk('damaged'));
    expect(await copies().hindered(number, 'hard-disk', 'source'), 'it lacks anew').to.equal(1);
  });

  it('that a layer never had are noted as absent, some at a time, named by a whole copy', async () => {
    const [one, other] = [await archived(server(), disk('damaged')), await archived(disk())];
    await copies().put({ ...(await copies().of(one))[0]!, bag: '2026/later', sha256: sha256('later') });
    const { bag, sha256: content } = (await copies().of(one)).find(({ layer }) => layer === 'server')!;
    const layers = ['server', 'hard-disk', 'flash-disk'];
    expect(await copies().enlist(layers, 2)).to.equal(2);
    expect(await copies().enlist(layers, 2)).to.equal(1);
    expect(await copies().enlist(layers, 2)).to.equal(0);
    const states = async (number: string) => (await copies().of(number)).map(({ layer, state }) => [layer, state]);
    expect(await states(one)).to.deep.equal([
      ['flash-disk', 'absent'],
      ['hard-disk', 'damaged'],
      ['server', 'stored'],
    ]);
    expect(await states(other)).to.deep.equal([
      ['flash-disk', 'absent'],
      ['hard-disk', 'stored'],
      ['server', 'absent'],
    ]);
    expect((await copies().of(one))[0]).to.include({ bag, sha256: content, path: null });
  });

  it('are read in turn: whole ones in these layers that nobody has read since, longest first', async () => {
    const [newer, older, read] = [await archived(disk()), await archived(disk('repaired')), await archived(disk())];
    const broken = await archived(disk('damaged'), server());
    await setBack(newer, 'hard-disk', 1000);
    await setBack(older, 'hard-disk', 2000);
    await setBack(read, 'hard-disk', 3000);
    await setBack(broken, 'hard-disk', 3000);
    await setBack(broken, 'server', 3000);
    await copies().checked(read, 'hard-disk');
    const due = async (limit: number, ago = 500, condition: 'whole' | 'damaged' = 'whole') =>
      numbers(
        await copies().dueForCheck({
          condition,
          layers: ['hard-disk'],
          notCheckedSince: new Date(Date.now() - ago * 1000),
          limit,
        }),
      );
    expect(await due(10)).to.deep.equal([
      [older, 'hard-disk'],
      [newer, 'hard-disk'],
    ]);
    expect(await due(1)).to.deep.equal([[older, 'hard-disk']]);
    expect(await due(10, 1500)).to.deep.equal([[older, 'hard-disk']]);
    await copies().checked(older, 'server');
    expect(await due(10, 1500), 'the copy on another medium was read').to.deep.equal([[older, 'hard-disk']]);
    expect(await due(10, 1500, 'damaged'), 'those that are damaged by themselves').to.deep.equal([
      [broken, 'hard-disk'],
    ]);
  });

  it('that nobody has read since are counted by layer', async () => {
    const [one, other] = [await archived(disk(), server('repaired')), await archived(disk(), server('damaged'))];
    await archived(disk(), server());
    for (const number of [one, other]) for (const layer of ['hard-disk', 'server']) await setBack(number, layer, 1000);
    const unread = (layers: readonly string[], ago: number) =>
      copies().unread({ layers, notCheckedSince: new Date(Date.now() - ago * 1000) });
    expect(await unread(['server', 'hard-disk'], 500)).to.deep.equal([
      { layer: 'hard-disk', count: 2 },
      { layer: 'server', count: 1 },
    ]);
    expect(await unread(['server'], 500)).to.deep.equal([{ layer: 'server', count: 1 }]);
    expect(await unread(['server', 'hard-disk'], 1500)).to.deep.equal([]);
  });

  it('are counted by layer and state', async () => {
    await archived(server(), disk('absent'));
    await archived(server(), disk());
    await archived(server('damaged'), disk());
    expect(await copies().counts()).to.deep.equal([
      { layer: 'hard-disk', state: 'absent', count: 1 },
      { layer: 'hard-disk', state: 'stored', count: 2 },
      { layer: 'server', state: 'damaged', count: 1 },
      { layer: 'server', state: 'stored', count: 2 },
    ]);
  });

  it('are lost where no medium holds a whole one any more', async () => {
    const lost = [await archived(server('damaged'), disk('absent')), await archived(server('absent'))];
    await archived(server('damaged'), disk());
    await archived(server('repaired'), disk('damaged'));
    expect(await copies().lost()).to.deep.equal(lost.sort());
  });
});
