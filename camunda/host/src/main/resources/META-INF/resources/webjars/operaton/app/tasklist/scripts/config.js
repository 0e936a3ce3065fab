/** Settings of the Tasklist. Replaces the file of the same name in the web apps' jar. */
export default {
  app: { name: 'Daftar Tugas', vendor: 'KK' },
  locales: { availableLocales: ['id'], fallbackLocale: 'id' },
  dateFormat: { normal: 'LLL', long: 'LLLL' },
  disableWelcomeMessage: true,
  shortcuts: {
    claimTask: { key: 'ctrl+alt+c', description: 'mengambil tugas yang dipilih' },
    focusFilter: { key: 'ctrl+shift+f', description: 'ke daftar pertama' },
    focusList: { key: 'ctrl+alt+l', description: 'ke tugas pertama dalam daftar' },
    focusForm: { key: 'ctrl+alt+f', description: 'ke isian pertama formulir' },
  },
};

// The office has one log-in. Where the app would show a form of its own, the browser goes there, and comes back.
function toLogIn() {
  if (location.hash.startsWith('#/login')) location.replace(`/masuk?kembali=${encodeURIComponent(location.pathname)}`);
}
addEventListener('hashchange', toLogIn);
toLogIn();
