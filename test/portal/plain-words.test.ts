import { expect } from 'chai';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { SUBJECTS, type Subject } from '../../src/domain/language/language.ts';
import { textOf } from '../../src/domain/language/faults-of-texts.ts';

const TEMPLATES = path.join(import.meta.dirname, '..', '..', 'templates');

/** Words of the office, of programs, or of another language; what is said instead. */
const OFFICE_WORDS: readonly (readonly [word: RegExp, instead: string])[] = [
  [/\bdraf\b/i, 'isi KK'],
  [/\bentri\b/i, 'data'],
  [/\bverifikasi|diverifikasi\b/i, 'memeriksa'],
  [/\bSHDK\b/, 'hubungan dalam keluarga'],
  [/\belemen\b/i, 'data'],
  [/\bTTE\b/, 'tanda tangan elektronik'],
  [/\bkemajuan(nya)?\b/i, 'status permohonan'],
  [/\bkeadaan(nya)?\b/i, 'status'],
  [/\btersandi|disandikan\b/i, 'terenkripsi'],
  [/\b(di)?tarik|dicabut\b/i, 'dibatalkan'],
  [/\bretensi\b/i, 'selama aturan mewajibkannya'],
  [/\bSOP\b/, 'aturan'],
  [/\b(ponsel|seluler|handphone)\b/i, 'HP'],
  [/\bjam kerja\b/i, 'jam layanan'],
  [/\bkantor Disdukcapil\b/i, 'loket Disdukcapil'],
  [/\b(upload|download|link|file|scan)\b/i, 'unggah, unduh, tautan, PDF'],
];
/** An application is a permohonan, what is photographed a dokumen or a foto, what is sent a kiriman. */
const PAPER = /\bberkas(nya)?\b/i;
const LONGEST_SENTENCE = 20;

const folder = (name: string) =>
  readdirSync(path.join(TEMPLATES, name)).flatMap((file) =>
    file.endsWith('.md') ? [] : [[`${name}/${file}`, readFileSync(path.join(TEMPLATES, name, file), 'utf8')] as const],
  );
/** What is read of a template: no tags, no attributes, one word for a value. */
const readable = (source: string) =>
  source
    .replace(/\{\{[{#/>!]?(else|if|unless|each|is)?[^}]*\}\}+/g, (tag) => (/^\{\{\w+\}\}$/.test(tag) ? ' nilai ' : ' '))
    .replace(/<\/?(p|li|h\d|dt|dd|label|small|summary|button|option|legend|div|section|article|details)\b[^>]*>/g, '\n')
    .replace(/<[^>]*>/g, '')
    .replace(/&amp;/g, '&');
const sentencesOf = (text: string) =>
  text
    .split(/\n+|(?<=[.!?:;])\s+/)
    .map((sentence) => sentence.trim())
    .filter((sentence) => sentence !== '');
const wordsIn = (sentence: string) => sentence.split(/\s+/).filter((word) => /\p{L}/u.test(word)).length;

/** The sentences of one subject, as `templates/language/id/` holds them. */
const subject = (name: Subject): (readonly [string, string])[] =>
  Object.entries(
    JSON.parse(readFileSync(path.join(TEMPLATES, 'language', 'id', `${name}.json`), 'utf8')) as Record<string, unknown>,
  ).map(([key, text]) => [`${name} ${key}`, readable(textOf(text)!)]);
/** Messages are read as files below; papers are called what their issuers call them, rules speak as rules.csv has it. */
const ELSEWHERE: readonly Subject[] = ['messages', 'papers', 'rules'];
/** Fields that only programs send, which name them as the API does; the form asks for events. */
const OF_PROGRAMS = [
  ...['fields shdk', 'fields shdk-menjadi', 'fields elemen-data', 'faults pilih-elemen-data-dari'],
  'refusals gunakan-kode-elemen-dari',
];
/**
 * Names of other services as the SOP lists them, what a bank reads of the QR on a paper that is no card yet, and what
 * golden case 11 has word for word.
 */
const NAMED_BY_OTHERS = /^advice (?:ikmt|layanan)-|^refusals ini-masih-draf-yang$|^results only-children\./;
const SENTENCES = (Object.keys(SUBJECTS) as Subject[])
  .filter((name) => !ELSEWHERE.includes(name))
  .flatMap(subject)
  .filter(([where]) => !OF_PROGRAMS.includes(where) && !NAMED_BY_OTHERS.test(where));
const FOR_RESIDENTS: readonly (readonly [where: string, text: string])[] = [
  ...folder('language/id/messages').map(([where, text]) => [where, readable(text)] as const),
  ...folder('language/id/pages')
    .filter(([where]) => !where.endsWith('layout.hbs'))
    .map(([where, text]) => [where, readable(text)] as const),
  ...SENTENCES,
];

describe('What a resident with little schooling reads', () => {
  it('has no words of the office, of programs, or of another language', () => {
    const found = FOR_RESIDENTS.flatMap(([where, text]) =>
      OFFICE_WORDS.filter(([word]) => word.test(text)).map(
        ([word, instead]) => `${where}: ${String(word)}, say "${instead}"`,
      ),
    );
    expect(found).to.deep.equal([]);
  });

  it('calls the application "permohonan" and what is photographed "dokumen" or "foto"', () => {
    const found = FOR_RESIDENTS.filter(([, text]) => PAPER.test(text)).map(
      ([where, text]) => `${where}: ${PAPER.exec(text)![0]}`,
    );
    expect(found).to.deep.equal([]);
  });

  it(`has no sentence of more than ${LONGEST_SENTENCE} words`, () => {
    const found = FOR_RESIDENTS.flatMap(([where, text]) =>
      sentencesOf(text)
        .filter((sentence) => wordsIn(sentence) > LONGEST_SENTENCE)
        .map((sentence) => `${where} (${wordsIn(sentence)}): ${sentence}`),
    );
    expect(found).to.deep.equal([]);
  });

  it('says in every message what comes next or what to do', () => {
    const next = /Langkah Anda|balas pesan ini|Ajukan|Lihat status|kapan saja/i;
    for (const [where, text] of folder('language/id/messages')) expect(text, where).to.match(next);
  });
});
