import { say } from '../say.js';
import { all, countDigits, one } from './dom.js';
import { createDraft } from './draft.js';
import { createEvents, showAdvice } from './events.js';
import { createFaults } from './faults.js';
import { offerKeeping } from './keeping.js';
import { createPhotos } from './photos.js';
import { showReceipt } from './receipt.js';
import { showReview } from './review.js';
import { createMembers } from './rows.js';
import { createSigning } from './signing.js';
import { newKey } from './send.js';
import { createSubmission } from './submission.js';
import { waysOut } from './ways-out.js';

/** Pause before a line that is broken is tried again, milliseconds. */
const AGAIN_MS = 3_000;
const REPRINTS = ['kk-hilang', 'kk-rusak'];
const formElement = one('[data-form]');
const progress = one('[data-progress]');
const digits = (text) => text.replace(/[\s.-]/g, '');
const value = (id) => document.getElementById(id).value.trim();

// Brought by the page itself: on a slow line every further question costs seconds.
const { form, questions, screenForms } = JSON.parse(one('[data-description]').content.textContent);
start(form, questions);

function start(form, questions) {
  let current = 'kejadian';
  let key = newKey();
  /** Whether something was sent whose answer has not come. */
  let asked = false;
  const draft = createDraft();
  const content = () => ({ application: collect(), step: current, key, asked, ...photos.kept() });
  const save = () => draft.save(content());
  const members = createMembers(save);
  const events = createEvents({ questions, members, kalurahan: form.kalurahan, onChange: () => save() });
  const signing = createSigning({ screenForms, typed: () => collect() });
  const photos = createPhotos(form.limits, { fillForm, signing, draft, onChange: () => save() });
  const faults = createFaults({ members, photos, goTo: (step) => show(step) });
  const nameOf = (nik) => members.read().find((member) => member.nik === nik)?.name || nik;
  const labelOf = (list, code) => list.find((entry) => entry.code === code)?.label ?? '';
  const section = (step) => one(`[data-step="${step}"]`);
  /** A lost or damaged card is printed again as it is: nobody has to be written down. */
  const isReprint = () => events.names().length > 0 && events.names().every((name) => REPRINTS.includes(name));
  const steps = () =>
    all('[data-step]')
      .map(({ dataset }) => dataset.step)
      .filter((step) => step !== 'keluarga' || !isReprint());

  /** The application as written so far; what is not needed for this event is left out, and not lost. */
  function collect() {
    const kkNumber = digits(value('kkNumber'));
    const lines = Object.entries({
      street: value('street'),
      rt: value('rt'),
      rw: value('rw'),
      kalurahan: value('kalurahan'),
    });
    const address = lines.filter(([, text]) => text !== '');
    return {
      applicant: { name: value('name'), nik: digits(value('nik')), whatsapp: value('whatsapp') },
      ...(kkNumber !== '' ? { kkNumber } : {}),
      ...(address.length > 0 ? { address: Object.fromEntries(address) } : {}),
      ...(isReprint() ? {} : { listed: members.read() }),
      events: events.read(),
      statement: document.getElementById('statement').checked,
    };
  }

  async function restore({ application, step, ...kept }) {
    ({ key, asked = false } = kept);
    const { applicant, address } = application;
    const texts = { ...applicant, ...address, kkNumber: application.kkNumber ?? '' };
    for (const [id, text] of Object.entries(texts)) document.getElementById(id).value = text;
    application.listed?.forEach((member) => members.add(member));
    events.fill(application.events);
    document.getElementById('statement').checked = false;
    if (kept.photos?.length > 0) {
      await photos.restore(kept);
      await enter.foto();
    }
    return steps().includes(step) ? step : 'kejadian';
  }

  /** Where else to go and which papers; null while the events are not well-formed, undefined when nobody answers. */
  async function advice() {
    const answer = await fetch('/api/application-advice', {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({ ...collect(), statement: true }),
    }).catch(() => undefined);
    if (answer === undefined || answer.status >= 500) return undefined;
    return answer.ok ? answer.json() : null;
  }
  /** The photos that are wanted; a broken line leaves the one form that every application has, until it is back. */
  async function askForPhotos() {
    const known = await advice();
    const always = form.documentKinds.filter(({ code }) => code === 'f-1-02');
    photos.ask(known?.papers ?? always.map((kind) => ({ text: kind.label, kinds: [kind] })), form.documentKinds);
    if (known !== undefined) return;
    setTimeout(() => current === 'foto' && askForPhotos(), AGAIN_MS);
  }
  /** Saves a filled-in form on the device; answers false when it could not be made. */
  async function fillForm(code) {
    const answer = await fetch(`/api/forms/${code}`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({ ...collect(), statement: true }),
    }).catch(() => undefined);
    if (!answer?.ok) return false;
    const link = Object.assign(document.createElement('a'), {
      href: URL.createObjectURL(await answer.blob()),
      download: `${code}.pdf`,
    });
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
    return true;
  }
  let turn = 0;
  /** Said while it is written, not at the end. */
  async function adviseSoon() {
    const mine = ++turn;
    await new Promise((resolve) => setTimeout(resolve, 400));
    if (mine !== turn || current !== 'peristiwa') return;
    const known = await advice();
    if (mine === turn && known) showAdvice(known);
  }

  /** What a step needs to know when it is entered. */
  const enter = {
    keluarga: () => {
      if (members.rows().length === 0) members.add({ name: value('name'), nik: value('nik') });
    },
    peristiwa: () => {
      events.ask();
      adviseSoon();
    },
    foto: askForPhotos,
    periksa: () => showReview(collect(), photos.files(), { form, questions, labelOf, nameOf, goTo: move }),
  };

  function show(step) {
    const order = steps();
    current = step;
    for (const element of all('[data-step]')) element.hidden = element.dataset.step !== step;
    const place = order.indexOf(step) + 1;
    // How many steps there are depends on what happened.
    const words =
      events.names().length === 0 ? say('langkah', { place }) : say('langkah-dari', { place, length: order.length });
    one('[data-progress-text]').textContent = words;
    one('[data-progress-bar]').style.transform = `scaleX(${place / order.length})`;
    one('[data-back]').hidden = place === 1;
    waysOut.show(place === 1);
    one('[data-next]').textContent = place === order.length ? say('kirim-permohonan') : say('lanjut');
    document.title = `${one('h1', section(step)).textContent} (${words.toLowerCase()}) · KK Bantul`;
  }

  /** Goes to a step as a place in the browser's history, at its top, with the reader's focus on its heading. */
  async function move(step, { push = true } = {}) {
    faults.clear();
    show(step);
    if (push) history.pushState(null, '', `#${step}`);
    await enter[step]?.();
    save();
    scrollTo(0, 0);
    one('h1', section(step)).focus({ preventScroll: true });
  }

  /** Asks the server for faults up to this step: the same rules as for the submission. Without a network the submission itself shows them. */
  async function faultsSoFar() {
    if (events.names().length === 0)
      return [{ field: '/events', title: say('peristiwa'), remedy: say('pilih-apa-yang-terjadi') }];
    if (current === 'kejadian') return [];
    const order = steps();
    const application = collect();
    const parts = order
      .slice(0, order.indexOf(current) + 1)
      .flatMap((step) => section(step).dataset.parts.split(' ').filter(Boolean));
    const sent = Object.fromEntries(
      parts.filter((part) => part in application).map((part) => [part, application[part]]),
    );
    // Before the events are written down they say nothing that could be wrong.
    sent.events ??= [{ event: 'kk-rusak', data: {} }];
    const answer = await fetch('/api/application-checks', {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify(sent),
    }).catch(() => undefined);
    if (!answer?.ok && answer?.status !== 422) return [];
    return ((await answer.json()).faults ?? []).filter(
      ({ field }) => parts.includes(field.split('/')[1]) || !field.startsWith('/events'),
    );
  }

  formElement.addEventListener('submit', async (event) => {
    event.preventDefault();
    const next = one('[data-next]');
    if (next.disabled) return;
    const words = next.textContent;
    next.disabled = true;
    next.textContent = say('memeriksa');
    const found = await faultsSoFar();
    next.disabled = false;
    next.textContent = words;
    if (found.length > 0) {
      show(steps().find((step) => found.some(({ field }) => faults.stepOf(field) === step)) ?? current);
      return faults.show(found);
    }
    const order = steps();
    const following = order[order.indexOf(current) + 1];
    if (following === undefined) await submission.submit(key);
    else await move(following);
  });

  const stage = (name) => {
    formElement.hidden = progress.hidden = name !== 'form';
    if (name !== 'form') waysOut.show(false);
    one('[data-sending]').hidden = name !== 'sending';
    one('[data-receipt]').hidden = name !== 'receipt';
    scrollTo(0, 0);
    if (name !== 'form') one(`[data-${name}] h1`).focus();
  };

  /** A refusal of the whole, at the step where its faults are. */
  function showFaultsOf({ faults: list = [], title, remedy, step: wanted }) {
    const step = wanted ?? steps().find((name) => list.some(({ field }) => faults.stepOf(field) === name));
    if (step) show(step);
    faults.show(list, title ?? say('permohonan-belum-terkirim'), remedy ?? say('coba-lagi-beberapa-menit'));
  }

  const submission = createSubmission({
    collect,
    photos,
    faults,
    stage,
    finish,
    showFaultsOf,
    mark: (change) => {
      ({ asked } = change);
      save();
    },
  });

  /** `first`: what stands at the office was sent before the last changes. */
  function finish(receipt, first = false) {
    faults.clear();
    draft.receipt.save(receipt);
    draft.forget();
    photos.clear();
    keeping.hide();
    showReceipt(receipt, first);
    history.replaceState(null, '', '#selesai');
    document.title = say('permohonan-diterima-kk-bantul', { applicationNumber: receipt.applicationNumber });
    stage('receipt');
  }

  function startAgain() {
    photos.forget();
    draft.forget();
    draft.receipt.forget();
    location.replace('/ajukan');
  }

  formElement.addEventListener('input', ({ target }) => {
    faults.forgive(target);
    if (target.name === 'event') show(current);
    if (current === 'peristiwa') adviseSoon();
    save();
  });
  one('[data-back]').addEventListener('click', () => {
    const order = steps();
    move(order[order.indexOf(current) - 1]);
  });
  one('[data-choose-again]').addEventListener('click', () => move('kejadian'));
  one('[data-restart]').addEventListener('click', () => confirm(say('hapus-semua-isian-dan')) && startAgain());
  one('[data-another]').addEventListener('click', startAgain);
  addEventListener('popstate', () => {
    if (waysOut.isAsked()) return move('kejadian', { push: false }).then(waysOut.go);
    const step = location.hash.slice(1) || 'kejadian';
    if (steps().includes(step)) move(step, { push: false });
  });

  const keeping = offerKeeping({ draft, content, photos: photos.every, startAgain });
  // A submission whose answer was lost is asked for as soon as there is a line.
  addEventListener('online', () => asked && !formElement.hidden && submission.recover(key));

  const receipt = draft.receipt.read();
  if (receipt !== null) {
    showReceipt(receipt);
    stage('receipt');
  } else begin(draft.read());

  async function begin(kept) {
    let first = 'kejadian';
    try {
      if (kept !== null) first = await restore(kept);
    } catch {
      draft.forget(); // written by an older page
    }
    countDigits(formElement);
    if (waysOut.isAsked()) first = 'kejadian';
    if (asked && (await submission.recover(key))) return;
    formElement.hidden = progress.hidden = false;
    const unknown = asked;
    await move(first, { push: false });
    if (waysOut.isAsked()) waysOut.go();
    else if (kept === null) document.activeElement.blur();
    if (kept === null) return;
    keeping.tellRestored();
    if (unknown) submission.tellUnknown();
    else if (kept.asked) submission.tellNotSent();
  }
}
