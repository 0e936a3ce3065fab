// New work appears by itself: a small question every ten seconds while the page is looked at, and the list is fetched
// anew only when it has changed. Nothing stays open between two questions, so nothing leaks when the page is left.
const POLL_MS = 10_000;
const SLOWEST_MS = 120_000;
let misses = 0;
let timer;
let over = false;

const list = () => document.querySelector('#list');
const cutOff = document.querySelector('#cut-off');
const numbers = () => new Set([...list().querySelectorAll('tr[data-number]')].map((row) => row.dataset.number));

async function look() {
  if (over || document.visibilityState !== 'visible') return;
  try {
    const answer = await fetch('/meja/kabar.json', { signal: AbortSignal.timeout(8_000) });
    if (answer.status === 401 || answer.status === 403) return end();
    if (!answer.ok) throw new Error(String(answer.status));
    const told = await answer.json();
    if (told.version !== list().dataset.version) await renew();
    document.title = `(${told.open}) Pekerjaan saya · Meja petugas`;
    misses = 0;
    cutOff.hidden = true;
  } catch {
    misses += 1;
    // One miss is nothing; a list that may be old says so.
    if (misses === 3) tellOf('Sambungan terputus. Daftar ini mungkin tidak terbaru; kami mencoba lagi sendiri.');
  }
  plan();
}

function plan() {
  clearTimeout(timer);
  if (!over) timer = setTimeout(look, Math.min(POLL_MS * 2 ** Math.max(0, misses - 1), SLOWEST_MS));
}

function tellOf(text, link) {
  cutOff.replaceChildren(text, ...(link ? [' ', link] : []));
  cutOff.hidden = false;
}

function end() {
  over = true;
  const link = document.createElement('a');
  link.href = `/masuk?kembali=${encodeURIComponent(location.pathname + location.search)}`;
  link.textContent = 'Masuk lagi';
  tellOf('Waktu masuk Anda sudah habis; daftar ini berhenti diperbarui.', link);
}

/** An XMLHttpRequest hands out a parsed document; the policy of the page lets no script turn text into elements. */
function fetched(address) {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open('GET', address);
    request.responseType = 'document';
    request.timeout = 15_000;
    request.setRequestHeader('Accept', 'text/html');
    request.setRequestHeader('X-Latar', 'ya');
    request.onload = () =>
      request.status === 200 && request.response ? resolve(request.response) : reject(new Error());
    request.onerror = request.ontimeout = () => reject(new Error());
    request.send();
  });
}

async function renew() {
  const page = await fetched(list().dataset.here);
  const fresh = page.querySelector('#list');
  if (fresh === null) throw new Error();
  const before = numbers();
  const focused = list().contains(document.activeElement) ? document.activeElement.getAttribute('href') : null;
  const place = document.activeElement?.closest('td, th')?.cellIndex;
  const ticked = new Set([...list().querySelectorAll('.pick:checked')].map(({ value }) => value));
  list().replaceWith(document.adoptNode(fresh));
  for (const box of list().querySelectorAll('.pick')) box.checked = ticked.has(box.value);
  const added = [...numbers()].filter((number) => !before.has(number));
  for (const number of added) list().querySelector(`tr[data-number="${number}"]`).classList.add('added');
  // Whoever was at a row by keyboard is at it again.
  if (focused !== null) {
    const same = [...list().querySelectorAll('a')].filter((link) => link.getAttribute('href') === focused);
    (same.find((link) => link.closest('td, th')?.cellIndex === place) ?? same[0])?.focus();
  }
  document.querySelector('#news').textContent =
    added.length > 0 ? `Daftar diperbarui: ${added.length} tugas baru.` : 'Daftar diperbarui.';
}

document.addEventListener('visibilitychange', () => {
  if (document.visibilityState === 'visible') void look();
});
addEventListener('pagehide', () => clearTimeout(timer));
addEventListener('pageshow', plan);
plan();
