/** Puts the reader where the news is: a summary of faults, or what has just been done. */
export function focusNews() {
  document.querySelector('[data-autofocus]')?.focus();
}

/** A form that takes its time says so, and is sent once. */
export function sayBusy(form, words) {
  form.addEventListener('submit', ({ submitter }) => {
    const buttons = [...form.querySelectorAll('button:not([type=button])')];
    // After the submission has been taken, so that the button's own value still travels.
    setTimeout(() => {
      for (const button of buttons) button.disabled = true;
      // A button with a value of its own only changes the page; the others send.
      if (!submitter?.value)
        (buttons.find((button) => button.matches('[data-send]')) ?? buttons[0]).textContent = words;
    });
  });
  // Coming back by the browser's back button finds the page as it was left.
  addEventListener('pageshow', (event) => event.persisted && location.reload());
}
