import { expect } from 'chai';
import { DOCUMENT_KINDS, type DocumentKind } from '../../src/domain/document-kinds.ts';
import { documentName, isEventPaper } from '../../src/domain/events/documents.ts';
import { holdTalk } from '../../src/domain/talk/hold-talk.ts';
import { kindsNamed } from '../../src/domain/talk/read-text.ts';
import { sentencesOf } from '../../src/domain/talk/sentences.ts';
import { paperMeant, type TalkCase } from '../../src/domain/talk/talk-case.ts';
import { LANGUAGES } from '../languages.ts';

const NUMBER = 'KK-261122-7Q4F2M';
const NOW = new Date('2026-11-26T03:00:00Z');
const WHEN = 'Petugas membacanya pada jam layanan.';

const waitingFor = (...missing: readonly DocumentKind[]): TalkCase => ({
  applicationNumber: NUMBER,
  state: 'waiting-for-applicant',
  label: 'menikah, atas nama B•••',
  submittedAt: NOW,
  asked: missing,
  missing,
  required: missing,
  papers: [],
  turnedAt: NOW,
});
const meant = (one: TalkCase, caption: string) => paperMeant(one, kindsNamed(caption));

/** One photo with these words under it, in answer to the case. */
function photo(one: TalkCase, text: string) {
  const file = { fileId: 'file', sha256: 'f'.repeat(64), flaw: null, refused: null };
  return holdTalk(
    {
      state: { waiting: [], words: [], question: null, askedIn: null, current: null, doneOnce: null },
      cases: [one],
      stopped: false,
      questionSent: true,
      whenRead: WHEN,
      say: sentencesOf(LANGUAGES.of('id')),
      now: NOW,
    },
    { messageId: 'message', type: 'photo', text, files: [file], quoted: null },
  );
}
const laidAs = ({ actions }: ReturnType<typeof photo>) =>
  actions.flatMap((action) => (action.do === 'add-paper' ? [action.kind] : []));

describe('The caption of a photo', () => {
  for (const { code, label } of DOCUMENT_KINDS.filter(({ code: kind }) => kind !== 'lainnya')) {
    const titles = [label, label.replace(/ \(.*\)$/, ''), ...(isEventPaper(code) ? [documentName(code)] : [])];
    it(`names ${code} by its title, whatever else is wanted`, () => {
      const other = code === 'f-1-02' ? 'ktp-el' : 'f-1-02';
      for (const title of titles) expect(meant(waitingFor(other, code), title.toUpperCase()), title).to.equal(code);
    });
  }

  for (const [caption, code] of [
    ['akta kematian', 'akta-kematian'],
    ['ini akta kematian bapak', 'akta-kematian'],
    ['buku nikah kami', 'buku-nikah'],
    ['akta cerai', 'akta-cerai'],
    ['paspor suami', 'paspor'],
    ['KITAP', 'kitap'],
    ['surat keterangan kerja dari pabrik', 'surat-kerja'],
    ['SK pensiun', 'sk-pekerjaan'],
    ['golongan darah', 'hasil-golongan-darah'],
    ['kartu donor', 'kartu-donor'],
    ['F1.03', 'f-1-03'],
    ['F-1.05 sudah ditandatangani', 'f-1-05-perkawinan'],
    ['SPTJM nikah siri', 'f-1-05-perkawinan'],
    ['SPTJM cerai', 'f-1-05-perceraian'],
    ['SKL dari bidan', 'surat-kelahiran'],
    ['surat lahir', 'surat-kelahiran'],
    ['akta lahir anak', 'akta-kelahiran'],
    ['akta lahir anak', 'akta-kelahiran-catatan-pinggir'],
    ['surat kuasa', 'f-1-07'],
    ['izin istri pertama', 'izin-istri'],
    ['ktp wna', 'ktp-el-orang-asing'],
    ['surat pindah', 'skpwni'],
    ['KK', 'kk-lama'],
    ['surat polisi', 'surat-hilang'],
    ['surat wali', 'pernyataan-wali'],
    ['ijasahnya', 'ijazah'],
    ['akta kematian suami', 'bukti-perkawinan'],
    ['buku nikah', 'bukti-hubungan'],
    ['passport', 'paspor-kitap'],
    ['surat keterangan kerja', 'bukti-pekerjaan'],
  ] as const satisfies readonly (readonly [string, DocumentKind])[])
    it(`names ${code} by "${caption}"`, () => {
      expect(meant(waitingFor('f-1-02', code), caption)).to.equal(code);
    });

  it('names no paper when it says that the paper comes later', () => {
    expect(kindsNamed('ijazah menyusul')).to.deep.equal([]);
    expect(kindsNamed('akta kematian belum ada')).to.deep.equal([]);
  });

  it('lays the paper that was asked for by name, and nothing lacks any more', () => {
    const talk = photo(waitingFor('akta-kematian'), 'akta kematian');
    expect(laidAs(talk)).to.deep.equal(['akta-kematian']);
    expect(talk.reply).to.contain('kami terima: Kutipan akta kematian').and.contain('sudah ada');
  });

  it('that names a paper nobody asked for is asked about', () => {
    const talk = photo(waitingFor('akta-kematian'), 'buku nikah');
    expect(laidAs(talk)).to.deep.equal([]);
    expect(talk.reply).to.contain('Foto ini dokumen apa').and.contain('1. Kutipan akta kematian\n2. Dokumen lain');
  });

  it('that names what the case has already adds another photo of it', () => {
    const one = { ...waitingFor('akta-kematian'), required: ['akta-kematian', 'kk-lama'] as const };
    expect(meant(one, 'KK halaman dua')).to.equal('kk-lama');
  });

  it('that names a lawful alternative is laid as that, in answer to what was asked for', () => {
    const one = {
      ...waitingFor('akta-kelahiran'),
      instead: new Map([['akta-kelahiran', ['surat-kelahiran']]] as const),
    };
    const talk = photo(one, 'surat kelahiran dari bidan');
    expect(laidAs(talk)).to.deep.equal(['surat-kelahiran']);
    expect(talk.actions).to.deep.include({ do: 'complete', applicationNumber: NUMBER });
  });

  it('that names something before anything is asked goes to the officer, unless the case wants it', () => {
    const one = { ...waitingFor(), state: 'submitted' as const, required: ['akta-kematian'] as const };
    expect([meant(one, 'buku nikah'), meant(one, ''), meant(one, 'akta kematian')]).to.deep.equal([
      ...['lainnya', 'akta-kematian', 'akta-kematian'],
    ]);
  });
});

describe('A photo for a case whose card was revoked', () => {
  it('is answered that the card is void, as words are', () => {
    const revoked: TalkCase = { ...waitingFor(), state: 'archived', cardRevoked: true };
    const { reply } = photo(revoked, '');
    expect(reply).to.contain(`KK dari permohonan ${NUMBER} sudah kami batalkan`).and.not.contain('sudah terbit');
  });
});
