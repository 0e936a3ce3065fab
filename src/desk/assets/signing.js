// Choosing drafts: what is chosen stands beside the passphrase, number and hash, before it is signed.
const form = document.querySelector('[data-signing]');
const every = [...form.querySelectorAll('input[name="dokumen"]')];
/** Only what was read can be chosen; the server refuses the rest as well. */
const readable = () => every.filter((box) => !box.disabled);
const chosen = form.querySelector('[data-chosen]');
const submit = form.querySelector('[data-submit]');
const title = form.querySelector('[data-title]');
const all = form.querySelector('[data-all]');

function tell() {
  const boxes = readable();
  const picked = boxes.filter((box) => box.checked);
  if (!chosen) return;
  chosen.replaceChildren(
    ...(picked.length === 0
      ? [item('Pilih draf dengan kotak centang.', '', 'muted')]
      : picked.map((box) => item(box.dataset.number, box.dataset.hash, ''))),
  );
  title.textContent = picked.length === 0 ? 'Tanda tangani' : `${picked.length} draf dipilih`;
  submit.textContent = picked.length === 0 ? 'Tanda tangani' : `Tanda tangani ${picked.length} draf`;
  submit.disabled = picked.length === 0;
  if (all) {
    all.checked = boxes.length > 0 && picked.length === boxes.length;
    all.indeterminate = picked.length > 0 && picked.length < boxes.length;
  }
}

function item(text, hash, kind) {
  const li = document.createElement('li');
  li.className = kind;
  li.append(text);
  if (hash) {
    const code = document.createElement('code');
    code.textContent = hash;
    li.append(code);
  }
  return li;
}

all?.closest('label').removeAttribute('hidden');
all?.addEventListener('change', () => {
  readable().forEach((box) => {
    box.checked = all.checked;
  });
  tell();
});
form.addEventListener('change', tell);
form.addEventListener('submit', () => {
  submit.disabled = true;
  submit.textContent = 'Mengirim…';
});
// Coming back by the back button: nothing of the passphrase stays, and the button works again.
addEventListener('pageshow', () => {
  const field = form.querySelector('#passphrase');
  if (field) field.value = '';
  tell();
});
tell();

// Reading one draft after the other at full size, with its changes and its decision beside it.
const dialog = document.querySelector('[data-dialog]');
const large = dialog.querySelector('[data-large]');
const choice = dialog.querySelector('[data-choice]');
const links = [...document.querySelectorAll('[data-enlarge]')];
let shown = 0;
const cardOf = (link) => link.closest('.card');
const boxOf = (link) => cardOf(link).querySelector('input[name="dokumen"]');

function read(index) {
  shown = (index + links.length) % links.length;
  const link = links[shown];
  const box = boxOf(link);
  choice.disabled = true;
  choice.checked = box.checked;
  large.src = '';
  large.src = link.href;
  large.alt = link.querySelector('img').alt;
  dialog.querySelector('[data-what]').textContent =
    `${shown + 1} dari ${links.length} · ${box.dataset.number} · sidik ${box.dataset.hash}`;
  dialog
    .querySelector('[data-changes]')
    .replaceChildren(...[...cardOf(link).querySelectorAll('.changes li')].map((change) => change.cloneNode(true)));
  const back = cardOf(link).querySelector('[data-reject]');
  dialog.querySelector('[data-return]').hidden = back === null;
  if (back) dialog.querySelector('[data-return]').href = back.href;
  dialog.querySelector('[data-choose]').hidden = box.dataset.blocked !== undefined;
  dialog.querySelector('[data-scroll]').scrollTo(0, 0);
}

large.addEventListener('load', () => {
  const box = boxOf(links[shown]);
  if (box.dataset.blocked !== undefined) return;
  box.disabled = false;
  choice.disabled = false;
  const mark = cardOf(links[shown]).querySelector('[data-reading] .tick');
  if (mark) {
    mark.className = 'tick good';
    mark.textContent = 'Sudah dibaca';
  }
  tell();
});
choice.addEventListener('change', () => {
  boxOf(links[shown]).checked = choice.checked;
  tell();
});
for (const button of dialog.querySelectorAll('[data-turn]'))
  button.addEventListener('click', () => read(shown + Number(button.dataset.turn)));
dialog.addEventListener('keydown', (event) => {
  if (event.key === 'ArrowRight' && event.altKey) read(shown + 1);
  if (event.key === 'ArrowLeft' && event.altKey) read(shown - 1);
});
document.addEventListener('click', (event) => {
  const link = event.target.closest('[data-enlarge]');
  if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  read(links.indexOf(link));
  dialog.showModal();
});
