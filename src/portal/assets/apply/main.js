import { all, countDigits, one } from './dom.js';
import { createFaults } from './faults.js';
import { createPhotos } from './photos.js';
import { showReceipt } from './receipt.js';
import { showReview } from './review.js';
import { createChanges, createMembers } from './rows.js';
import { newKey, send } from './send.js';

const DRAFT = 'kk-permohonan';
const RECEIPT = 'kk-bukti';
const formElement = one('[data-form]');
const progress = one('[data-progress]');
const digits = (text) => text.replace(/[\s.-]/g, '');
const value = (id) => document.getElementById(id).value.trim();
const read = (name) => JSON.parse(sessionStorage.getItem(name) ?? 'null');

const form = await fetch('/api/form.json')
  .then((answer) => answer.json())
  .catch(() => undefined);
if (form === undefined) {
  const summary = one('[data-summary]');
  one('h2', summary).textContent = 'Formulir belum dapat dimuat';
  one('[data-summary-text]', summary).textContent = 'Periksa sambungan internet Anda, lalu muat ulang halaman ini.';
  summary.hidden = false;
} else start(form);

function start(form) {
  let current = 'alasan';
  let key = newKey();
  const save = () => sessionStorage.setItem(DRAFT, JSON.stringify({ application: collect(), step: current, key }));
  const members = createMembers(save);
  const changes = createChanges(form.elements, members, save);
  const photos = createPhotos(form.limits);
  const faults = createFaults({ members, changes, photos, goTo: (step) => show(step) });
  const labelOf = (list, code) => list.find((entry) => entry.code === code)?.label ?? '';
  const reason = () => one('input[name=reason]:checked')?.value ?? '';
  const section = (step) => one(`[data-step="${step}"]`);
  const steps = () =>
    all('[data-step]')
      .map(({ dataset }) => dataset.step)
      .filter((step) => step !== 'perubahan' || reason() === 'perubahan-data');

  /** The application as written so far; what is not needed for this reason is left out, and not lost. */
  function collect() {
    const kkNumber = digits(value('kkNumber'));
    return {
      reason: reason(),
      applicant: { name: value('name'), nik: digits(value('nik')), whatsapp: value('whatsapp') },
      ...(kkNumber !== '' || reason() !== 'baru' ? { kkNumber } : {}),
      address: { street: value('street'), rt: value('rt'), rw: value('rw'), kalurahan: value('kalurahan') },
      members: members.read(),
      changes: reason() === 'perubahan-data' ? changes.read() : [],
      statement: document.getElementById('statement').checked,
    };
  }

  function restore({ application, step, key: oldKey }) {
    key = oldKey;
    const choice = one(`input[name=reason][value="${CSS.escape(application.reason)}"]`);
    if (choice) choice.checked = true;
    const { applicant, address } = application;
    const texts = { ...applicant, ...address, kkNumber: application.kkNumber ?? '' };
    for (const [id, text] of Object.entries(texts)) document.getElementById(id).value = text;
    application.members.forEach((member) => members.add(member));
    application.changes.forEach((change) => changes.add(change.member < 0 ? { ...change, member: undefined } : change));
    return steps().includes(step) ? step : 'alasan';
  }

  /** What a step needs to know when it is entered. */
  const enter = {
    pemohon: () => {
      one('[data-kk-optional]').hidden = reason() !== 'baru';
    },
    keluarga: () => {
      if (members.rows().length === 0) members.add({ name: value('name'), nik: value('nik') });
    },
    perubahan: () => {
      if (changes.rows().length === 0) changes.add();
      changes.refresh();
    },
    foto: async () => {
      const { reason, changes } = collect();
      const elements = [...new Set(changes.map(({ element }) => element).filter(Boolean))];
      const answer = await fetch(`/api/requirements?reason=${reason}&elements=${elements}`)
        .then((r) => (r.ok ? r.json() : undefined))
        .catch(() => undefined);
      photos.ask(
        answer?.requiredDocuments ?? form.documentKinds.filter(({ code }) => code === 'f-1-06'),
        form.documentKinds,
      );
    },
    periksa: () => showReview(collect(), photos.files(), { form, labelOf, goTo: move }),
  };

  function show(step) {
    const order = steps();
    current = step;
    for (const element of all('[data-step]')) element.hidden = element.dataset.step !== step;
    const place = order.indexOf(step) + 1;
    // How many steps there are depends on the reason.
    const words = reason() === '' ? `Langkah ${place}` : `Langkah ${place} dari ${order.length}`;
    one('[data-progress-text]').textContent = words;
    one('[data-progress-bar]').style.transform = `scaleX(${place / order.length})`;
    one('[data-back]').hidden = place === 1;
    one('[data-next]').textContent = place === order.length ? 'Kirim permohonan' : 'Lanjut';
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

  /** Asks the server for faults up to this step: the same rules as for the submission. Without a network the submission itself will tell. */
  async function faultsSoFar() {
    const order = steps();
    const application = collect();
    const parts = order
      .slice(0, order.indexOf(current) + 1)
      .flatMap((step) => section(step).dataset.parts.split(' ').filter(Boolean));
    const sent = Object.fromEntries(
      parts.filter((part) => part in application).map((part) => [part, application[part]]),
    );
    const answer = await fetch('/api/application-checks', {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify(sent),
    }).catch(() => undefined);
    if (!answer?.ok && answer?.status !== 422) return [];
    return (await answer.json()).faults ?? [];
  }

  formElement.addEventListener('submit', async (event) => {
    event.preventDefault();
    const next = one('[data-next]');
    if (next.disabled) return;
    next.disabled = true;
    const found = await faultsSoFar();
    next.disabled = false;
    if (found.length > 0) {
      show(steps().find((step) => found.some(({ field }) => faults.stepOf(field) === step)) ?? current);
      return faults.show(found);
    }
    const order = steps();
    const following = order[order.indexOf(current) + 1];
    if (following === undefined) await submit();
    else await move(following);
  });

  const stage = (name) => {
    formElement.hidden = progress.hidden = name !== 'form';
    one('[data-sending]').hidden = name !== 'sending';
    one('[data-receipt]').hidden = name !== 'receipt';
    scrollTo(0, 0);
    if (name !== 'form') one(`[data-${name}] h1`).focus();
  };

  async function submit() {
    faults.clear();
    stage('sending');
    const bar = one('[data-sending-bar]');
    const words = one('[data-sending-text]');
    const answer = await send(collect(), photos.files(), key, (part) => {
      bar.value = part * 100;
      words.textContent =
        part < 1
          ? `Terkirim ${Math.round(part * 100)}%. Jangan tutup halaman ini.`
          : 'Sudah sampai. Kami memeriksa berkas Anda…';
    }).catch(() => undefined);
    if (answer?.status === 200 || answer?.status === 201) return finish(answer.body);
    stage('form');
    if (answer === undefined)
      return faults.show(
        [],
        'Sambungan terputus',
        'Isian Anda tidak hilang. Periksa internet, lalu tekan "Kirim permohonan" lagi; permohonan tidak akan menjadi dua.',
      );
    // What was sent first stands; what is written now is another application and gets a key of its own.
    if (answer.status === 409) key = newKey();
    const list = answer.body.faults ?? [];
    const step = steps().find((name) => list.some(({ field }) => faults.stepOf(field) === name));
    if (step) {
      show(step);
      await enter[step]?.();
    }
    faults.show(
      list,
      answer.body.title ?? 'Permohonan belum terkirim',
      answer.body.remedy ?? 'Coba lagi beberapa menit lagi. Isian Anda tidak hilang.',
    );
  }

  function finish(receipt) {
    sessionStorage.removeItem(DRAFT);
    sessionStorage.setItem(RECEIPT, JSON.stringify(receipt));
    photos.clear();
    showReceipt(receipt);
    history.replaceState(null, '', '#selesai');
    document.title = `Permohonan ${receipt.applicationNumber} diterima · KK Bantul`;
    stage('receipt');
  }

  function startAgain() {
    sessionStorage.removeItem(DRAFT);
    sessionStorage.removeItem(RECEIPT);
    location.replace('/ajukan');
  }

  formElement.addEventListener('input', ({ target }) => {
    faults.forgive(target);
    save();
  });
  one('[data-back]').addEventListener('click', () => {
    const order = steps();
    move(order[order.indexOf(current) - 1]);
  });
  one('[data-restart]').addEventListener(
    'click',
    () => confirm('Hapus semua isian dan mulai dari awal?') && startAgain(),
  );
  one('[data-another]').addEventListener('click', startAgain);
  addEventListener('popstate', () => {
    const step = location.hash.slice(1) || 'alasan';
    if (steps().includes(step)) move(step, { push: false });
  });

  const receipt = read(RECEIPT);
  if (receipt !== null && location.hash === '#selesai') {
    showReceipt(receipt);
    return stage('receipt');
  }
  const draft = read(DRAFT);
  const first = draft === null ? 'alasan' : restore(draft);
  countDigits(formElement);
  formElement.hidden = progress.hidden = false;
  move(first, { push: false }).then(() => draft === null && document.activeElement.blur());
}
