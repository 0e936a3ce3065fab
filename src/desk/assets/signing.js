// Choosing drafts: what is chosen stands beside the passphrase, number and hash, before it is signed.
const form = document.querySelector('[data-signing]');
const boxes = [...form.querySelectorAll('input[name="dokumen"]:not(:disabled)')];
const chosen = form.querySelector('[data-chosen]');
const submit = form.querySelector('[data-submit]');
const title = form.querySelector('[data-title]');
const all = form.querySelector('[data-all]');

function tell() {
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
    all.checked = picked.length === boxes.length;
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
  boxes.forEach((box) => {
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

const dialog = document.querySelector('[data-dialog]');
const large = dialog.querySelector('[data-large]');
document.addEventListener('click', (event) => {
  const link = event.target.closest('[data-enlarge]');
  if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  large.src = link.href;
  large.alt = link.querySelector('img').alt;
  const box = link.closest('.card').querySelector('input[name="dokumen"]');
  dialog.querySelector('[data-what]').textContent = `${box.dataset.number} · sidik ${box.dataset.hash}`;
  dialog.showModal();
});
