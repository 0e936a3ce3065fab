import { expect } from 'chai';
import { pino } from 'pino';
import { awaitedKkNumber } from '../../src/domain/card/awaited.ts';
import type { DeclaredEvent } from '../../src/domain/events/application.ts';
import type { Paper } from '../../src/domain/events/documents.ts';
import type { TypedImmigration } from '../../src/domain/card/immigration-columns.ts';
import type { FamilyCard, FamilyMember } from '../../src/domain/family-card.ts';
import { toPlainDate } from '../../src/domain/plain-date.ts';
import { createSiak } from '../../src/siak/create-siak.ts';
import { textOf } from '../card/read-pdf.ts';
import { applicationOf, ENTRIES } from '../domain/events/golden-applications.ts';
import { cardFrom, goldenCases } from '../domain/events/golden-case.ts';
import { submits, withPress } from './golden-office.ts';
import { PEOPLE, refusalOf, withOffice, type OfficerName } from './office.ts';
import { startPublishedService, type PublishedService } from './published-reading-service.ts';

const CASES = new Map(goldenCases().map((golden) => [golden.case, golden]));
const DAY = toPlainDate(CASES.get('32')!.today)!;
const [PETER, MARIA, SATO, ANITA] = ['3402171111589321', '3402174601659322', '3402081904719351', '3402166510939343'];
const NEW_CARD = '3402162611260001';
const papers = (...kinds: Paper['document'][]): Paper[] => kinds.map((document) => ({ document }));
const REFERENCE = 'SIAK/2026/11/0732';

interface Told {
  readonly of: '32' | '34' | '35';
  readonly event: DeclaredEvent;
  readonly papers: Paper[];
  /** What the officer types into SIAK: the card of before with this done to it. */
  readonly types: (card: FamilyCard) => readonly FamilyCard[];
  /** What the officer says of columns 13 to 15 while examining, by person. */
  readonly says?: Readonly<Record<string, TypedImmigration>>;
  /** Numbers that SIAK gives with it, by place-holder. */
  readonly numbers?: Readonly<Record<string, string>>;
}

const withRow = (card: FamilyCard, nik: string, change: Partial<FamilyMember>): FamilyCard => ({
  ...card,
  members: card.members.map((row) => (row.nik === nik ? { ...row, ...change } : row)),
});

/**
 * The way "typed" with the ministry's service: an officer enters in SIAK, another one looks there, and the card is drawn
 * from single people as CALL_NIK gives them. Citizenship, passport and KITAP are not among what it publishes.
 */
