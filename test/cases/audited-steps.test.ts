import { expect } from 'chai';
import { auditedSteps } from '../../src/cases/audited-steps.ts';
import { USUAL_CALENDAR } from '../../src/domain/office-calendar.ts';
import { SOP_STEPS } from '../../src/domain/sop.ts';
import type { Activity } from '../../src/process/process.ts';
import type { JournalRow } from '../../src/store/store.ts';

/** Thursday 26 November 2026, 09:mm:ss at the office. */
const at = (minute: number, second = 0) => new Date(Date.UTC(2026, 10, 26, 2, minute, second));

const activity = (name: string | null, change: Partial<Activity> = {}): Activity => ({
  elementId: 'examine-application',
  name,
  type: 'user-task',
  who: 'sri',
  startedAt: at(0),
  endedAt: at(10),
  canceled: false,
  form: null,
  ...change,
});
const run = (name: string, change: Partial<Activity> = {}): Activity =>
  activity(name, { type: 'service-task', who: null, elementId: name, ...change });
const row = (event: string, when: Date, actor = 'sri'): JournalRow => ({
  id: '1',
  at: when,
  applicationNumber: 'KK-261122-7Q4F2M',
  actor,
  event,
  step: null,
  detail: {},
  previousHash: '',
  hash: '',
});
const steps = (activities: readonly Activity[], journal: readonly JournalRow[] = []) =>
  auditedSteps(activities, journal, USUAL_CALENDAR, (username) => `Nama ${username}`);
const stepOf = (number: number, activities: readonly Activity[], journal: readonly JournalRow[] = []) =>
  steps(activities, journal).find(({ step }) => step === number)!;

