// One value to the clipboard; the button says so, and so does the screen reader.
const said = document.querySelector('[data-copied]');
document.addEventListener('click', async (event) => {
  const button = event.target.closest('[data-copy]');
  if (!button) return;
  try {
    await navigator.clipboard.writeText(button.dataset.copy);
    document.querySelectorAll('.copied').forEach((other) => other.classList.remove('copied'));
    button.classList.add('copied');
    said.textContent = `Tersalin: ${button.dataset.copy}`;
  } catch {
    said.classList.remove('hidden');
    said.textContent = 'Peramban tidak mengizinkan menyalin. Blok teksnya, lalu tekan Ctrl+C.';
  }
});