describe('A family with a foreigner, typed into SIAK and read by CALL_NIK, through the whole process', () => {
  const given = withOffice({}, new Date(`${DAY}T02:00:00Z`));
  let press: { close(): Promise<void> };
  let service: PublishedService;
  before(async () => {
    press = await withPress(given.office);
    service = await startPublishedService([]);
    const account = { user: 'disdukcapil-bantul', password: 'rahasia', ipUser: '127.0.0.1' };
    Object.assign(given.office.dependencies.settings, { siakWay: 'typed' });
    Object.assign(
      given.office.register,
      createSiak({
        way: 'typed',
        service: { url: service.url, ...account },
        timeoutMs: 15_000,
        logger: pino({ level: 'silent' }),
      }),
    );
  });
  after(async () => {
    await press.close();
    await service.close();
  });

  async function issues({ of, event, papers: brought, types, says = {}, numbers = {} }: Told) {
    const { office } = given;
    const card = cardFrom(CASES.get(of)!.before.cards[0]!);
    service.families = [card];
    const application = {
      ...applicationOf(CASES.get(of)!, { events: [event] }),
      kkNumber: card.kkNumber,
      address: {
        street: card.address,
        rt: card.rt,
        rw: card.rw,
        ...(card.kalurahanCode === undefined ? {} : { kalurahan: card.kalurahanCode }),
      },
      listed: card.members.map(({ name, nik, shdk }) => ({ name, nik, shdk })),
    };
    const { applicationNumber } = await submits(office, application, brought, DAY);
    await office.decides('sri', applicationNumber, 'open-application');
    for (const [nik, typed] of Object.entries(says))
      await office.officers.claimImmigration(PEOPLE.sri.username, applicationNumber, nik, typed);
    await office.decides('sri', applicationNumber, 'examine-application', { examination: 'complete' });
    expect((await office.case(applicationNumber)).siakWay).to.equal('typed');
    const sheet = await office.officers.siakSheet(PEOPLE.sri.username, applicationNumber);
    service.families = types(card);
    const { taskId: task } = await office.task(applicationNumber, 'enter-siak-manually');
    const answer = { siakReference: REFERENCE };
    await office.officers.decide(PEOPLE.sri.username, { applicationNumber, task, answer, siakNumbers: numbers });
    await office.settle();
    expect((await office.case(applicationNumber)).draftSha256, 'nothing is drawn of what nobody looked at').to.equal(
      null,
    );
    service.asked.length = 0;
    await office.decides('tono', applicationNumber, 'check-siak-entry', { entryCheck: 'seen' });
    const { draftSha256, findings } = await office.case(applicationNumber);
    const { family } = (await office.store.drafts.find(draftSha256!))!;
    const [text = ''] = await textOf(await office.dependencies.documents.get(draftSha256!));
    const { warnings } = await office.officers.case(PEOPLE.sri.username, applicationNumber);
    await office.requests(applicationNumber);
    await office.decides('endah', applicationNumber, 'verify-draft', { verification: 'valid' });
    expect(await office.openElements(applicationNumber)).to.deep.equal(['approve-signing']);
    return { applicationNumber, family, text: text.replace(/\s+/g, ' '), findings, warnings, sheet };
  }
  const rowOf = ({ members }: FamilyCard, nik: string) => members.find((member) => member.nik === nik)!;
  const sheetCells = ({ sheet }: Awaited<ReturnType<typeof issues>>, nik: string) =>
    sheet.cards!.flatMap(({ people }) => people.filter((one) => one.nik === nik)).flatMap(({ cells }) => cells);

  it('a renewed KITAP and passport stand in their columns: the service is asked for every person, the rest is told', async () => {
    const told = await issues({
      of: '32',
      event: {
        event: 'dokumen-imigrasi',
        data: {
          person: PETER,
          passport: { from: 'NX9900321', to: 'NY1234567', expires: '2036-05-01' },
          kitap: { from: '2D41AB9321-K', to: '2D41AB9328-L', expires: '2031-10-14' },
        },
      },
      papers: papers('f-1-02', 'f-1-06', 'kk-lama', 'paspor', 'kitap'),
      types: (card) => [withRow(card, PETER, { passportNumber: 'NY1234567', kitapNumber: '2D41AB9328-L' })],
    });
    expect(service.asked).to.include.members([PETER, MARIA]);
    expect(told.text).to.include('KEPALA KELUARGA WNA NY1234567 2D41AB9328-L JAN VAN DIJK ANNA BAKKER');
    expect(told.text).to.include('ISTRI WNI - - SUNARTO YULIANA');
    expect(
      sheetCells(told, PETER).map(({ label, from, to, unread }) => [label, from, to, unread?.claim?.text]),
    ).to.deep.equal([
      ['Nomor paspor', 'lihat di SIAK', 'NY1234567', 'NX9900321'],
      ['Nomor KITAP', 'lihat di SIAK', '2D41AB9328-L', '2D41AB9321-K'],
    ]);
    expect(told.findings.join(' ')).to.contain('kolom 13-15 pada draf diisi dari permohonan dan KK lama');
    expect(JSON.stringify((await given.office.engine.history(told.applicationNumber))?.variables))
      .to.not.include(PETER)
      .and.not.include('NY1234567');
  });

  it('case 35: who became WNI is drawn without documents, and what the old row held is claimed by nobody', async () => {
    const told = await issues({
      of: '35',
      event: {
        event: 'kewarganegaraan',
        data: { person: SATO, from: 'WNA', to: 'WNI', decidedOn: '2026-07-02', oathOn: '2026-10-01' },
      },
      papers: papers(
        ...(['f-1-02', 'f-1-06', 'kk-lama'] as const),
        ...(['keputusan-kewarganegaraan', 'berita-acara-sumpah', 'ktp-el-orang-asing'] as const),
      ),
      types: (card) => {
        const { passportNumber: _passport, kitapNumber: _kitap, ...row } = rowOf(card, SATO);
        return [
          { ...card, members: card.members.map((one) => (one.nik === SATO ? { ...row, citizenship: 'WNI' } : one)) },
        ];
      },
    });
    expect(told.text).to.include('KEPALA KELUARGA WNI - - SATO KENICHI SATO MICHIKO');
    expect(sheetCells(told, SATO).find(({ label }) => label === 'Kewarganegaraan')).to.deep.include({
      to: 'WNI',
      unread: { claim: { text: 'WNA', by: 'applicant' } },
    });
  });

  it('case 34: a husband with a KITAS stands on no card, the wife as KAWIN TERCATAT with the day', async () => {
    const told = await issues({
      of: '34',
      event: ENTRIES['34']!.first.events[0]!,
      papers: papers('f-1-02', 'kk-lama', 'buku-nikah'),
      numbers: { [awaitedKkNumber(1)]: NEW_CARD },
      types: (card) => {
        const wife = { ...rowOf(card, ANITA), maritalStatus: 'KAWIN TERCATAT', maritalDate: '2026-08-15' };
        const own = { ...card, kkNumber: NEW_CARD, headName: wife.name };
        return [
          { ...card, members: card.members.filter(({ nik }) => nik !== ANITA) },
          { ...own, members: [{ ...wife, shdk: 'KEPALA KELUARGA' }] },
        ];
      },
    });
    expect(told.family).to.include({ kkNumber: NEW_CARD, headName: 'ANITA SUBAGYO' });
    expect(told.family.members).to.have.length(1);
    expect(told.text).to.include('KAWIN TERCATAT 15-08-2026 KEPALA KELUARGA WNI - - SUBAGYO ENY KUSTINI');
    expect(told.text).to.not.include('KIM JUN HO');
    expect(service.asked, 'nobody asks for the husband').to.deep.equal([ANITA]);
  });

  it('what nobody says of a foreigner stays empty, and officers read so beside the draft before they decide', async () => {
    const told = await issues({
      of: '32',
      event: {
        event: 'dokumen-imigrasi',
        data: { person: PETER, kitap: { from: '2D41AB9321-K', to: '2D41AB9328-L', expires: '2031-10-14' } },
      },
      papers: papers('f-1-02', 'f-1-06', 'kk-lama', 'kitap'),
      types: (card) => [withRow(card, PETER, { kitapNumber: '2D41AB9328-L' })],
    });
    expect(told.text, 'a KITAP without its passport').to.include('WNA - 2D41AB9328-L JAN VAN DIJK');
    expect(told.warnings.map(({ text }) => text).join(' ')).to.contain('cocokkan kolom itu dengan SIAK');
  });

  const blood: Told = {
    of: '32',
    event: { event: 'golongan-darah', data: { changes: [{ person: MARIA, from: 'TIDAK TAHU', to: 'O' }] } },
    papers: papers('f-1-02', 'f-1-06', 'kk-lama', 'hasil-golongan-darah'),
    types: (card: FamilyCard) => [withRow(card, MARIA, { bloodType: 'O' })],
  };
  const WNI = { citizenship: 'WNI', passport: '', kitap: '' };
  const FOREIGN = { citizenship: 'WNA', passport: ' nx9900321', kitap: '2D41AB9321-K' };

  it('a foreigner of whom the application says nothing stands with what the officer saw in SIAK, as the officer said it', async () => {
    const told = await issues({ ...blood, says: { [PETER]: FOREIGN, [MARIA]: WNI } });
    expect(rowOf(told.family, PETER)).to.include({
      ...{ citizenship: 'WNA', passportNumber: 'NX9900321', kitapNumber: '2D41AB9321-K' },
    });
    expect(told.text).to.include('KEPALA KELUARGA WNA NX9900321 2D41AB9321-K JAN VAN DIJK ANNA BAKKER');
    expect(told.warnings.map(({ text }) => text).join(' '))
      .to.include('dan catatan petugas pada berkas ini')
      .and.not.include('selebihnya WNI');
    const { immigration } = await given.office.officers.case(PEOPLE.endah.username, told.applicationNumber);
    expect(immigration.mayClaim).to.equal(false);
    expect(immigration.people.find(({ nik }) => nik === PETER)?.claim).to.include({
      ...{ by: 'Sri Wahyuni', citizenship: 'WNA', passportNumber: 'NX9900321' },
    });
    const rows = await given.office.journal(told.applicationNumber, 'immigration-claimed');
    expect(rows.map(({ actor, step }) => `${actor} ${step}`)).to.deep.equal(['sri.wahyuni 3', 'sri.wahyuni 3']);
    const kept = JSON.stringify([rows, await given.office.store.immigrationClaims.of(told.applicationNumber)]);
    expect(kept).to.not.include('9900321').and.not.include(PETER);
  });

  it('what one officer said of one person leaves the others as nobody said them, and says so', async () => {
    const told = await issues({ ...blood, says: { [PETER]: FOREIGN } });
    expect(rowOf(told.family, PETER).citizenship).to.equal('WNA');
    expect(told.warnings.map(({ text }) => text).join(' ')).to.include('selebihnya WNI');
  });

  it('a lost card is printed again with them, though nothing is entered in SIAK', async () => {
    const { office } = given;
    const card = cardFrom(CASES.get('32')!.before.cards[0]!);
    service.families = [card];
    const application = {
      ...applicationOf(CASES.get('32')!, { events: [{ event: 'kk-rusak', data: {} }] }),
      ...{ kkNumber: card.kkNumber, listed: card.members.map(({ name, nik, shdk }) => ({ name, nik, shdk })) },
    };
    const { applicationNumber } = await submits(office, application, papers('f-1-02', 'kk-rusak'), DAY);
    await office.decides('sri', applicationNumber, 'open-application');
    await office.officers.claimImmigration(PEOPLE.sri.username, applicationNumber, PETER, FOREIGN);
    await office.decides('sri', applicationNumber, 'examine-application', { examination: 'complete' });
    const { draftSha256 } = await office.case(applicationNumber);
    const { family } = (await office.store.drafts.find(draftSha256!))!;
    expect(rowOf(family, PETER)).to.include({ citizenship: 'WNA', kitapNumber: '2D41AB9321-K' });
  });

  it('an application of elements takes them too', async () => {
    const { office } = given;
    const card = cardFrom(CASES.get('32')!.before.cards[0]!);
    service.families = [card];
    const members = card.members.map(({ name, nik, shdk }) => ({ name, nik, shdk }));
    const changes = [
      { member: 1, element: 'pekerjaan' as const, from: 'MENGURUS RUMAH TANGGA', to: 'WIRASWASTA', basis: 'Surat' },
    ];
    const applicant = { name: card.members[1]!.name, nik: MARIA, whatsapp: '081234567890' };
    const { applicationNumber } = await office.opened({ applicant, kkNumber: card.kkNumber, members, changes });
    await office.officers.claimImmigration(PEOPLE.sri.username, applicationNumber, PETER, FOREIGN);
    await office.decides('sri', applicationNumber, 'examine-application', { examination: 'complete' });
    service.families = [withRow(card, MARIA, { occupation: 'WIRASWASTA' })];
    await office.decides('sri', applicationNumber, 'enter-siak-manually', { siakReference: REFERENCE });
    await office.decides('tono', applicationNumber, 'check-siak-entry', { entryCheck: 'seen' });
    const { draftSha256 } = await office.case(applicationNumber);
    const { family } = (await office.store.drafts.find(draftSha256!))!;
    expect(rowOf(family, PETER)).to.include({ citizenship: 'WNA', passportNumber: 'NX9900321' });
    expect(rowOf(family, MARIA)).to.include({ citizenship: 'WNI', occupation: 'WIRASWASTA' });
  });

  it('the newest word counts, and can be taken back until there is a draft', async () => {
    const nothing = { citizenship: '', passport: '', kitap: '' };
    const { office } = given;
    const told = await issues({
      ...blood,
      types: (card) => blood.types(card),
      says: { [MARIA]: WNI },
    });
    const late = office.officers.claimImmigration(PEOPLE.sri.username, told.applicationNumber, PETER, FOREIGN);
    expect((await refusalOf(late)).code, 'there is a draft').to.equal('WRONG_ROLE');

    const card = cardFrom(CASES.get('32')!.before.cards[0]!);
    service.families = [card];
    const application = {
      ...applicationOf(CASES.get('32')!, { events: [blood.event] }),
      listed: card.members.map(({ name, nik, shdk }) => ({ name, nik, shdk })),
    };
    const { applicationNumber } = await submits(office, application, blood.papers, DAY);
    await office.decides('sri', applicationNumber, 'open-application');
    const says = (nik: string, typed: TypedImmigration, who: OfficerName = 'sri') =>
      office.officers.claimImmigration(PEOPLE[who].username, applicationNumber, nik, typed);
    const claims = async () => {
      const { immigration } = await office.officers.case(PEOPLE.sri.username, applicationNumber);
      return immigration.people.map(({ claim }) => claim?.citizenship ?? null);
    };
    await says(PETER, FOREIGN);
    expect(await claims()).to.deep.equal(['WNA', null]);
    await says(PETER, WNI);
    expect(await claims()).to.deep.equal(['WNI', null]);
    await says(PETER, nothing);
    expect(await claims()).to.deep.equal([null, null]);

    for (const [typed, remedy] of [
      [{ ...WNI, kitap: '2D41AB9321-K' }, 'atau pilih WNA'],
      [{ ...FOREIGN, passport: '', kitap: '' }, 'Isi nomor paspor'],
      [{ ...FOREIGN, passport: '?? ga tahu' }, 'seperti tercetak'],
      [{ ...FOREIGN, passport: '2d41ab9321-k' }, 'tidak mungkin sama'],
      [{ ...FOREIGN, citizenship: '' }, 'Pilih WNA'],
      [{ ...FOREIGN, citizenship: 'ASING' }, 'Pilih WNI atau WNA'],
    ] as const)
      expect((await refusalOf(says(PETER, typed))).text, JSON.stringify(typed)).to.include(remedy);
    expect((await refusalOf(says('3402010101010001', FOREIGN))).text).to.include('tidak tercantum');
    for (const other of ['tono', 'endah', 'agus', 'rini', 'audi', 'adi', 'budi'] as const) {
      expect((await refusalOf(says(PETER, FOREIGN, other))).code, other).to.match(/^[A-Z_]+$/);
      const refused = await office.journal(applicationNumber, 'act-refused', 'view-refused');
      expect(refused.at(-1)?.actor, other).to.equal(PEOPLE[other].username);
    }
    expect(await claims()).to.deep.equal([null, null]);
    await office.applicants.withdraw(applicationNumber, office.pinOf(applicationNumber));
    await office.settle();
  });

  it('a foreigner of whom the application says nothing is not read as one: officers are told to compare', async () => {
    const told = await issues({
      of: '32',
      event: { event: 'golongan-darah', data: { changes: [{ person: MARIA, from: 'TIDAK TAHU', to: 'O' }] } },
      papers: papers('f-1-02', 'f-1-06', 'kk-lama', 'hasil-golongan-darah'),
      types: (card) => [withRow(card, MARIA, { bloodType: 'O' })],
    });
    expect(rowOf(told.family, PETER).citizenship).to.equal('WNI');
    expect(told.warnings.map(({ text }) => text)).to.deep.equal([
      'Layanan baca SIAK tidak memberi kewarganegaraan, nomor paspor dan nomor KITAP: kolom 13-15 pada draf diisi dari permohonan dan KK lama, selebihnya WNI. Bila ada orang asing dalam keluarga, cocokkan kolom itu dengan SIAK',
    ]);
  });
});
