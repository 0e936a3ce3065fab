import { say } from '../say.js';
import { make, one } from './dom.js';
import { findReceipt, send } from './send.js';

const AGAIN = say('isian-dan-foto-anda');

/**
 * Sends the application and says what came of it. `sent()` is called when an answer may still be on its way; then the office
 * is asked for the receipt as soon as there is a line again, so that a lost answer makes neither silence nor a second case.
 */
export function createSubmission({ collect, photos, faults, stage, finish, showFaultsOf, mark }) {
  const bar = one('[data-sending-bar]');
  const words = one('[data-sending-text]');
  const progress = (part) => {
    bar.value = part * 100;
    words.textContent =
      part < 1 ? say('foto-terkirim-jangan-tutup', { percent: Math.round(part * 100) }) : say('foto-sudah-sampai-kami');
  };
  const broken = () => {
    stage('form');
    faults.show([], say('sambungan-terputus'), AGAIN);
  };

  async function submit(key, another = false) {
    faults.clear();
    stage('sending');
    if (!(await photos.arrive(progress))) {
      const held = photos.every().find(({ state }) => state === 'held');
      if (held) {
        stage('form');
        return showFaultsOf({ title: say('foto-belum-dapat-dikirim'), remedy: held.said, step: 'foto' });
      }
      const refused = photos.every().some(({ state }) => state === 'refused');
      if (!refused) return broken();
      stage('form');
      return showFaultsOf({
        title: say('ada-foto-yang-tidak'),
        remedy: say('lihat-tanda-pada-fotonya'),
        step: 'foto',
      });
    }
    mark({ asked: true });
    const { receipt, first, problem } = await send({ application: collect(), uploads: photos.uploads(), key, another });
    if (receipt) return finish(receipt, first);
    if (problem === undefined) return broken();
    mark({ asked: false });
    stage('form');
    showFaultsOf(problem);
    if (problem.error === 'ALREADY_OPEN') offerAnother(problem, key);
  }

  /** The same is open already: it can be looked at, or the applicant says that this is another application. */
  function offerAnother({ applicationNumber }, key) {
    const another = make('button', {
      type: 'button',
      className: 'link',
      textContent: say('ini-permohonan-lain-tetap'),
    });
    another.addEventListener('click', () => submit(key, true));
    one('[data-summary-actions]').replaceChildren(
      make('a', {
        className: 'button second small',
        href: `/lacak?nomor=${encodeURIComponent(applicationNumber)}`,
        textContent: say('lihat', { applicationNumber }),
      }),
      another,
    );
  }

  return {
    submit,
    /** Whether what was sent before the page went away has arrived. Answers true when it has, and shows the receipt. */
    async recover(key) {
      const { receipt, none } = await findReceipt(key, collect().applicant.nik);
      if (receipt) finish(receipt);
      else if (none) mark({ asked: false });
      return receipt !== undefined;
    },
    tellUnknown: () => faults.show([], say('permohonan-ini-mungkin-sudah'), say('sambungan-terputus-saat-mengirim')),
    tellNotSent: () => faults.show([], say('permohonan-belum-terkirim'), AGAIN),
  };
}
