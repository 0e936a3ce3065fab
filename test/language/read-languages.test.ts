import { expect } from 'chai';
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { ConfigError } from '../../src/config/values.ts';
import { readLanguages } from '../../src/office/read-languages.ts';
import { INDONESIAN } from '../languages.ts';
import { MARKED, markedFolder } from './marked-language.ts';

describe('The languages of the office', () => {
  const start = (folder: string, ...codes: string[]): string => {
    try {
      readLanguages(codes, folder);
      return 'started';
    } catch (error) {
      if (!(error instanceof ConfigError)) throw error;
      return error.message;
    }
  };
  /** Changes one file of the second language. */
  const broken = (file: string, change: (texts: Record<string, unknown>) => void): string => {
    const folder = markedFolder();
    const at = path.join(folder, MARKED, file);
    const texts = JSON.parse(readFileSync(at, 'utf8')) as Record<string, unknown>;
    change(texts);
    writeFileSync(at, JSON.stringify(texts));
    return start(folder, 'id', MARKED);
  };

  it('are Indonesian, and what else lies in the folder and is named by the setting', () => {
    const folder = markedFolder();
    const languages = readLanguages(['id', MARKED], folder);
    expect(languages.offered.map(({ code, name }) => [code, name])).to.deep.equal([
      ['id', 'Bahasa Indonesia'],
      [MARKED, 'Bahasa bertanda'],
    ]);
    expect(languages.of(MARKED).chat('complete', { number: 'KK-1' })).to.match(/^‹Semua .*›KK-1‹/);
    expect(languages.of('xx').code).to.equal('id');
    expect(languages.of(undefined).code).to.equal('id');
    expect(readLanguages(['id'], folder).of(MARKED).code).to.equal('id');
  });

  it('put values in as they are: a brace in a value stays a brace', () => {
    expect(INDONESIAN.chat('passed-on', { number: '{{list}}' })).to.contain('Permohonan {{list}} kami teruskan');
  });

  it('are refused at start with file and key: a sentence that is not there', () => {
    expect(broken('chat.json', (texts) => delete texts['complete']))
      .to.contain(path.join(MARKED, 'chat.json'))
      .and.to.contain('kalimat "complete" tidak ada');
    expect(broken('chat.json', (texts) => (texts['complete'] = '  '))).to.contain('kalimat "complete" tidak ada');
    expect(broken('chat.json', (texts) => (texts['complete'] = 3))).to.contain('kalimat "complete" tidak ada');
  });

  it('are refused at start: a sentence that nobody asks for', () => {
    expect(broken('hours.json', (texts) => (texts['tody'] = 'hari ini')))
      .to.contain('hours.json')
      .and.to.contain('kalimat "tody" tidak dikenal');
    expect(broken('hours.json', (texts) => (texts['toString'] = 'x'))).to.contain('kalimat "toString" tidak dikenal');
  });

  it('are refused at start: a value that is missing, and one that does not exist', () => {
    const says = broken('chat.json', (texts) => (texts['stored'] = 'Kami terima {{dokumen}} untuk {{number}}.'));
    expect(says)
      .to.contain('kalimat "stored" tanpa isian {{documents}}')
      .and.to.contain('kalimat "stored" memakai isian {{dokumen}} yang tidak ada. Pilih: {{number}}, {{documents}}.');
  });

  it('are refused at start with all faults at once, also of messages, files and folders that are not there', () => {
    const folder = markedFolder();
    rmSync(path.join(folder, MARKED, 'messages', 'card.txt'));
    writeFileSync(path.join(folder, MARKED, 'messages', 'karcis.txt'), 'Halo');
    writeFileSync(path.join(folder, MARKED, 'notices.json'), '[');
    writeFileSync(path.join(folder, MARKED, 'language.json'), '{"name": "X", "locale": "bukan bahasa"}');
    const says = start(folder, 'id', MARKED);
    expect(says)
      .to.contain('messages: kalimat "card" tidak ada')
      .and.to.contain('messages: kalimat "karcis" tidak dikenal')
      .and.to.contain('notices.json: tidak ada, atau bukan JSON')
      .and.to.contain('language.json: tulis');
    expect(start(folder, 'id', 'jv')).to.contain('Bahasa "jv": folder');
    expect(start(folder, 'id', '../id')).to.contain('Bahasa "../id"');
    expect(start(folder, MARKED)).to.contain('bahasa pertama harus "id"');
  });

  it('are refused at start: a page that lost a field, gained one, closes a block too early, or is not there', () => {
    const page = (change: (source: string) => string): string => {
      const folder = markedFolder();
      const at = path.join(folder, MARKED, 'pages', 'track.hbs');
      writeFileSync(at, change(readFileSync(at, 'utf8')));
      return start(folder, 'id', MARKED);
    };
    expect(page((source) => source.replace(/<input[^>]*name="pin"[^>]*>/, '')))
      .to.contain('halaman "track.hbs" tanpa <input')
      .and.to.contain('name="pin"');
    expect(page((source) => `${source}<script src="https://elsewhere.example/x.js"></script>`)).to.contain(
      'halaman "track.hbs" mempunyai <script src="https://elsewhere.example/x.js"> yang tidak ada dalam folder id',
    );
    expect(
      page((source) => source.replace('{{#if problem}}', '').replace('{{/if}}', '{{/if}}{{#if problem}}')),
    ).to.contain('dalam urutan lain');
    expect(page((source) => source.replaceAll(/placeholder="[^"]*"/g, 'placeholder="‹contoh›"'))).to.equal('started');
    const folder = markedFolder();
    rmSync(path.join(folder, MARKED, 'pages', 'case.hbs'));
    expect(start(folder, 'id', MARKED)).to.contain('halaman "case.hbs" tidak ada');
  });
});
