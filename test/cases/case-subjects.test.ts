import { expect } from 'chai';
import { subjectHash, subjectHashes, subjectsOf } from '../../src/cases/case-subjects.ts';
import { sameFamilyWarnings } from '../../src/cases/same-family.ts';
import type { Application } from '../../src/domain/application.ts';
import type { CaseRecord } from '../../src/store/store.ts';
import { sampleApplication } from '../domain/sample-application.ts';

const KEY = Buffer.alloc(32, 7);
const APPLICANT = '3402155203850002';
const HUSBAND = '3402151708820001';
const CARD = '3402150101150007';

describe('Whom a case is about', () => {
  it('is everybody whose NIK stands anywhere in the application, the applicant first and each once, and its card', () => {
    expect(subjectsOf(sampleApplication())).to.deep.equal({
      niks: [APPLICANT, HUSBAND],
      kkNumbers: [CARD],
      phone: '+6281234567890',
    });
  });

  it('is also who is named deep inside an event, by value or by name, and every card that is', () => {
    const events = {
      events: [
        { event: 'lahir', child: { parents: ['3402150101900001', '3402150101900002'] } },
        { event: 'pindah', kkNumber: '3402150101150009', people: { '3402150101900003': { joins: true } } },
      ],
    };
    const { niks, kkNumbers } = subjectsOf({ ...sampleApplication(), ...events } as unknown as Application);
    expect(niks).to.deep.equal([APPLICANT, HUSBAND, '3402150101900001', '3402150101900002', '3402150101900003']);
    expect(kkNumbers).to.deep.equal([CARD, '3402150101150009']);
  });

  it('is nobody by what is no number of a person', () => {
    const other = {
      ...{ a: '0402150101900001', b: '340215010190000', c: '34021501019000011', d: 'x3402150101900001', e: null },
      ...{ f: 3402150101900001, g: '3402150101900001 ', h: undefined },
    };
    expect(subjectsOf({ ...sampleApplication(), other } as unknown as Application).niks).to.deep.equal([
      APPLICANT,
      HUSBAND,
    ]);
  });

  it('has no telephone where WhatsApp cannot reach it', () => {
    const applicant = { ...sampleApplication().applicant, whatsapp: '0274 367509' };
    expect(subjectsOf(sampleApplication({ applicant })).phone).to.equal(undefined);
  });

  it('is kept as keyed hashes, which tell a NIK from a card of the same number and from another office', () => {
    const hashes = [
      subjectHash(KEY, 'nik', CARD),
      subjectHash(KEY, 'kk', CARD),
      subjectHash(KEY, 'phone', CARD),
      subjectHash(KEY, 'nik', HUSBAND),
      subjectHash(Buffer.alloc(32, 8), 'nik', CARD),
    ];
    expect(new Set(hashes).size).to.equal(5);
    for (const hash of hashes) expect(hash).to.match(/^[0-9a-f]{64}$/);
    expect(subjectHash(KEY, 'nik', CARD)).to.equal(hashes[0]);
    expect(subjectHashes(KEY, { niks: [APPLICANT], kkNumbers: [CARD], phone: '+6281234567890' })).to.deep.equal([
      subjectHash(KEY, 'nik', APPLICANT),
      subjectHash(KEY, 'kk', CARD),
      subjectHash(KEY, 'phone', '+6281234567890'),
    ]);
    expect(subjectHashes(KEY, { niks: [], kkNumbers: [], phone: undefined })).to.deep.equal([]);
  });
});

describe('That another case of the same family is open', () => {
  const asked: unknown[] = [];
  const warnings = (open: readonly string[]) =>
    sameFamilyWarnings(
      {
        store: {
          subjects: {
            openWith: (...args: unknown[]) => {
              asked.push(args);
              return Promise.resolve(open.map((applicationNumber) => ({ applicationNumber, subject: 'x' })));
            },
          },
        },
        settings: { linkKey: KEY },
      } as unknown as Parameters<typeof sameFamilyWarnings>[0],
      { applicationNumber: 'KK-1', application: sampleApplication() } as CaseRecord,
    );

  it('is told to the officer, each case once', async () => {
    expect(await warnings([])).to.deep.equal([]);
    expect(await warnings(['KK-2', 'KK-3', 'KK-2'])).to.deep.equal(
      ['KK-2', 'KK-3'].map((number) => ({
        text: `Permohonan ${number} untuk keluarga ini masih berjalan. Lanjutkan yang itu, atau batalkan bila keliru`,
        about: null,
      })),
    );
  });

  it('is found by the people and the card, not by the telephone, which many families may share', async () => {
    await warnings([]);
    expect(asked.at(-1)).to.deep.equal([
      subjectHashes(KEY, { niks: [APPLICANT, HUSBAND], kkNumbers: [CARD], phone: undefined }),
      'KK-1',
    ]);
  });
});
