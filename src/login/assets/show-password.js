// A button beside each password field shows what was typed; without this script the field stays hidden.
for (const field of document.querySelectorAll('input[type="password"]')) {
  const button = document.createElement('button');
  button.type = 'button';
  button.className = 'peek';
  button.textContent = 'Lihat';
  button.setAttribute('aria-label', 'Lihat kata sandi yang diketik');
  button.setAttribute('aria-pressed', 'false');
  button.addEventListener('click', () => {
    const shown = field.type === 'text';
    field.type = shown ? 'password' : 'text';
    button.textContent = shown ? 'Lihat' : 'Tutup';
    button.setAttribute('aria-pressed', String(!shown));
    field.focus();
  });
  field.parentElement.classList.add('peekable');
  field.after(button);
  // The browser must not remember it as ordinary text.
  field.form?.addEventListener('submit', () => (field.type = 'password'));
}
