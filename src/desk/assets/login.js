// Back from the login in the other tab: go on by itself.
const back = document.querySelector('[data-back]');
let left = false;
addEventListener('blur', () => {
  left = true;
});
addEventListener('focus', () => {
  if (left) location.assign(back.href);
});
