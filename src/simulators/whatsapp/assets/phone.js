// The phone refreshes itself while somebody looks at it, previews chosen photos, and sends without leaving the page.
const wall = document.getElementById('messages');
const form = document.getElementById('reply');
const chosen = document.getElementById('chosen');
const photos = form.elements.photo;
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

photos.addEventListener('change', () => {
  chosen.replaceChildren(
    ...[...photos.files].map((file) => {
      if (!file.type.startsWith('image/'))
        return Object.assign(document.createElement('span'), { textContent: file.name });
      return Object.assign(document.createElement('img'), { src: URL.createObjectURL(file), alt: file.name });
    }),
  );
  chosen.hidden = photos.files.length === 0;
  words.focus();
});

form.addEventListener('submit', async (event) => {
  event.preventDefault();
  if (words.value.trim() === '' && photos.files.length === 0) return;
  const button = form.querySelector('button');
  button.disabled = true;
  try {
    await fetch(form.action, { method: 'POST', body: new FormData(form), redirect: 'manual' });
    form.reset();
    chosen.hidden = true;
    await refresh();
    toEnd();
  } finally {
    button.disabled = false;
    words.focus();
  }
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
