import { expect } from 'chai';
import type { Application } from '../../../src/domain/application.ts';
import { checkApplication } from '../../../src/domain/check-application.ts';
import { FORM_CODES } from '../../../src/domain/forms/form-content.ts';
import {
  formForScreen,
  formSha256,
  isStillSigned,
  type ScreenForm,
} from '../../../src/domain/forms/screen-signature.ts';
import { toPlainDate } from '../../../src/domain/plain-date.ts';

const AT = new Date('2026-11-20T03:00:00Z');
const husband = { name: 'Damar Pamungkas', nik: '3402151708820001' };
const wife = { name: 'Wening Prameswari', nik: '3402155203850002' };
const son = { name: 'Bagas Pamungkas', nik: '3402150509120003' };

function application(events: readonly unknown[], applicant = wife): Application {
  const checked = checkApplication(
    {
      applicant: { ...applicant, whatsapp: '0812 3456 7890' },
      kkNumber: '3402150101150007',
      listed: [
        { ...husband, shdk: 'KEPALA KELUARGA' },
        { ...wife, shdk: 'ISTRI' },
        { ...son, shdk: 'ANAK' },
      ],
      events,
      statement: true,
    },
    toPlainDate('2026-11-20'),
  );
  if (!checked.ok) throw new Error(JSON.stringify(checked.faults));
  return checked.application;
}
const school = (to: string) => ({
  event: 'pendidikan',
  data: { changes: [{ person: wife.nik, from: 'SLTA/SEDERAJAT', to }] },
});
const religion = (person: string) => ({
  event: 'agama-kepercayaan',
  data: { changes: [{ person, from: 'ISLAM', to: 'KATHOLIK' }] },
});
const DIVORCE = {
  event: 'cerai-hidup',
  data: {
    ...{ partners: [{ nik: husband.nik }, { nik: wife.nik }], date: '2024-03-15', registered: false },
    ...{ leaver: wife.nik, to: { newCard: {} } },
  },
};
const signable = (of: Application, formSignature: 'paper' | 'screen' = 'screen') =>
  FORM_CODES.filter((code) => formForScreen(code, of, { formSignature }, AT) !== undefined);

describe('Which form may be signed on the screen', () => {
  it('is none where the office keeps to paper', () => {
    expect(signable(application([school('DIPLOMA I/II')]), 'paper')).to.deep.equal([]);
  });

  it('is what nobody but the applicant signs', () => {
    expect(signable(application([school('DIPLOMA I/II')]))).to.deep.equal(['f-1-02', 'f-1-06']);
    expect(signable(application([DIVORCE])), 'F-1.05 has husband, wife and witnesses').to.not.include(
      'f-1-05-perceraian',
    );
    expect(signable(application([{ event: 'kk-hilang', data: {} }])), 'F-1.07 has two, F-1.04 witnesses').to.deep.equal(
      ['f-1-02'],
    );
  });

  it('is not the F-1.06 of a child whose religion changes: both parents sign it', () => {
    expect(signable(application([religion(wife.nik)]))).to.include('f-1-06');
    expect(signable(application([religion(son.nik)]))).to.deep.equal(['f-1-02']);
    expect(signable(application([school('DIPLOMA I/II'), religion(son.nik)]))).to.deep.equal(['f-1-02']);
  });
});

describe('What a signature is bound to', () => {
  const signs = (form: ScreenForm, of: Application) => ({
    ...{ form, signedAt: AT },
    contentSha256: formSha256(formForScreen(form, of, { formSignature: 'screen' }, AT)!),
  });
  const first = application([school('DIPLOMA I/II')]);

  it('is everything that stands on the form, and nothing that does not', () => {
    const signature = signs('f-1-06', first);
    expect(isStillSigned(signature, first)).to.equal(true);
    expect(isStillSigned(signature, { ...first, language: 'jv' })).to.equal(true);
    expect(isStillSigned(signature, application([school('DIPLOMA IV/STRATA I')]))).to.equal(false);
    expect(isStillSigned(signature, application([{ event: 'kk-rusak', data: {} }])), 'needs no F-1.06 now').to.equal(
      false,
    );
    expect(isStillSigned(signature, application([school('DIPLOMA I/II')], husband))).to.equal(false);
  });

  it('differs by form: F-1.02 does not name the value that F-1.06 names', () => {
    expect(isStillSigned(signs('f-1-02', first), application([school('DIPLOMA IV/STRATA I')]))).to.equal(true);
    expect(isStillSigned({ ...signs('f-1-02', first), form: 'f-1-06' }, first)).to.equal(false);
  });
});
