/** For so long a draft stays on the phone; the office keeps photos that nobody submits no longer either. */
export const KEPT_DAYS = 7;
const KEPT_MS = KEPT_DAYS * 24 * 3_600_000;
const DRAFT = 'kk-permohonan';
const RECEIPT = 'kk-bukti';
const SHARED = 'kk-layar-bersama';
const PHOTOS = 'kk-foto';

/**
 * What was typed and picked so far: in this tab, or on the phone when its owner said so, until it is sent or for seven
 * days. On a screen that many people use nothing is ever kept beyond the tab.
 */
export function createDraft() {
  const shared = isShared();
  if (shared || expired(read(localStorage, DRAFT))) {
    remove(localStorage, DRAFT);
    dropPhotos();
  }
  if (shared || expired(read(localStorage, RECEIPT))) remove(localStorage, RECEIPT);
  const kept = read(localStorage, DRAFT);
  let onPhone = kept !== null;

  return {
    shared,
    onPhone: () => onPhone,
    /** When it was kept on this phone last; undefined when it was not. */
    keptAt: kept === null ? undefined : new Date(kept.savedAt),
    read: () => read(localStorage, DRAFT) ?? read(sessionStorage, DRAFT),
    save(content) {
      const text = JSON.stringify({ ...content, savedAt: Date.now() });
      write(sessionStorage, DRAFT, text);
      if (onPhone) onPhone = write(localStorage, DRAFT, text);
    },
    /** Says whether it is kept on the phone from now on: some browsers refuse. */
    async keepOnPhone(wanted, content, photos) {
      onPhone = wanted && !shared;
      this.save(content);
      if (onPhone) await Promise.all(photos.map(({ token, file }) => this.keepPhoto(token, file)));
      else {
        remove(localStorage, DRAFT);
        await dropPhotos();
      }
      return onPhone;
    },
    /** A photo that could not be kept is not lost: the office has it as soon as it is uploaded. */
    async keepPhoto(token, file) {
      if (onPhone && file) await inPhotos('readwrite', (photos) => photos.put(file, token)).catch(() => undefined);
    },
    photo: (token) => inPhotos('readonly', (photos) => photos.get(token)).catch(() => undefined),
    dropPhoto: (token) => onPhone && inPhotos('readwrite', (photos) => photos.delete(token)).catch(() => undefined),
    /** It was sent, or is not wanted any more. */
    forget() {
      remove(sessionStorage, DRAFT);
      remove(localStorage, DRAFT);
      dropPhotos();
    },
    receipt: {
      read: () => read(localStorage, RECEIPT) ?? (location.hash === '#selesai' ? read(sessionStorage, RECEIPT) : null),
      save(receipt) {
        const text = JSON.stringify({ ...receipt, savedAt: Date.now() });
        write(sessionStorage, RECEIPT, text);
        if (onPhone) write(localStorage, RECEIPT, text);
      },
      forget() {
        remove(sessionStorage, RECEIPT);
        remove(localStorage, RECEIPT);
      },
    },
  };
}

/** The office opens the form on its own screens by /ajukan?layar=bersama, once; /ajukan?layar=pribadi takes it back. */
function isShared() {
  const asked = new URLSearchParams(location.search).get('layar');
  if (asked === 'bersama') write(localStorage, SHARED, 'ya');
  if (asked === 'pribadi') remove(localStorage, SHARED);
  if (asked !== null) history.replaceState(null, '', `${location.pathname}${location.hash}`);
  try {
    return asked === 'bersama' || localStorage.getItem(SHARED) !== null;
  } catch {
    return asked === 'bersama';
  }
}

function expired(kept) {
  return kept !== null && !(Date.now() - kept.savedAt < KEPT_MS);
}

/** A browser may refuse its storage, or hold what an older page wrote: then there is nothing. */
function read(storage, name) {
  try {
    return JSON.parse(storage.getItem(name) ?? 'null');
  } catch {
    return null;
  }
}

function write(storage, name, text) {
  try {
    storage.setItem(name, text);
    return true;
  } catch {
    return false;
  }
}

function remove(storage, name) {
  try {
    storage.removeItem(name);
  } catch {
    // nothing could be kept there
  }
}

/** One piece of work in the browser's own store of photos. */
async function inPhotos(mode, work) {
  const database = await settled(Object.assign(indexedDB.open(PHOTOS, 1), { onupgradeneeded: makeStore }));
  try {
    return await settled(work(database.transaction('photos', mode).objectStore('photos')));
  } finally {
    database.close();
  }
}

function makeStore({ target }) {
  target.result.createObjectStore('photos');
}

function settled(request) {
  return new Promise((resolve, reject) => {
    request.addEventListener('success', () => resolve(request.result));
    request.addEventListener('error', () => reject(request.error));
  });
}

function dropPhotos() {
  try {
    indexedDB.deleteDatabase(PHOTOS);
  } catch {
    // this browser has no such store
  }
}
