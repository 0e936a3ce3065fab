// Says that the list has changed; the officer reloads when it suits him.
const version = document.querySelector('[data-version]')?.dataset.version;
const news = document.querySelector('#news');
const POLL_MS = 20_000;
let misses = 0;

async function look() {
  if (document.visibilityState !== 'visible') return;
  try {
    const answer = await fetch('/meja/kabar.json');
    if (answer.ok) {
      const told = await answer.json();
      if (told.version !== version) news.hidden = false;
      document.title = `(${told.open}) Pekerjaan saya · Meja petugas`;
    }
    misses = answer.ok ? 0 : misses + 1;
  } catch {
    misses += 1;
  }
  if (misses > 5) clearInterval(timer);
}
const timer = setInterval(look, POLL_MS);
document.addEventListener('visibilitychange', look);
