import { expect } from 'chai';
import { changesOfEvents } from '../../../src/domain/events/answer-changes.ts';
import type { DeclaredEvent } from '../../../src/domain/events/application.ts';
import { ENTRIES } from './golden-applications.ts';

const MOTHER = '3402155203850002';
const people = new Map([[MOTHER, 'Wening Prameswari']]);
const birth = (change: object = {}): DeclaredEvent => ({
  event: 'bayi-lahir',
  data: {
    children: [
      {
        ...{ name: 'Arjuna', withoutNik: 'bayi-baru-lahir', sex: 'LAKI-LAKI', birthPlace: 'Bantul' },
        ...{ birthDate: '2026-11-01', religion: 'ISLAM', bloodType: 'TIDAK TAHU', citizenship: 'WNI' },
        ...{ mother: MOTHER, fatherLeftOut: true, ...change },
      },
    ],
  },
});
const death: DeclaredEvent = { event: 'anggota-meninggal', data: { person: MOTHER, date: '2026-10-02' } };

describe('What was changed in an application, old and new', () => {
  it('says nothing of what stays as it was', () => {
    expect(changesOfEvents([birth(), death], [death, birth()], people)).to.deep.equal([]);
    for (const { first } of Object.values(ENTRIES))
      expect(changesOfEvents(first.events, structuredClone(first.events), people)).to.deep.equal([]);
  });

  it('names the answer as the form does, with old and new as they are read', () => {
    expect(
      changesOfEvents(
        [birth()],
        [birth({ name: 'Arjuna Prabawa', birthDate: '2026-11-02', mother: undefined, fatherLeftOut: false })],
        people,
      ),
    ).to.deep.equal([
      {
        event: 'bayi-lahir',
        kind: 'changed',
        answers: [
          { label: 'Anak yang lahir 1: nama lengkap', from: 'Arjuna', to: 'Arjuna Prabawa' },
          { label: 'Anak yang lahir 1: tanggal lahir', from: '01-11-2026', to: '02-11-2026' },
          { label: 'Anak yang lahir 1: nama ayah dikosongkan', from: 'Ya', to: 'Tidak' },
          {
            label: 'Anak yang lahir 1: ibu, bila tercatat di Bantul',
            from: `Wening Prameswari (${MOTHER})`,
            to: '',
          },
        ],
      },
    ]);
  });

  it('tells an event that was taken away with all its answers, and one that was added', () => {
    const [gone, come] = changesOfEvents([death], [birth()], people);
    expect(gone).to.deep.equal({
      event: 'anggota-meninggal',
      kind: 'removed',
      answers: [
        { label: 'Siapa yang meninggal', from: `Wening Prameswari (${MOTHER})`, to: '' },
        { label: 'Tanggal meninggal', from: '02-10-2026', to: '' },
      ],
    });
    expect(come).to.include({ event: 'bayi-lahir', kind: 'added' });
    expect(come!.answers.every(({ from, to }) => from === '' && to !== '')).to.equal(true);
  });

  it('compares two events of one kind in their order', () => {
    const other: DeclaredEvent = { event: 'anggota-meninggal', data: { person: '3402151708820001' } };
    expect(changesOfEvents([death, other], [death], people)).to.deep.equal([
      {
        event: 'anggota-meninggal',
        kind: 'removed',
        answers: [{ label: 'Siapa yang meninggal', from: '3402151708820001', to: '' }],
      },
    ]);
  });

  it('loses nothing of any golden case: every answer of an added event is told', () => {
    const leaves = (value: unknown): string[] =>
      typeof value === 'string'
        ? [value]
        : typeof value === 'object' && value !== null
          ? Object.values(value).flatMap(leaves)
          : [];
    for (const [golden, { first }] of Object.entries(ENTRIES))
      for (const event of first.events) {
        const [told] = changesOfEvents([], [event], new Map());
        expect(told!.answers.length, golden).to.be.at.least(new Set(leaves(event.data)).size > 0 ? 1 : 0);
        const text = told!.answers.map(({ to }) => to).join(' ');
        for (const leaf of leaves(event.data).filter((one) => /^\d{16}$/.test(one)))
          expect(text, golden).to.include(leaf);
      }
  });
});
