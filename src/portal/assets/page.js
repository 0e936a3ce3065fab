/** Puts the reader where the news is: a summary of faults, or what has just been done. */
export function focusNews() {
  document.querySelector('[data-autofocus]')?.focus();
}

/** A form that takes its time says so, and is sent once. */
export function sayBusy(form, words) {
  form.addEventListener('submit', () => {
    const button = form.querySelector('button:not([type=button])');
    // After the submission has been taken, so that the button's own value still travels.
    setTimeout(() => {
      button.disabled = true;
      button.textContent = words;
    });
  });
  // Coming back by the browser's back button finds the page as it was left.
  addEventListener('pageshow', (event) => event.persisted && location.reload());
}
