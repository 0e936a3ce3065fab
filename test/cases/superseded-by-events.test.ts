import { expect } from 'chai';
import { lookUpCard } from '../../src/cases/look-up-card.ts';
import { cardToken } from '../../src/cases/tokens.ts';
import { verifyCard } from '../../src/cases/verify-card.ts';
import type { EventApplication } from '../../src/domain/events/application.ts';
import { toPlainDate } from '../../src/domain/plain-date.ts';
import type { RunningSimulator } from '../../src/simulators/serve.ts';
import { ENTRIES, applicationOf, papersOf } from '../domain/events/golden-applications.ts';
import { goldenCases, type GoldenCase } from '../domain/events/golden-case.ts';
import { familiesOf, submits, withRegister } from './golden-office.ts';
import { withOffice } from './office.ts';

const ALL = goldenCases();
const goldenOf = (number: string): GoldenCase => ALL.find(({ case: own }) => own === number)!;
const WEDDING = goldenOf('04');
const HEAD_DIED = goldenOf('10');
const MOVED = goldenOf('25');
const CASES = [WEDDING, HEAD_DIED, MOVED, goldenOf('40')];
const TODAY = toPlainDate(WEDDING.today)!;

/**
 * The events of one case change the cards of others: their papers are void from the day of the issue.
 */
describe('A card that an event of another case changes', () => {
  const given = withOffice({}, new Date(`${TODAY}T02:00:00Z`));
  let register: RunningSimulator;
  before(async () => {
    register = await withRegister(given.office, familiesOf(CASES));
  });
  after(() => register.close());

  const look = async (applicationNumber: string) => {
    const { dependencies } = given.office;
    return (await lookUpCard(dependencies)(cardToken(dependencies.settings.linkKey, applicationNumber)))!;
  };
  /** The head of a card has a damaged paper replaced: this card is issued by us. */
  async function reissued(golden: GoldenCase, at: number): Promise<string> {
    const card = golden.before.cards[at]!;
    const [head] = card.rows;
    const told: EventApplication = {
      applicant: { name: String(head!['1_nama_lengkap']), nik: String(head!['2_nik']), whatsapp: '0812 3456 7890' },
      events: [{ event: 'kk-rusak', data: { kkNumber: card.nomor_kk } }],
      statement: true,
    };
    const papers = (['f-1-02', 'kk-rusak', 'ktp-el'] as const).map((document) => ({ document }));
    const { applicationNumber } = await submits(given.office, told, papers, TODAY);
    await given.office.delivers(applicationNumber);
    return applicationNumber;
  }
  async function drafted(golden: GoldenCase): Promise<string> {
    const { first } = ENTRIES[golden.case]!;
    const papers = [...papersOf(golden), ...(first.papers ?? [])];
    const { applicationNumber } = await submits(given.office, applicationOf(golden, first), papers, TODAY);
    await given.office.drafts(applicationNumber);
    return applicationNumber;
  }
  async function issues(applicationNumber: string): Promise<void> {
    await given.office.decides('endah', applicationNumber, 'verify-draft', { verification: 'valid' });
    await given.office.signs(applicationNumber);
  }

  it('is void for both parents once the couple has its card, and not before; the couple’s is in force', async () => {
    const { office } = given;
    const parents = [await reissued(WEDDING, 0), await reissued(WEDDING, 1)];
    const stranger = await reissued(goldenOf('40'), 0);
    for (const one of parents) expect(await look(one)).to.include({ issued: true, current: true, void: null });

    const couple = await drafted(WEDDING);
    for (const one of parents) expect(await look(one), 'a draft voids nothing').to.include({ current: true });
    await issues(couple);
    for (const one of parents) expect(await look(one)).to.include({ issued: true, current: false, void: 'superseded' });
    expect(await look(couple)).to.include({ issued: true, current: true });
    expect(await look(stranger), 'another family').to.include({ current: true });

    const { signedSha256 } = await office.case(parents[0]!);
    const pdf = await office.dependencies.documents.get(signedSha256!);
    expect(await verifyCard(office.dependencies)(pdf, 'x')).to.include({ issuedHere: true, superseded: true });
  });

  it('is in force again as soon as its family gets its own new paper', async () => {
    const again = await reissued(WEDDING, 0);
    expect(await look(again)).to.include({ issued: true, current: true });
  });

  it('is void when its head died and the family got a new number', async () => {
    const old = await reissued(HEAD_DIED, 0);
    const widow = await drafted(HEAD_DIED);
    await issues(widow);
    const { office } = given;
    expect((await office.case(widow)).kkNumber).to.not.equal((await office.case(old)).kkNumber);
    expect(await look(old)).to.include({ current: false, void: 'superseded' });
    expect(await look(widow)).to.include({ current: true });
  });

  it('is void when the family moved, with its number kept', async () => {
    const old = await reissued(MOVED, 0);
    const moved = await drafted(MOVED);
    await issues(moved);
    expect(await look(old)).to.include({ current: false, void: 'superseded' });
    expect(await look(moved)).to.include({ current: true });
  });

  it('names no number: what is kept of the touched cards are keyed hashes', async () => {
    const rows = await given.office.database.asOwner('select card from touched_cards');
    expect(rows.length).to.be.greaterThan(3);
    expect(rows.every(({ card }) => /^[0-9a-f]{64}$/.test(String(card)))).to.equal(true);
  });

  it('is not in force when its case ended without a card, and then replaces no other', async () => {
    const { office } = given;
    const first = await reissued(goldenOf('40'), 0);
    const second = await reissued(goldenOf('40'), 0);
    expect(await look(first)).to.include({ current: false, void: 'superseded' });
    await office.store.cases.change(second, { state: 'withdrawn' });
    expect(await look(second)).to.include({ issued: true, current: false, void: 'cancelled' });
    expect(await look(first)).to.include({ current: true, void: null });
  });
});
