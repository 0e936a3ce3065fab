import { expect } from 'chai';
import { MESSAGE_PURPOSES } from '../../src/messaging/messaging.ts';
import { approvalText, contentVariables, mediaNumber, renderMessage } from '../../src/messaging/texts.ts';
import { DOCUMENT_KINDS } from '../../src/domain/document-kinds.ts';
import { INDONESIAN } from '../languages.ts';

const values = {
  applicationNumber: 'KK-261122-7Q4F2M',
  about: 'menikah dan 2 hal lain, atas nama K••••••••• S•••••••••••• P',
  ref: '9F2C11AB',
  trackingUrl: 'https://kk.example.go.id/lacak',
  cardUrl: `https://kk.example.go.id/unduh/${'a'.repeat(43)}`,
  missingDocuments: ['Ijazah terakhir', 'KTP-el pemohon'],
  note: 'Foto ijazah terlalu gelap.',
  ktpAffected: false,
};

describe('What we write to the applicant', () => {
  for (const purpose of MESSAGE_PURPOSES)
    it(`"${purpose}" names the case, the next step's address and our reference in the last line`, () => {
      const text = renderMessage(INDONESIAN, purpose, values);
      expect(text).to.contain('KK-261122-7Q4F2M (menikah').and.to.contain('https://kk.example.go.id/lacak');
      expect(text.split('\n').at(-1)).to.equal('(Ref: 9F2C11AB)');
      expect(text).not.to.match(/\{\{|undefined|\[object/);
    });

  it("asks for exactly the missing papers, in words, with the officer's note", () => {
    expect(renderMessage(INDONESIAN, 'incomplete', values))
      .to.contain('(1) Ijazah terakhir; (2) KTP-el pemohon')
      .and.to.contain('Foto ijazah terlalu gelap.');
    expect(renderMessage(INDONESIAN, 'incomplete', { ...values, missingDocuments: ['Ijazah terakhir'] })).to.contain(
      'Yang kami perlukan: Ijazah terakhir\n',
    );
  });

  it('carries the three notices of SOP step 8 with the card; the KTP only when it changes', () => {
    const text = renderMessage(INDONESIAN, 'card', { ...values, ktpAffected: true });
    expect(text)
      .to.match(/HVS A4 80 gram/)
      .and.to.match(/Serahkan KK lama kepada petugas Dukcapil di kapanewon/)
      .and.to.match(/Ajukan pencetakan KTP-el lewat aplikasi Dukcapil Smart Bantul/);
    expect(renderMessage(INDONESIAN, 'card', values)).not.to.contain('Ajukan pencetakan KTP-el');
  });

  it('asks nobody for a card that was lost: it is handed in when it is found', () => {
    const lost = renderMessage(INDONESIAN, 'card', { ...values, isLostCard: true });
    expect(lost).to.contain('Bila KK yang hilang ditemukan, serahkan kepada petugas Dukcapil di kapanewon.');
    expect(lost).not.to.contain('Serahkan KK lama');
  });

  it('says who signs on the paper: the office electronically, the head of the family after printing', () => {
    expect(renderMessage(INDONESIAN, 'card', values))
      .to.contain('sah tanpa cap dan tanda tangan basah pejabat')
      .and.to.contain('Setelah dicetak, kepala keluarga menandatangani atau membubuhkan cap jempol.');
  });

  it('fits into 1024 characters with every paper missing and the longest note, and still names our reference', () => {
    const text = renderMessage(INDONESIAN, 'incomplete', {
      ...values,
      missingDocuments: DOCUMENT_KINDS.map(({ label }) => label),
      note: 'Mohon difoto ulang. '.repeat(25),
    });
    expect(text.length).to.be.at.most(1024);
    expect(renderMessage(INDONESIAN, 'card', { ...values, ktpAffected: true }).length).to.be.at.most(1024);
    expect(text).to.contain('dokumen lain di halaman lacak').and.to.contain('(Ref: 9F2C11AB)');
  });

  it('lets no number out that looks like a NIK or a telephone, even when a note holds one', () => {
    expect(renderMessage(INDONESIAN, 'invalid', { ...values, note: 'NIK 3402 1617 0884 9001 keliru' })).not.to.match(
      /3402/,
    );
  });

  it('prints an apostrophe as an apostrophe and a brace as a brace', () => {
    expect(
      renderMessage(INDONESIAN, 'incomplete', { ...values, note: "Surat dari KUA Jum'at <ke-2> {{ref}}" }),
    ).to.contain("Jum'at <ke-2> {{ref}}");
  });

  it('gives Twilio values that are never empty and never broken into lines', () => {
    for (const purpose of MESSAGE_PURPOSES) {
      const variables = contentVariables(
        INDONESIAN,
        purpose,
        { ...values, note: ' satu\n\ndua\ttiga ', missingDocuments: [] },
        'media/x.pdf',
      );
      for (const value of Object.values(variables))
        expect(value)
          .to.match(/^\S.*$/)
          .and.not.to.match(/[\n\t]| {5}/);
      expect(variables[mediaNumber(INDONESIAN, purpose)]).to.equal('media/x.pdf');
    }
  });

  it('is handed in for approval with numbers, neither beginning nor ending with one', () => {
    for (const purpose of MESSAGE_PURPOSES) {
      const text = approvalText(INDONESIAN, purpose);
      const filled = Object.entries(contentVariables(INDONESIAN, purpose, values)).reduce(
        (filling, [number, value]) => filling.replaceAll(`{{${number}}}`, value),
        text,
      );
      expect(filled).to.equal(renderMessage(INDONESIAN, purpose, values));
      expect(text).not.to.match(/^\{\{|\}\}$/);
    }
  });
});