describe('The steps of a case against the SOP', () => {
  it('are all steps of the SOP, in its order and words, visited or not', () => {
    expect(steps([])).to.deep.equal(
      SOP_STEPS.map(({ step, title, minutes }) => ({ step, title, minutes, visits: [], late: false })),
    );
  });

  it('name for step 6, a way of the diagram, who gave the answer that it follows', () => {
    const way: Partial<Activity> = {
      elementId: 'draft-valid',
      type: 'gateway',
      who: null,
      startedAt: at(20),
      endedAt: at(20),
    };
    const verified = activity('5. Verifikasi elektronik draf KK', {
      elementId: 'verify-draft',
      who: 'bambang',
      endedAt: at(20),
    });
    const step = stepOf(6, [
      activity('3. Periksa berkas'),
      verified,
      activity('6. Ada indikasi tidak valid?', way),
      activity('7. Tanda tangani secara elektronik', { who: null, startedAt: at(20), endedAt: null }),
    ]);
    expect(step.visits).to.deep.equal([
      {
        element: 'draft-valid',
        name: '6. Ada indikasi tidak valid?',
        includes: [],
        who: 'Nama bambang',
        startedAt: at(20),
        endedAt: at(20),
        seconds: 0,
        handlingSeconds: null,
        canceled: false,
      },
    ]);
    expect(step.late).to.equal(false);
  });

  it('hold each visit with who, from when to when', () => {
    const { visits } = stepOf(3, [activity('3. Periksa berkas')], [row('case-viewed', at(4))]);
    expect(visits).to.deep.equal([
      {
        element: 'examine-application',
        name: '3. Periksa berkas',
        includes: [],
        who: 'Nama sri',
        startedAt: at(0),
        endedAt: at(10),
        seconds: 600,
        handlingSeconds: 360,
        canceled: false,
      },
    ]);
    expect(stepOf(3, [activity('3. Periksa berkas', { canceled: true })]).visits[0]).to.include({ canceled: true });
  });

  it('are known by the number at the front of the name of an element, and by nothing else', () => {
    const activities = [
      activity('10. Arsipkan'),
      activity('Lanjut ke 3. Periksa'),
      activity('3.Periksa'),
      activity('103. Periksa'),
      activity('Mulai'),
      activity(null),
      activity('10. Masih ada?', { type: 'gateway' }),
    ];
    const visited = steps(activities).flatMap(({ step, visits }) => visits.map(({ name }) => [step, name]));
    expect(visited).to.deep.equal([[10, '10. Arsipkan']]);
  });

  it('count the time of a person from their first look in this visit, or from when they took the task', () => {
    const handling = (...journal: JournalRow[]) =>
      stepOf(3, [activity('3. Periksa berkas', { startedAt: at(1) })], journal).visits[0]!.handlingSeconds;
    expect(handling(), 'nobody looked').to.equal(null);
    expect(handling(row('task-taken', at(7)))).to.equal(180);
    expect(handling(row('paper-viewed', at(6)), row('task-taken', at(7))), 'the first').to.equal(240);
    expect(handling(row('case-viewed', at(5), 'joko')), 'a look of a colleague').to.equal(null);
    expect(handling(row('search-viewed', at(5))), 'a list is no look at the case').to.equal(null);
    expect(handling(row('decision-recorded', at(5)))).to.equal(null);
    expect(handling(row('case-viewed', at(0, 59))), 'before the task came').to.equal(null);
    expect(handling(row('case-viewed', at(1))), 'as it came').to.equal(540);
    expect(handling(row('case-viewed', at(10))), 'as it ended').to.equal(0);
    expect(handling(row('case-viewed', at(10, 1))), 'after it ended').to.equal(null);
    expect(handling(row('case-viewed', at(0)), row('case-viewed', at(8)))).to.equal(120);
  });

  it('have no time while they are open, and say when nobody has taken them', () => {
    const open = activity('3. Periksa berkas', { endedAt: null, who: null });
    const [visit] = stepOf(3, [open], [row('case-viewed', at(4))]).visits;
    expect(visit).to.include({ who: 'belum diambil', endedAt: null, seconds: null, handlingSeconds: null });
    const taken = stepOf(3, [{ ...open, who: 'sri' }], [row('case-viewed', at(4))]).visits[0];
    expect(taken).to.include({ who: 'Nama sri', handlingSeconds: null });
  });

  it('of the system have its running time, no handling time and nobody', () => {
    const sent = run('8. Kirim KK', { startedAt: at(0), endedAt: at(0, 40) });
    const journal = [row('case-viewed', at(0, 10), null as never)];
    expect(stepOf(8, [sent], journal).visits[0]).to.include({ who: null, seconds: 40, handlingSeconds: null });
    const backwards = run('8. Kirim KK', { startedAt: at(2), endedAt: at(1) });
    expect(stepOf(8, [backwards]).visits[0], 'by two clocks').to.include({ seconds: 0 });
  });

  it('are late when the work of a person, or the run of the system, is over the minutes of the SOP', () => {
    const examined = (looked: Date) => stepOf(3, [activity('3. Periksa berkas')], [row('case-viewed', looked)]).late;
    expect(examined(at(5)), 'five minutes are allowed').to.equal(false);
    expect(examined(at(4, 59))).to.equal(true);
    expect(stepOf(3, [activity('3. Periksa berkas')]).late, 'waiting is no work').to.equal(false);
    const printed = (seconds: number) => stepOf(8, [run('8. Kirim KK', { endedAt: at(0, seconds) })]).late;
    expect(printed(60)).to.equal(false);
    expect(printed(61)).to.equal(true);
    expect(stepOf(8, [run('8. Kirim KK', { endedAt: null })]).late).to.equal(false);
    const twice = [run('8. Kirim KK', { endedAt: at(5) }), run('8. Kirim KK', { endedAt: at(0, 1) })];
    expect(stepOf(8, twice).late, 'one visit of two').to.equal(true);
    expect(stepOf(9, [run('9. Terima KK', { endedAt: at(50) })]).late, 'no time is set for it').to.equal(false);
  });

  describe('count step 4 as one piece of work', () => {
    const draft = run('4. Susun draf KK', { elementId: 'draft', startedAt: at(0), endedAt: at(0, 30) });
    const print = run('4. Cetak draf KK', { elementId: 'print', startedAt: at(0, 30), endedAt: at(0, 45) });
    const request = activity('4. Ajukan cetak', { elementId: 'request-print', startedAt: at(1), endedAt: at(3) });

    it('with the printing of the system in the request of the officer', () => {
      const { visits, late } = stepOf(4, [draft, print, request], [row('draft-viewed', at(2))]);
      expect(visits).to.deep.equal([
        {
          element: 'request-print',
          name: '4. Ajukan cetak',
          includes: ['4. Susun draf KK', '4. Cetak draf KK'],
          who: 'Nama sri',
          startedAt: at(0),
          endedAt: at(3),
          seconds: 180,
          handlingSeconds: 105,
          canceled: false,
        },
      ]);
      expect(late, '105 seconds of one minute').to.equal(true);
    });

    it('and anew after the request, or when the same work comes once more', () => {
      const again = { ...draft, startedAt: at(5), endedAt: at(6) };
      const elements = (...activities: Activity[]) =>
        stepOf(4, activities).visits.map(({ element, includes }) => [element, includes.length]);
      expect(elements(draft, print, request, again)).to.deep.equal([
        ['request-print', 2],
        ['draft', 0],
      ]);
      expect(elements(draft, print, again, print, request)).to.deep.equal([
        ['print', 1],
        ['request-print', 2],
      ]);
      expect(elements(request, request)).to.deep.equal([
        ['request-print', 0],
        ['request-print', 0],
      ]);
      const unended = stepOf(4, [draft, { ...print, endedAt: null }, request], [row('draft-viewed', at(2))]);
      expect(unended.visits[0], 'work that has not ended has no time yet').to.include({ handlingSeconds: 90 });
    });
  });
});
