import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { expect } from 'chai';
import type { TestEngine } from '../with-engine.ts';

interface Locale {
  readonly labels: Readonly<Record<string, string>>;
  readonly dateLocales: Readonly<Record<string, unknown>>;
}

export const tasklistLabels = (host: TestEngine) =>
  describe('Tasklist in Indonesian', () => {
    const file = async (name: string): Promise<string> => {
      const answer = await host.bare('GET', `/operaton/app/tasklist/${name}`, {
        'x-office-user': 'sri.wahyuni',
        'x-office-groups': 'petugas-entri',
        'x-office-secret': host.engine.secret,
      });
      expect(answer.status, name).to.equal(200);
      return typeof answer.body === 'string' ? answer.body : JSON.stringify(answer.body);
    };
    const locale = async (language: string): Promise<Locale> =>
      JSON.parse((await file(`locales/${language}.json`)).replace(/^\uFEFF/, '')) as Locale;
    const placeholders = (text: string) => [...text.matchAll(/\{\{\s*(\w+)\s*\}\}/g)].map(([, name]) => name).sort();

    it('has every label of the English file of this very version, with the same placeholders', async () => {
      const [english, indonesian] = [await locale('en'), await locale('id')];
      expect(Object.keys(indonesian.labels).sort()).to.deep.equal(Object.keys(english.labels).sort());
      expect(Object.keys(indonesian.dateLocales).sort()).to.deep.equal(Object.keys(english.dateLocales).sort());
      for (const [key, text] of Object.entries(english.labels))
        expect(placeholders(indonesian.labels[key]!), key).to.deep.equal(placeholders(text));
    });

    it('leaves no sentence in English', async () => {
      const [english, indonesian] = [await locale('en'), await locale('id')];
      const same = Object.entries(english.labels).filter(
        ([key, text]) => text.trim().includes(' ') && indonesian.labels[key] === text,
      );
      expect(same).to.deep.equal([]);
    });

    it('serves our settings and styles in the place of the web app’s own', async () => {
      const ours = path.resolve(
        import.meta.dirname,
        '../../../camunda/host/src/main/resources/META-INF/resources/webjars/operaton/app/tasklist',
      );
      for (const name of ['scripts/config.js', 'styles/user-styles.css'])
        expect(await file(name)).to.equal(await readFile(path.join(ours, name), 'utf8'));
    });
  });
