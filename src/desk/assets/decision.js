// The decision form beside the papers: only what the answer needs, and what is still to be looked at.
const form = document.querySelector('[data-decision]');
const parts = [...(form?.querySelectorAll('[data-when]') ?? [])];
const submit = form?.querySelector('[data-submit]');

function showRemaining() {
  const answer = form.querySelector('input[type="radio"]:checked')?.value;
  for (const part of parts) {
    part.hidden = part.dataset.when !== answer;
    for (const field of part.querySelectorAll('input, textarea')) field.disabled = part.hidden;
  }
}

if (form) {
  form.addEventListener('change', showRemaining);
  form.addEventListener('submit', () => {
    submit.disabled = true;
    submit.textContent = 'Menyimpan…';
  });
  // Coming back by the back button: the button works again.
  addEventListener('pageshow', () => {
    submit.disabled = false;
    showRemaining();
  });
  // The viewer says what was loaded at readable size.
  document.addEventListener('sheet-seen', () => {
    const unseen = document.querySelectorAll('[data-sheet]:not(.seen):not([data-draft])').length;
    const papers = form.querySelector('[data-unseen]');
    if (papers) {
      papers.hidden = unseen === 0;
      papers.querySelector('[data-unseen-count]').textContent = String(unseen);
    }
    const draft = form.querySelector('[data-unseen-draft]');
    if (draft) draft.hidden = document.querySelector('[data-sheet][data-draft]:not(.seen)') === null;
  });
  showRemaining();
}
