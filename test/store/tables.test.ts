import { expect } from 'chai';
import type { FamilyCard } from '../../src/domain/family-card.ts';
import { StoreError } from '../../src/store/store-error.ts';
import type { AbsenceRecord, DelegationRecord } from '../../src/store/people.ts';
import { withDatabase } from './database.ts';
import { errorOf, openCase, sha256 } from './given.ts';

const FAMILY: FamilyCard = {
  kkNumber: '3402150101150007',
  headName: 'DAMAR PAMUNGKAS',
  address: 'PADUKUHAN CEPIT',
  rt: '003',
  rw: '012',
  postalCode: '55188',
  kalurahan: 'PENDOWOHARJO',
  kapanewon: 'SEWON',
  kabupaten: 'BANTUL',
  provinsi: 'DAERAH ISTIMEWA YOGYAKARTA',
  members: [
    {
      name: 'DAMAR PAMUNGKAS',
      nik: '3402151708820001',
      sex: 'LAKI-LAKI',
      birthPlace: 'BANTUL',
      birthDate: '1982-08-17',
      religion: 'ISLAM',
      education: 'SLTA/SEDERAJAT',
      occupation: 'WIRASWASTA',
      bloodType: 'O',
      maritalStatus: 'KAWIN',
      shdk: 'KEPALA KELUARGA',
      citizenship: 'WNI',
      father: 'SASTRO',
      mother: 'SUMI',
    },
  ],
};

