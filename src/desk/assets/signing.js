// Choosing drafts: what is chosen stands beside the passphrase, number and hash, before it is signed.
const form = document.querySelector('[data-signing]');
const every = [...form.querySelectorAll('input[name="dokumen"]')];
/** Only what was read can be chosen; the server refuses the rest as well. */
const readable = () => every.filter((box) => !box.disabled);
const chosen = form.querySelector('[data-chosen]');
const submit = form.querySelector('[data-submit]');
const title = form.querySelector('[data-title]');
const all = form.querySelector('[data-all]');

export function showChosen() {
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
  showChosen();
});
form.addEventListener('change', showChosen);
form.addEventListener('submit', () => {
  submit.disabled = true;
  submit.textContent = 'Mengirim…';
});
// Coming back by the back button: nothing of the passphrase stays, and the button works again.
addEventListener('pageshow', () => {
  const field = form.querySelector('#passphrase');
  if (field) field.value = '';
  showChosen();
});
showChosen();
