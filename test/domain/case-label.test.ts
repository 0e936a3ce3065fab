import { expect } from 'chai';
import type { Application } from '../../src/domain/application.ts';
import * as labels from '../../src/domain/case-label.ts';
import { INDONESIAN } from '../languages.ts';
import { EVENTS } from '../../src/domain/events/catalogue.ts';
import type { DeclaredEvent } from '../../src/domain/events/application.ts';
import { sampleApplication } from './sample-application.ts';

const aboutCase = (application: Parameters<typeof labels.aboutCase>[0]) => labels.aboutCase(application, INDONESIAN);
const caseLabel = (application: Parameters<typeof labels.caseLabel>[0]) => labels.caseLabel(application, INDONESIAN);

const declaring = (...names: DeclaredEvent['event'][]): Application =>
  sampleApplication({ changes: [], events: names.map((event) => ({ event, data: {} }) as DeclaredEvent) });

describe('What a case is called in a message', () => {
  it('is what happened, and the name of the applicant as a stranger may see it', () => {
    const wedding = declaring('menikah');
    expect(caseLabel({ ...wedding, applicant: { ...wedding.applicant, name: 'Budi Santosa' } })).to.equal(
      'menikah, atas nama B••• S••••••',
    );
  });

  it('names two events, and counts what comes beside the first of more', () => {
    expect(aboutCase(declaring('menikah', 'bayi-lahir'))).to.equal('menikah dan bayi lahir');
    expect(aboutCase(declaring('menikah', 'bayi-lahir', 'pekerjaan'))).to.equal('menikah dan 2 hal lain');
    expect(aboutCase(declaring('pendidikan', 'pendidikan'))).to.equal('pendidikan');
  });

  it('is found for an application that names elements, and for a card that is lost, damaged or new', () => {
    expect(aboutCase(sampleApplication())).to.equal('pendidikan');
    expect(aboutCase(sampleApplication({ reason: 'hilang', changes: [] }))).to.equal('KK hilang');
    expect(aboutCase(sampleApplication({ reason: 'rusak', changes: [] }))).to.equal('KK rusak');
    expect(aboutCase(sampleApplication({ reason: 'baru', changes: [] }))).to.equal('KK baru');
  });

  it('betrays no religion, no divorce and no descent, and is short for every event', () => {
    for (const { name } of EVENTS) {
      const about = aboutCase(declaring(name));
      expect(about, name).to.match(/^\S.{3,24}$/);
      expect(about, name).to.not.match(/agama|kepercayaan|cerai|angkat|pengakuan|pengesahan|siri|poligami/i);
    }
  });

  it('stays short for a long name', () => {
    const name = 'Raden Mas Kanjeng Panembahan Adiwinata Kusumadiningrat';
    const { applicant } = sampleApplication();
    expect(caseLabel({ ...declaring('menikah'), applicant: { ...applicant, name } })).to.equal(
      'menikah, atas nama R•••• M•• K••••••',
    );
  });
});