describe('The store keeps what belongs to a case', () => {
  const database = withDatabase();

  it('papers, in the order of arrival, the same picture once', async () => {
    const { papers, ...store } = database.store;
    const { applicationNumber } = await openCase({ papers, ...store });
    const paper = {
      applicationNumber,
      kind: 'ijazah',
      sha256: sha256('a'),
      mediaType: 'image/jpeg',
      bytes: 4,
      source: 'portal',
    } as const;
    const first = await papers.add(paper);
    await papers.add({
      ...paper,
      kind: 'kk-lama',
      sha256: sha256('b'),
      mediaType: 'application/pdf',
      source: 'whatsapp',
    });
    expect(await papers.add(paper)).to.deep.equal(first);
    expect((await papers.of(applicationNumber)).map(({ kind }) => kind)).to.deep.equal(['ijazah', 'kk-lama']);
    expect((await papers.newest(1)).map(({ kind }) => kind)).to.deep.equal(['kk-lama']);
    expect(await papers.find(first.id)).to.deep.equal(first);
    for (const strange of ['', '1 or 1=1', '00000000-0000-4000-8000-000000000000'])
      expect(await papers.find(strange)).to.equal(undefined);
  });

  it('drafts; the one rendered last is the latest, also when its bytes were there before', async () => {
    const { store } = database;
    const { applicationNumber } = await openCase(store);
    const draft = (text: string) => ({
      sha256: sha256(text),
      applicationNumber,
      family: FAMILY,
      previewSha256: sha256(`${text} preview`),
      issuedOn: '2026-11-26',
      signatory: null,
      signatureLines: { title: 'KEPALA DINAS', name: 'Bambang', nip: '197001011995011001' },
    });
    for (const text of ['one', 'two', 'one']) await store.drafts.save(draft(text));
    expect(await store.drafts.latest(applicationNumber)).to.deep.include(draft('one'));
    expect(await store.drafts.find(sha256('two'))).to.deep.include(draft('two'));
  });

  it('archive copies: one word per layer, and what is absent stays on the list until it is stored', async () => {
    const { store } = database;
    const { applicationNumber } = await openCase(store);
    await store.archiveCopies.put({
      applicationNumber,
      layer: 'server',
      bag: '2026/x',
      path: '/arsip/x',
      sha256: sha256('m'),
      state: 'stored',
    });
    await store.archiveCopies.put({
      applicationNumber,
      layer: 'flash-disk',
      bag: '2026/x',
      path: null,
      sha256: sha256('m'),
      state: 'absent',
    });
    expect((await store.archiveCopies.absent()).map(({ layer }) => layer)).to.deep.equal(['flash-disk']);
    await store.archiveCopies.put({
      applicationNumber,
      layer: 'flash-disk',
      bag: '2026/x',
      path: '/media/x',
      sha256: sha256('m'),
      state: 'stored',
    });
    expect(await store.archiveCopies.absent()).to.deep.equal([]);
    expect(await store.archiveCopies.of(applicationNumber)).to.have.length(2);
  });

  it('people and their dated stand-ins, days as days', async () => {
    const { people } = database.store;
    const sri = {
      username: 'sri.wahyuni',
      name: 'Sri Wahyuni',
      roles: ['petugas-entri'],
      nip: '198001012005012001',
      signerNik: null,
      certificateName: null,
      nikHash: null,
      active: true,
    } as const;
    const head = {
      username: 'bambang',
      name: 'Bambang',
      roles: ['kepala-dinas'],
      nip: '197001011995011001',
      signerNik: '3402010101700001',
      certificateName: 'BAMBANG',
      nikHash: null,
      active: true,
    } as const;
    for (const person of [sri, head, { ...sri, active: false }]) await people.put(person);
    expect(await people.find('sri.wahyuni')).to.deep.equal({ ...sri, active: false });
    expect(await people.find('nobody')).to.equal(undefined);
    expect(await people.all()).to.deep.equal([head, { ...sri, active: false }]);
    const delegation = {
      from: 'bambang',
      to: 'sri.wahyuni',
      role: 'kepala-dinas',
      kind: 'Plh',
      validFrom: '2026-11-20',
      validTo: '2026-11-30',
    } as const;
    await people.delegate(delegation);
    await people.delegate(delegation);
    const [{ id, ...letter }] = (await people.delegations()) as [DelegationRecord];
    expect(letter).to.deep.equal(delegation);
    await people.withdrawDelegation(id);
    expect(await people.delegations()).to.deep.equal([]);
    await people.delegate(delegation);
    expect(await people.delegations(), 'given again, it stands again').to.have.length(1);

    const everybody = { people: await people.all(), delegations: await people.delegations(), absences: [] };
    expect(await people.roster('2026-11-30'), 'on its last day').to.deep.equal(everybody);
    expect(await people.roster('2026-12-01'), 'when it is over').to.deep.equal({ ...everybody, delegations: [] });
  });

  it('absences, until they are ended; nothing is deleted', async () => {
    const { people } = database.store;
    const absence = {
      person: 'sri.wahyuni',
      validFrom: '2026-11-20',
      validTo: '2026-11-22',
      recordedBy: 'bambang',
    } as const;
    await people.recordAbsence(absence);
    const [{ id, ...recorded }] = (await people.absences()) as [AbsenceRecord];
    expect(recorded).to.deep.equal(absence);
    expect((await people.roster('2026-11-22')).absences).to.deep.equal([{ id, ...recorded }]);
    expect((await people.roster('2026-11-23')).absences).to.deep.equal([]);
    await people.endAbsence(id);
    expect(await people.absences()).to.deep.equal([]);
    expect(await errorOf(people.recordAbsence({ ...absence, validTo: '2026-11-19' }))).to.be.instanceOf(StoreError);
  });

  it('links, by the hash of their token', async () => {
    const { store } = database;
    const { applicationNumber } = await openCase(store);
    const link = {
      tokenSha256: sha256('token'),
      applicationNumber,
      purpose: 'card',
      expiresAt: new Date('2026-12-01T00:00:00Z'),
    } as const;
    await store.links.put(link);
    const { tokenSha256, ...rest } = link;
    expect(await store.links.find(tokenSha256)).to.deep.equal(rest);
    expect(await store.links.find(sha256('another'))).to.equal(undefined);
  });

  it('nothing for a case that is not there', async () => {
    const paper = {
      applicationNumber: 'KK-261122-000000',
      kind: 'ijazah',
      sha256: sha256('a'),
      mediaType: 'image/jpeg',
      bytes: 4,
      source: 'portal',
    } as const;
    expect(await errorOf(database.store.papers.add(paper))).to.include({
      name: 'StoreError',
      code: '23503',
      table: 'papers',
    });
  });
});
