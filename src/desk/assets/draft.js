// What is filled in is kept on the server while it is typed: neither an expired log-in nor a closed tab loses it.
const form = document.querySelector('[data-decision]');
const said = form?.querySelector('[data-saved]');
const QUIET_MS = 700;
let timer;
let last = '';
let outside = false;

const filled = () => {
  const fields = new URLSearchParams(new FormData(form));
  fields.delete('draftSha256');
  return fields.toString();
};

function showStatus(text, link) {
  said.replaceChildren(text, ...(link ? [link] : []));
  said.hidden = false;
}

async function keep() {
  clearTimeout(timer);
  const body = filled();
  if (body === last) return;
  try {
    const answer = await fetch(`${form.dataset.keep}`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/x-www-form-urlencoded', Accept: 'application/json' },
      body,
      keepalive: true,
    });
    outside = answer.status === 401;
    if (outside) {
      const link = document.createElement('a');
      Object.assign(link, { href: '/masuk', target: '_blank', rel: 'noopener', textContent: 'Masuk lagi di tab baru' });
      return showStatus('Waktu masuk Anda habis. Isian di halaman ini tetap ada; ', link);
    }
    const reply = await answer.json();
    if (!answer.ok) return showStatus(reply.remedy ?? 'Isian belum tersimpan.');
    last = body;
    showStatus(`Isian tersimpan sementara pukul ${reply.saved}.`);
  } catch {
    showStatus('Sambungan terputus; isian belum tersimpan. Kami mencoba lagi saat Anda mengetik.');
  }
}

if (form && said) {
  last = filled();
  const soon = () => {
    clearTimeout(timer);
    timer = setTimeout(keep, QUIET_MS);
  };
  form.addEventListener('input', soon);
  form.addEventListener('change', soon);
  addEventListener('pagehide', () => form.dataset.sent === undefined && void keep());
  form.addEventListener(
    'submit',
    (event) => {
      clearTimeout(timer);
      // Sent without a log-in, the form would come back empty.
      if (outside) {
        event.preventDefault();
        event.stopImmediatePropagation();
        void keep().then(() => !outside && form.requestSubmit());
        return;
      }
      form.dataset.sent = '';
    },
    { capture: true },
  );
}
