// Where each document stands, once a second until every document has its outcome; closing the page changes nothing.
const page = document.querySelector('[data-progress]');
const POLL_MS = 1000;

async function look() {
  let told;
  try {
    const answer = await fetch(page.dataset.progress);
    told = await answer.json();
    if (!answer.ok) throw new Error(told.remedy);
  } catch {
    page.querySelector('[data-hint]').textContent = 'Sambungan terputus; pekerjaan tetap berjalan. Mencoba lagi…';
    return setTimeout(look, POLL_MS * 5);
  }
  page.querySelector('[data-heading]').textContent = told.heading;
  page.querySelector('[data-hint]').textContent = told.hint;
  page.querySelector('[data-bar]').value = told.done;
  for (const { applicationNumber, status, label, reason } of told.documents) {
    const row = page.querySelector(`[data-number="${CSS.escape(applicationNumber)}"]`);
    // Only what changed is written, so that a screen reader says only that.
    if (row === null || (row.className === status && row.querySelector('[data-reason]').textContent === reason))
      continue;
    row.className = status;
    row.querySelector('[data-status]').textContent = label;
    row.querySelector('[data-reason]').textContent = reason;
  }
  if (told.finished) document.title = `${told.heading} · Meja petugas`;
  else setTimeout(look, POLL_MS);
}
void look();
