import { expect } from 'chai';
import { assessCase } from '../../src/cases/assess-case.ts';
import type { DeclaredEvent } from '../../src/domain/events/application.ts';
import type { Paper } from '../../src/domain/events/documents.ts';
import type { FamilyCard } from '../../src/domain/family-card.ts';
import { toPlainDate } from '../../src/domain/plain-date.ts';
import type { RunningSimulator } from '../../src/simulators/serve.ts';
import { textOf } from '../card/read-pdf.ts';
import { applicationOf, ENTRIES } from '../domain/events/golden-applications.ts';
import { cardFrom, goldenCases } from '../domain/events/golden-case.ts';
import { submits, withPress, withRegister } from './golden-office.ts';
import { withOffice } from './office.ts';

const CASES = new Map(goldenCases().map((golden) => [golden.case, golden]));
const DAY = toPlainDate(CASES.get('32')!.today)!;
const [PETER, MARIA, SATO] = ['3402171111589321', '3402174601659322', '3402081904719351'];
const OLD = { passportExpiry: '2027-01-31', kitapExpiry: '2026-10-14' };
const papers = (...kinds: Paper['document'][]): Paper[] => kinds.map((document) => ({ document }));

interface Told {
  readonly of: '32' | '34' | '35';
  readonly event: DeclaredEvent;
  readonly papers: Paper[];
}

/**
 * Families with a foreigner from the application to the printed draft: what stands in columns 13, 14 and 15, read from
 * the PDF beside its neighbours, and until when the register says that the documents are valid.
 */
