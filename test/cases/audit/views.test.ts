import { expect } from 'chai';
import { viewsOf, type ViewSources } from '../../../src/cases/audit/views.ts';
import { documentLabel } from '../../../src/domain/document-kinds.ts';
import { FAILURES } from '../../../src/domain/failures.ts';
import { eventText, ROLE_LABELS } from '../../../src/domain/labels.ts';
import type { JournalRow, PaperRecord } from '../../../src/store/store.ts';

const ONE = 'KK-261122-7Q4F2M';
const OTHER = 'KK-261122-8R5G3N';
const at = (minute: number) => new Date(Date.UTC(2026, 10, 26, 2, minute));

const row = (event: string, change: Partial<JournalRow> = {}): JournalRow => ({
  id: '1',
  at: at(0),
  applicationNumber: ONE,
  actor: 'sri.wahyuni',
  event,
  step: null,
  detail: {},
  previousHash: '',
  hash: '',
  ...change,
});
const paper = (id: string) => ({ id }) as PaperRecord;
const sources = (change: Partial<ViewSources> = {}): ViewSources => ({
  journalOf: () => Promise.resolve([]),
  listViews: () => Promise.resolve([]),
  papersOf: () => Promise.resolve([]),
  people: () => Promise.resolve([{ username: 'sri.wahyuni', name: 'Sri Wahyuni' }] as never),
  ...change,
});
const viewed = async (journalRow: JournalRow, papers: readonly PaperRecord[] = []) =>
  (
    await viewsOf(
      sources({ journalOf: () => Promise.resolve([journalRow]), papersOf: () => Promise.resolve([...papers]) }),
      [ONE],
    )
  )[0]!;

describe('The looks at some cases', () => {
  it('are those at each case and those at pages of work lists, oldest first', async () => {
    const views = await viewsOf(
      sources({
        journalOf: (number) =>
          Promise.resolve(
            number === ONE
              ? [row('case-viewed', { at: at(3) }), row('decision-recorded', { at: at(4) })]
              : [row('case-viewed', { at: at(1), applicationNumber: OTHER, actor: 'tamu' })],
          ),
        listViews: (numbers) =>
          Promise.resolve([{ at: at(2), actor: 'sri.wahyuni', applicationNumbers: numbers }] as never),
      }),
      [ONE, OTHER],
    );
    expect(views.map(({ at: when, applicationNumber, event }) => [when, applicationNumber, event])).to.deep.equal([
      [at(1).toISOString(), OTHER, 'case-viewed'],
      [at(2).toISOString(), ONE, 'work-list-viewed'],
      [at(2).toISOString(), OTHER, 'work-list-viewed'],
      [at(3).toISOString(), ONE, 'case-viewed'],
    ]);
    expect(views[0], 'who is not in the office any more').to.include({ username: 'tamu', officer: 'tamu' });
    expect(views[1]).to.deep.equal({
      at: at(2).toISOString(),
      username: 'sri.wahyuni',
      officer: 'Sri Wahyuni',
      applicationNumber: ONE,
      event: 'work-list-viewed',
      what: `${eventText('work-list-viewed')} (nama dan sebagian NIK pemohon)`,
      ground: 'tugas di mejanya sendiri',
      refused: null,
    });
    expect(
      (
        await viewsOf(
          sources({
            listViews: () => Promise.resolve([{ at: at(2), actor: 'tamu', applicationNumbers: [ONE] }]),
          }),
          [ONE],
        )
      )[0],
    ).to.include({ officer: 'tamu' });
    expect(await viewsOf(sources(), [])).to.deep.equal([]);
  });

  it('say as whom and in which step access was granted', async () => {
    const ground = async (detail: object, step: 3 | null = null) =>
      (await viewed(row('case-viewed', { detail: { ...detail }, step }))).ground;
    expect(await ground({ as: 'kasi' }, 3)).to.equal(`${ROLE_LABELS.kasi}, langkah 3`);
    expect(await ground({ as: 'kasi' })).to.equal(ROLE_LABELS.kasi);
    expect(await ground({ as: 'kasi', actingAs: 'Plh' })).to.equal(`Plh. ${ROLE_LABELS.kasi}`);
    expect(await ground({ as: 'kepala desa' }), 'no role of the office').to.equal('tidak tercatat');
    expect(await ground({})).to.equal('tidak tercatat');
  });

  it('name the reason where access was refused, and no ground', async () => {
    const refused = (because: unknown) => viewed(row('view-refused', { detail: { because, as: 'kasi' } }));
    expect(await refused('WRONG_ROLE')).to.include({ refused: FAILURES.WRONG_ROLE.officer, ground: null });
    expect(await refused('NOT_KNOWN_ANY_MORE')).to.include({ refused: 'NOT_KNOWN_ANY_MORE', ground: null });
    expect(await refused(7)).to.include({ refused: null, ground: ROLE_LABELS.kasi });
  });

  it('say in words what was looked at', async () => {
    const what = async (event: string, detail: object, papers: readonly PaperRecord[] = []) =>
      (await viewed(row(event, { detail: { ...detail } }), papers)).what;
    expect(await what('case-viewed', {})).to.equal(eventText('case-viewed'));
    expect(await what('audit-asked', { question: 'journal' })).to.equal(`${eventText('audit-asked')}: journal`);
    expect(await what('view-refused', { asked: 'draft-viewed' })).to.equal(
      `${eventText('view-refused')}: ${eventText('draft-viewed')}`,
    );
    const papers = [paper('a'), paper('b'), paper('c')];
    expect(await what('paper-viewed', { kind: 'ijazah', paper: 'b' }, papers)).to.equal(
      `${documentLabel('ijazah')} (foto 2 dari 3)`,
    );
    expect(await what('paper-viewed', { kind: 'surat lain', paper: 'a' }, papers)).to.equal(
      'surat lain (foto 1 dari 3)',
    );
    expect(await what('paper-viewed', { kind: 'ijazah' }, papers), 'which one is not known').to.equal(
      eventText('paper-viewed'),
    );
    expect(await what('paper-viewed', { paper: 'a' }, papers)).to.equal(eventText('paper-viewed'));
    expect(await what('papers-viewed', { papers: ['a', 'b'] }, papers)).to.equal(
      `${eventText('papers-viewed')} (2 foto)`,
    );
    expect(await what('draft-viewed', { draftSha256: '0123456789abcdef' })).to.equal(
      `${eventText('draft-viewed')} (sidik 0123456789ab)`,
    );
  });
});
