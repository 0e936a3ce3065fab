import { expect } from 'chai';
import type { TestEngine } from '../with-engine.ts';

interface Locale {
  readonly labels: Readonly<Record<string, string>>;
  readonly dateLocales: Readonly<Record<string, unknown>>;
}

/** What the admin reads: start page, list of processes, diagram, one application with its tabs, failed jobs. */
const READ = [
  /^COCKPIT_/,
  /^DASHBOARD_/,
  /^PROCESS_DEFINITION_/,
  /^PROCESS_INSTANCE_/,
  /^PROCESS_PROCESSES$/,
  /^PLUGIN_INCIDENTS_/,
  /^PLUGIN_PROCESS_/,
  /^PLUGIN_VARIABLE_/,
  /^QUICK_FILTER_/,
];
/** Ways that the host refuses the admin; and words that are the same in both languages. */
const NOT_READ = /^(?:COCKPIT_APP|.*(?:MIGRA|DELETE|EDIT|ADD_|SAVE|CANCEL|SUSPEN|OPERATOR|_CASE_).*)$/;
const SAME_WORD = ['Filter', 'Operator', 'OK'];

export const cockpitLabels = (host: TestEngine) =>
  describe('Cockpit in Indonesian', () => {
    const locale = async (language: string): Promise<Locale> => {
      const answer = await host.bare('GET', `/operaton/app/cockpit/locales/${language}.json`, {
        'x-office-user': 'admin.kantor',
        'x-office-groups': 'admin',
        'x-office-secret': host.engine.secret,
      });
      expect(answer.status).to.equal(200);
      const text = typeof answer.body === 'string' ? answer.body : JSON.stringify(answer.body);
      return JSON.parse(text.replace(/^\uFEFF/, '')) as Locale;
    };
    const placeholders = (text: string) => [...text.matchAll(/\{\{\s*(\w+)\s*\}\}/g)].map(([, name]) => name).sort();

    it('has every label of the English file of this very version, with the same placeholders', async () => {
      const [english, indonesian] = [await locale('en'), await locale('id')];
      expect(Object.keys(indonesian.labels).sort()).to.deep.equal(Object.keys(english.labels).sort());
      expect(Object.keys(indonesian.dateLocales).sort()).to.deep.equal(Object.keys(english.dateLocales).sort());
      for (const [key, text] of Object.entries(english.labels))
        expect(placeholders(indonesian.labels[key]!), key).to.deep.equal(placeholders(text));
    });

    it('leaves nothing in English on the pages that the admin reads', async () => {
      const [english, indonesian] = [await locale('en'), await locale('id')];
      const read = Object.entries(english.labels).filter(
        ([key, text]) => READ.some((page) => page.test(key)) && !NOT_READ.test(key) && !SAME_WORD.includes(text.trim()),
      );
      expect(read).to.have.length.above(120);
      expect(read.filter(([key, text]) => indonesian.labels[key] === text)).to.deep.equal([]);
    });
  });
