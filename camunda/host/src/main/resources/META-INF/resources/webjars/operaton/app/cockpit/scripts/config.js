/** Settings of Cockpit. Replaces the file of the same name in the web apps' jar. */
export default {
  app: { name: 'Cockpit', vendor: 'KK' },
  locales: { availableLocales: ['id'], fallbackLocale: 'id' },
};

// The office has one log-in. Where the app would show a form of its own, the browser goes there, and comes back.
function toLogIn() {
  if (location.hash.startsWith('#/login')) location.replace(`/masuk?kembali=${encodeURIComponent(location.pathname)}`);
}
addEventListener('hashchange', toLogIn);
toLogIn();
