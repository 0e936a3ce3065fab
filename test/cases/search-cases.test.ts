import { expect } from 'chai';
import { OWN_WORK, type WorkQuery } from '../../src/domain/work-query.ts';
import { PEOPLE, refusalOf, withOffice, type OfficerName } from './office.ts';

const FAMILY = {
  applicant: { name: 'Slamet Sudibyo-Nugroho', nik: '3402151101720009', whatsapp: '081390004411' },
  kkNumber: '3402151512990044',
  members: [
    { name: 'Slamet Sudibyo-Nugroho', nik: '3402151101720009', shdk: 'KEPALA KELUARGA' },
    { name: 'Élok Purwaningsih', nik: '3402155210750003', shdk: 'ISTRI' },
  ],
  address: { street: 'Jalan Bantul km 7', rt: '4', rw: '2', kalurahan: '34.02.06.2004' },
};

describe('Searching for cases', () => {
  const given = withOffice();
  const list = (who: OfficerName, query: Partial<WorkQuery>, size?: number) =>
    given.office.officers.work(PEOPLE[who].username, { ...OWN_WORK, ...query }, size);
  const found = async (who: OfficerName, text: string, more: Partial<WorkQuery> = {}) =>
    (await list(who, { text, ...more })).rows.map(({ applicationNumber }) => applicationNumber);
  let slamet: string;
  let ended: string;
  let other: string;

  before(async () => {
    const { office } = given;
    ended = (await office.delivered(FAMILY)).applicationNumber;
    await office.store.cases.change(ended, { state: 'archived' });
    slamet = (await office.submit({ ...FAMILY, reason: 'hilang', changes: [] }, ['surat-hilang', 'ktp-el']))
      .applicationNumber;
    other = (await office.submit()).applicationNumber;
  });

  it('finds a case by number, name, member, NIK, KK number and phone, however they are written, open ones first', async () => {
    for (const typed of [
      'slamet',
      'SLAMET nugr',
      'sudibyo',
      'elok',
      'Élok Purwa',
      '3402151101720009',
      '340215 110172 0009',
      '3402155210750003',
      '3402151512990044',
      '0813-9000-4411',
      '+62 813 9000 4411',
      '813900044',
    ])
      expect(await found('tono', typed), typed).to.deep.equal([slamet, ended]);
    expect(await found('tono', slamet)).to.deep.equal([slamet]);
    expect(await found('tono', slamet.slice(-6).toLowerCase())).to.deep.equal([slamet]);
    expect(await found('tono', 'slamet prameswari')).to.deep.equal([]);
    expect(await found('tono', 'ab')).to.deep.equal([]);
  });

  it('also finds what has ended, and says where a case stands to whoever may not open it', async () => {
    const [row] = (await list('tono', { text: ended })).rows;
    expect(row).to.deep.include({
      applicationNumber: ended,
      applicantName: 'Slamet Sudibyo-Nugroho',
      maskedNik: '340215••••••0009',
      kalurahan: '34.02.06.2004',
      state: 'archived',
      task: null,
      mayOpen: false,
      holder: 'Sri Wahyuni',
    });
    expect((await list('sri', { text: ended })).rows[0]).to.include({ mayOpen: true });
    expect((await list('rini', { text: ended })).rows[0]).to.include({ mayOpen: true });
    expect(await found('rini', 'slamet', { scope: 'ended' })).to.deep.equal([ended]);
    expect(await found('rini', 'slamet', { scope: 'open' })).to.deep.equal([slamet]);
  });

  it('restricts by step, reason, kalurahan, officer and condition, in any list', async () => {
    const numbers = async (who: OfficerName, query: Partial<WorkQuery>) =>
      (await list(who, query)).rows.map(({ applicationNumber }) => applicationNumber);
    const open = await numbers('tono', {});
    expect(open).to.include.members([slamet, other]).and.not.include(ended);
    expect(await numbers('tono', { reason: 'hilang' })).to.deep.equal([slamet]);
    expect(await numbers('tono', { kalurahan: '34.02.06.2004' })).to.deep.equal([slamet]);
    expect(await numbers('tono', { kalurahan: '34.02.06.2004', scope: 'all' })).to.deep.equal([slamet, ended]);
    expect(await numbers('tono', { kalurahan: '34.02.06.2004', scope: 'ended' })).to.deep.equal([ended]);
    expect(await numbers('tono', { element: 'verify-draft' })).to.deep.equal([]);
    expect(await numbers('tono', { element: 'open-application' })).to.deep.equal(open);
    expect(await numbers('tono', { officer: 'sri.wahyuni', scope: 'all' })).to.deep.equal([ended]);
    expect(await numbers('tono', { condition: 'mine' })).to.deep.equal([]);
    expect(await numbers('tono', { condition: 'returned' })).to.deep.equal([]);
    expect(await numbers('tono', { condition: 'late' })).to.deep.equal([]);
    await given.office.engine.advance(5 * 24 * 3_600_000);
    expect(await numbers('tono', { condition: 'late' })).to.deep.equal(open);
    expect(await numbers('endah', { condition: 'late', scope: 'open' })).to.have.members(open);
  });

  it('sorts, and leafs through pages without losing or repeating a row', async () => {
    const { office } = given;
    for (const name of ['Zulaikha Amini', 'Abimanyu Prakoso', 'Mustika Rahayu'])
      await office.submit({ applicant: { ...FAMILY.applicant, name } });
    const names = (await list('tono', { sort: 'name' })).rows.map(({ applicantName }) => applicantName);
    expect(names).to.deep.equal(names.toSorted());
    const oldest = (await list('tono', {})).rows.map(({ applicationNumber }) => applicationNumber);
    const newest = (await list('tono', { sort: 'newest' })).rows.map(({ applicationNumber }) => applicationNumber);
    expect(newest).to.deep.equal(oldest.toReversed());
    const leafed: string[] = [];
    for (let page = 1; page <= 3; page++) {
      const { rows, total } = await list('tono', { page }, 2);
      expect(total).to.equal(oldest.length);
      leafed.push(...rows.map(({ applicationNumber }) => applicationNumber));
    }
    expect(leafed).to.deep.equal(oldest.slice(0, 6));
    const beyond = await list('tono', { page: 100 }, 2);
    expect([beyond.rows, beyond.total]).to.deep.equal([[], oldest.length]);
  });

  it('puts the own lane before other lanes', async () => {
    const drafted = (await given.office.drafted({ applicant: FAMILY.applicant })).applicationNumber;
    expect((await found('endah', 'slamet'))[0]).to.equal(drafted);
    expect((await found('tono', 'slamet'))[0]).to.equal(slamet);
    const [row] = (await list('tono', { text: drafted })).rows;
    expect(row).to.include({ ownLane: false, mayOpen: false, holder: 'Sri Wahyuni' });
    expect(row?.task).to.include({ element: 'verify-draft', blocked: 'WRONG_ROLE' });
  });

  it('journals each case that a search shows, never the words; a page of the own list as one row', async () => {
    const { office } = given;
    const rows = () => office.journal(slamet, 'search-viewed');
    const before = (await rows()).length;
    await found('rini', 'Slamet');
    const after = await rows();
    expect(after).to.have.length(before + 1);
    expect(after.at(-1)).to.deep.include({ actor: 'rini.astuti', step: null, detail: { state: 'submitted' } });
    await list('tono', {});
    const [last] = await office.database.asOwner(
      "select detail, application_number from journal where event = 'work-list-viewed' and actor = 'tono.prasetyo' order by id desc limit 1",
    );
    expect(last).to.deep.include({ application_number: null });
    expect((last!['detail'] as { numbers: string[] }).numbers).to.include(slamet);
    expect(JSON.stringify(await office.database.asOwner('select * from journal')).toLowerCase()).to.not.contain(
      'slamet',
    );
  });

  it('is refused to whoever works in no lane, and journalled', async () => {
    for (const who of ['audi', 'adi'] as const) {
      expect((await refusalOf(list(who, { text: 'slamet' }))).code).to.equal('WRONG_ROLE');
      expect((await refusalOf(list(who, { scope: 'ended' }))).code).to.equal('WRONG_ROLE');
    }
    const refused = await given.office.database.asOwner(
      "select detail from journal where event = 'view-refused' and actor = 'audi.pranata'",
    );
    expect(refused.map(({ detail }) => detail)).to.deep.include({ asked: 'search-viewed', because: 'WRONG_ROLE' });
  });

  it('follows the case: a corrected number, a new KK number, a new holder, an end', async () => {
    const { office } = given;
    const { applicationNumber } = await office.submit();
    await office.store.cases.change(applicationNumber, {
      whatsapp: '+6285700001111',
      kkNumber: '3402150000009999',
      entryOfficer: 'tono.prasetyo',
    });
    for (const typed of ['085700001111', '3402150000009999', 'Wening'])
      expect(await found('tono', typed), typed).to.include(applicationNumber);
    await office.store.cases.change(applicationNumber, { state: 'closed' });
    expect(await found('tono', applicationNumber, { scope: 'open' })).to.deep.equal([]);
    expect(await found('tono', applicationNumber, { scope: 'ended', officer: 'tono.prasetyo' })).to.deep.equal([
      applicationNumber,
    ]);
  });

  it('keeps the words for the officer who typed them, under an id, for a working day', async () => {
    const { office } = given;
    const id = await office.officers.keepSearch('tono.prasetyo', '  Slamet Sudibyo ');
    expect(id).to.match(/^[\w-]{12}$/);
    expect(await office.officers.keptSearch('tono.prasetyo', id)).to.equal('Slamet Sudibyo');
    expect(await office.officers.keptSearch('rini.astuti', id)).to.equal(undefined);
    expect((await refusalOf(office.officers.keepSearch('tono.prasetyo', 'ab'))).text).to.contain('paling sedikit tiga');
    expect(await office.store.keptSearches.purge(3_600_000)).to.equal(0);
    expect(await office.store.keptSearches.purge(-1)).to.be.greaterThan(0);
    expect(await office.officers.keptSearch('tono.prasetyo', id)).to.equal(undefined);
  });
});
