import { expect } from 'chai';
import { REASONS } from '../../src/domain/application.ts';
import { DOCUMENT_KINDS } from '../../src/domain/document-kinds.ts';
import { ELEMENT_CODES } from '../../src/domain/elements.ts';
import { REQUIREMENTS_DECISION_ID } from '../../src/domain/process.ts';
import { readDecisions, type Decision } from './decisions.ts';

const KINDS: readonly string[] = DOCUMENT_KINDS.map(({ code }) => code);
const textsIn = (feel: string) => [...feel.matchAll(/"([^"]*)"/g)].map(([, value]) => value ?? '');

const { decisions, inputs } = await readDecisions();

describe('The decision table of requirements', () => {
  const decision = (id: string): Decision => {
    const found = decisions.get(id);
    if (found === undefined) throw new Error(`there is no decision ${id}`);
    return found;
  };
  const base = decision('berkas-dasar');
  const changes = decision('bukti-elemen');

  it('decides by reason and elements alone', () => {
    expect(inputs).to.deep.equal(['reason', 'elements']);
    expect([...decisions.keys()]).to.deep.equal([REQUIREMENTS_DECISION_ID, 'berkas-dasar', 'bukti-elemen']);
  });

  it('answers with the three variables of the process, every paper once', () => {
    const { expression = '' } = decision(REQUIREMENTS_DECISION_ID);
    expect([...expression.matchAll(/^\s*(\w+):/gm)].map(([, key]) => key)).to.deep.equal([
      'requiredDocuments',
      'ktpAffected',
      'siakEntryNeeded',
    ]);
    expect(expression).to.include('distinct values(');
  });

  it('has one row for every reason, with its basis in law or SOP', () => {
    expect(base.hitPolicy ?? 'UNIQUE').to.equal('UNIQUE');
    expect(base.rows.flatMap(({ inputs: [reason = ''] }) => textsIn(reason))).to.deep.equal([...REASONS]);
    for (const { annotation } of base.rows) expect(annotation).to.match(/Perpres 96\/2018|SOP/);
  });

  it('enters SIAK for changed data and a new card, never for a lost or damaged one (SOP step 3)', () => {
    expect(base.rows.map(({ inputs: [reason = ''], outputs: [, entry] }) => [textsIn(reason)[0], entry])).to.deep.equal(
      [
        ['perubahan-data', 'true'],
        ['hilang', 'false'],
        ['rusak', 'false'],
        ['baru', 'true'],
      ],
    );
  });

  it('asks for the papers of the reason', () => {
    expect(base.rows.map(({ outputs: [papers = ''] }) => textsIn(papers))).to.deep.equal([
      ['f-1-06', 'kk-lama'],
      ['surat-hilang', 'ktp-el'],
      ['kk-rusak'],
      ['f-1-02', 'bukti-hubungan', 'ktp-el'],
    ]);
  });

  it('has one row for every element of the card that may change, in the order of the law, with its source', () => {
    expect(changes.hitPolicy).to.equal('COLLECT');
    expect(changes.rows.map(({ inputs: [element] }) => element)).to.deep.equal(
      ELEMENT_CODES.map((code) => `list contains(?, "${code}")`),
    );
    for (const { annotation } of changes.rows) expect(annotation).to.match(/Ps\. 15/);
  });

  it('asks only for papers that an applicant can send', () => {
    for (const {
      outputs: [papers = ''],
    } of [...base.rows, ...changes.rows]) {
      expect(textsIn(papers)).not.to.be.empty;
      expect(KINDS).to.include.members(textsIn(papers));
    }
  });

  it('knows which elements are printed on the KTP-el', () => {
    const printed = changes.rows
      .filter(({ outputs: [, ktp] }) => ktp === 'true')
      .flatMap(({ inputs: [element = ''] }) => textsIn(element));
    expect(printed).to.deep.equal([
      'nama',
      'jenis-kelamin',
      'tempat-lahir',
      'tanggal-lahir',
      'agama',
      'pekerjaan',
      'status-perkawinan',
      'kewarganegaraan',
      'golongan-darah',
    ]);
  });
});
