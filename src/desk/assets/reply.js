// A quick reply fills the box; the officer reads and changes it before sending.
const box = document.querySelector('#jawaban');
for (const button of document.querySelectorAll('[data-reply]'))
  button.addEventListener('click', () => {
    box.value = button.dataset.reply;
    box.focus();
  });

// The newest is read first.
const bubbles = document.querySelector('.bubbles');
if (bubbles) bubbles.scrollTop = bubbles.scrollHeight;