describe('A family with a foreigner, through the whole process', () => {
  const given = withOffice({}, new Date(`${DAY}T02:00:00Z`));
  let press: { close(): Promise<void> };
  let register: RunningSimulator | undefined;
  before(async () => {
    press = await withPress(given.office);
  });
  after(() => press.close());
  afterEach(() => register?.close());

  /** The family as SIAK has it, with the days that its documents end; the foreigner is the first row. */
  const familyOf = (of: Told['of']): FamilyCard => {
    const card = cardFrom(CASES.get(of)!.before.cards[0]!);
    const [first, ...others] = card.members;
    return first!.citizenship === 'WNA' ? { ...card, members: [{ ...first!, ...OLD }, ...others] } : card;
  };
  async function issues({ of, event, papers: brought }: Told) {
    const { office } = given;
    register = await withRegister(office, [familyOf(of)]);
    const { applicationNumber } = await submits(
      office,
      applicationOf(CASES.get(of)!, { events: [event] }),
      brought,
      DAY,
    );
    await office.decides('sri', applicationNumber, 'open-application');
    const assessed = (await assessCase(office.dependencies, await office.case(applicationNumber)))!;
    expect(
      assessed.assessment.missing.map(({ text }) => text),
      'papers that lack',
    ).to.deep.equal([]);
    await office.decides('sri', applicationNumber, 'examine-application', { examination: 'complete' });
    const { draftSha256 } = await office.case(applicationNumber);
    const draft = (await office.store.drafts.find(draftSha256!))!;
    await office.requests(applicationNumber);
    await office.decides('endah', applicationNumber, 'verify-draft', { verification: 'valid' });
    const [text = ''] = await textOf(await office.dependencies.documents.get(draftSha256!));
    return { family: draft.family, kept: await office.register.family(draft.family.kkNumber), text };
  }
  const rowOf = ({ members }: FamilyCard, nik: string) => members.find((member) => member.nik === nik)!;
  /** Columns 12 to 16 of a row as they stand side by side in the PDF. */
  const printed = (text: string, ...cells: string[]) => expect(text.replace(/\s+/g, ' ')).to.include(cells.join(' '));

  it('case 32: a renewed KITAP stands in column 15 with its new end, the passport stays in column 14', async () => {
    const { family, kept, text } = await issues({
      of: '32',
      event: {
        event: 'dokumen-imigrasi',
        data: { person: PETER, kitap: { from: '2D41AB9321-K', to: '2D41AB9328-L', expires: '2031-10-14' } },
      },
      papers: papers('f-1-02', 'f-1-06', 'kk-lama', 'kitap'),
    });
    printed(text, 'KEPALA KELUARGA', 'WNA', 'NX9900321', '2D41AB9328-L', 'JAN VAN DIJK', 'ANNA BAKKER');
    printed(text, 'ISTRI', 'WNI', '-', '-', 'SUNARTO', 'YULIANA');
    expect(text, 'the end is stored, not printed').to.not.include('14-10-2031').and.not.include('9321-K');
    for (const card of [family, kept])
      expect(rowOf(card, PETER)).to.include({ kitapExpiry: '2031-10-14', passportExpiry: OLD.passportExpiry });
  });

  it('a new passport stands in column 14 with its new end, the KITAP stays in column 15', async () => {
    const { kept, text } = await issues({
      of: '32',
      event: {
        event: 'dokumen-imigrasi',
        data: { person: PETER, passport: { from: 'NX9900321', to: 'NY1234567', expires: '2036-05-01' } },
      },
      papers: papers('f-1-02', 'f-1-06', 'kk-lama', 'paspor'),
    });
    printed(text, 'WNA', 'NY1234567', '2D41AB9321-K', 'JAN VAN DIJK');
    expect(rowOf(kept, PETER)).to.include({ passportExpiry: '2036-05-01', kitapExpiry: OLD.kitapExpiry });
  });

  it('both at once stand each in its own column, each with its own end', async () => {
    const { kept, text } = await issues({
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
    });
    printed(text, 'WNA', 'NY1234567', '2D41AB9328-L', 'JAN VAN DIJK');
    expect(rowOf(kept, PETER)).to.include({ passportExpiry: '2036-05-01', kitapExpiry: '2031-10-14' });
  });

  it('a new number of which nobody said the end does not keep the end of the old one', async () => {
    const { kept } = await issues({
      of: '32',
      event: {
        event: 'dokumen-imigrasi',
        data: { person: PETER, kitap: { from: '2D41AB9321-K', to: '2D41AB9328-L' } },
      },
      papers: papers('f-1-02', 'f-1-06', 'kk-lama', 'kitap'),
    });
    expect(rowOf(kept, PETER).kitapNumber).to.equal('2D41AB9328-L');
    expect(rowOf(kept, PETER).kitapExpiry, 'of the KITAP that is not valid any more').to.equal(undefined);
    expect(rowOf(kept, PETER).passportExpiry).to.equal(OLD.passportExpiry);
  });

  it('case 35: who became WNI has no document of a foreigner any more, neither its number nor its end', async () => {
    const { family, kept, text } = await issues({
      of: '35',
      event: {
        event: 'kewarganegaraan',
        data: { person: SATO, from: 'WNA', to: 'WNI', decidedOn: '2026-07-02', oathOn: '2026-10-01' },
      },
      papers: papers(
        'f-1-02',
        'f-1-06',
        'kk-lama',
        'keputusan-kewarganegaraan',
        'berita-acara-sumpah',
        'ktp-el-orang-asing',
      ),
    });
    printed(text, 'KEPALA KELUARGA', 'WNI', '-', '-', 'SATO KENICHI', 'SATO MICHIKO');
    expect(text).to.not.include('TR9900351').and.not.include('2D41AB9351-M');
    for (const card of [family, kept])
      expect(rowOf(card, SATO)).to.not.have.any.keys('passportNumber', 'kitapNumber', 'passportExpiry', 'kitapExpiry');
  });

  it('case 34: a husband with a KITAS is not listed, and the wife stands as KAWIN TERCATAT with the day', async () => {
    const { family, text } = await issues({
      of: '34',
      event: ENTRIES['34']!.first.events[0]!,
      papers: papers('f-1-02', 'kk-lama', 'buku-nikah'),
    });
    expect(family.members).to.have.length(1);
    printed(text, 'KAWIN TERCATAT', '15-08-2026', 'KEPALA KELUARGA', 'WNI', '-', '-', 'SUBAGYO', 'ENY KUSTINI');
    expect(text).to.not.include('KIM JUN HO');
  });

  it('an unrelated change leaves the documents of the foreigner and their ends as they are', async () => {
    const { kept, text } = await issues({
      of: '32',
      event: {
        event: 'golongan-darah',
        data: { changes: [{ person: MARIA, from: 'TIDAK TAHU', to: 'O' }] },
      },
      papers: papers('f-1-02', 'f-1-06', 'kk-lama', 'hasil-golongan-darah'),
    });
    printed(text, 'WNA', 'NX9900321', '2D41AB9321-K', 'JAN VAN DIJK');
    expect(rowOf(kept, PETER)).to.include(OLD);
    expect(rowOf(kept, MARIA).bloodType).to.equal('O');
  });
});
