// The phone refreshes itself while somebody looks at it, previews chosen files, and sends without leaving the page.
const wall = document.getElementById('messages');
const form = document.getElementById('reply');
const chosen = document.getElementById('chosen');
const quoting = document.getElementById('quoting');
const pickers = [...document.querySelectorAll('input[type="file"][form="reply"]')];
const words = form.elements.text;
const toEnd = () => {
  wall.scrollTop = wall.scrollHeight;
};
let etag = '';

async function refresh() {
  const response = await fetch(wall.dataset.address, {
    headers: etag === '' ? {} : { 'If-None-Match': etag },
    cache: 'no-store',
  });
  if (response.status !== 200) return;
  etag = response.headers.get('ETag') ?? '';
  const atEnd = wall.scrollHeight - wall.scrollTop - wall.clientHeight < 120;
  wall.innerHTML = await response.text();
  if (atEnd) toEnd();
}

function quote(sid, preview) {
  form.elements.quoted.value = sid;
  quoting.firstElementChild.textContent = preview;
  quoting.hidden = sid === '';
}
const closeDrawers = () => {
  for (const drawer of document.querySelectorAll('details.drawer[open]')) drawer.open = false;
};

for (const picker of pickers)
  picker.addEventListener('change', () => {
    for (const other of pickers) if (other !== picker) other.value = '';
    chosen.replaceChildren(
      ...[...picker.files].map((file) => {
        if (!file.type.startsWith('image/'))
          return Object.assign(document.createElement('span'), { textContent: file.name });
        return Object.assign(document.createElement('img'), { src: URL.createObjectURL(file), alt: file.name });
      }),
    );
    chosen.hidden = picker.files.length === 0;
    closeDrawers();
    words.focus();
  });

document.addEventListener('submit', async (event) => {
  const sending = event.target;
  if (!sending.matches('form.send')) return;
  event.preventDefault();
  const data = new FormData(sending, event.submitter);
  if (sending === form) {
    const picked = pickers.find((picker) => picker.files.length > 0);
    if (words.value.trim() === '' && picked === undefined) return;
    if (picked?.dataset.kind) data.set('kind', picked.dataset.kind);
  }
  const buttons = [...sending.querySelectorAll('button')];
  for (const button of buttons) button.disabled = true;
  closeDrawers();
  try {
    await fetch(sending.action, { method: 'POST', body: data, redirect: 'manual' });
    if (sending === form) {
      form.reset();
      for (const picker of pickers) picker.value = '';
      chosen.hidden = true;
      quote('', '');
    }
    await refresh();
    toEnd();
  } finally {
    for (const button of buttons) button.disabled = false;
    words.focus();
  }
});

wall.addEventListener('click', (event) => {
  const button = event.target.closest('button.quote');
  if (button === null) return;
  quote(button.dataset.sid, button.dataset.preview);
  words.focus();
});
quoting.querySelector('button').addEventListener('click', () => quote('', ''));
document.addEventListener('keydown', (event) => {
  if (event.key === 'Escape') closeDrawers();
});

words.addEventListener('keydown', (event) => {
  if (event.key !== 'Enter' || event.shiftKey || event.isComposing) return;
  event.preventDefault();
  form.requestSubmit();
});

toEnd();
setInterval(() => {
  if (!document.hidden) refresh().catch(() => undefined);
}, 1000);
refresh().catch(() => undefined);
