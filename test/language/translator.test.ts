import { expect } from 'chai';
import { createTranslator, translateUnder } from '../../src/domain/language/translator.ts';
import { INDONESIAN, LANGUAGES } from '../languages.ts';

describe('What the domain says, in the language of a resident', () => {
  const translate = createTranslator([
    ['Nama ibu', 'Asma ibu'],
    ['NIK', 'NIK'],
    ['Tuliskan {{field}}.', 'Nyuwun serat {{field}}.'],
    ['NIK {{name}}: tuliskan 16 angka.', 'Serat 16 angka NIK {{name}}.'],
    ['{{field}}: menjadi', 'dados {{field}}'],
  ]);

  it('is the same text by its key', () => {
    expect(translate('Nama ibu')).to.equal('Asma ibu');
  });

  it('puts values in where that language has them, and translates a value that is a text of ours', () => {
    expect(translate('NIK Wening: tuliskan 16 angka.')).to.equal('Serat 16 angka NIK Wening.');
    expect(translate('Nama ibu: menjadi')).to.equal('dados Asma ibu');
  });

  it('writes a name small inside a sentence, as the Indonesian sentence has it', () => {
    expect(translate('Tuliskan nama ibu.')).to.equal('Nyuwun serat asma ibu.');
  });

  it('knows a sentence again whose value is empty', () => {
    expect(translate('NIK : tuliskan 16 angka.')).to.equal('Serat 16 angka NIK .');
  });

  it('translates each of several texts in one value, and begins a sentence with a capital letter', () => {
    expect(translate('Tuliskan nama ibu, NIK, Wening.')).to.equal('Nyuwun serat asma ibu, NIK, Wening.');
    const papers = createTranslator([['kutipan akta {{name}}', 'petikan akta {{name}}']]);
    expect(papers('Kutipan akta Wening')).to.equal('Petikan akta Wening');
    expect(papers('kutipan akta Wening')).to.equal('petikan akta Wening');
  });

  it('divides two values side by side where the first is a text of ours', () => {
    const rule = createTranslator([
      ['Jenis kelamin', 'Jinis'],
      ['{{elemen}} {{nama}}: pilih dari daftar.', 'Pilih {{elemen}} saking daftar ({{nama}}).'],
    ]);
    expect(rule('Jenis kelamin SURYO HANDAKA: pilih dari daftar.')).to.equal(
      'Pilih Jinis saking daftar (SURYO HANDAKA).',
    );
    expect(rule('Jenis kelamin : pilih dari daftar.')).to.equal('Pilih Jinis saking daftar ().');
  });

  it('leaves alone what is no text of ours', () => {
    for (const text of ['Wening Prameswari', '', 'Fotonya gelap, mohon ulangi.', 'NIK Wening']) {
      expect(translate(text)).to.equal(text);
    }
  });

  it('changes texts of a value under the named keys only: codes stay', () => {
    const question = { code: 'NIK', label: 'Nama ibu', parts: [{ label: 'NIK', most: 3 }], says: ['Nama ibu', 'x'] };
    expect(translateUnder(question, ['label', 'says'], translate)).to.deep.equal({
      code: 'NIK',
      label: 'Asma ibu',
      parts: [{ label: 'NIK', most: 3 }],
      says: ['Asma ibu', 'x'],
    });
  });

  it('is in Indonesian what it was', () => {
    for (const text of ['Nama ibu', 'Tuliskan nama ibu.', 'NIK : tuliskan 16 angka seperti pada KTP-el, KIA, atau KK.'])
      expect(INDONESIAN.translate(text)).to.equal(text);
    expect(LANGUAGES.of('xx').translate('Semula')).to.equal('Semula');
  });
});
