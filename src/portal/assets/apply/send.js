/** Sends the application; `onProgress` gets 0 to 1. Resolves with status and body; rejects when there was no answer. */
export function send(application, files, key, onProgress) {
  const body = new FormData();
  body.append('application', JSON.stringify(application));
  for (const { code, file } of files) body.append(code, file, file.type === 'application/pdf' ? 'berkas.pdf' : 'foto');
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open('POST', '/api/applications');
    request.setRequestHeader('Idempotency-Key', key);
    request.responseType = 'json';
    request.upload.addEventListener('progress', ({ loaded, total }) => onProgress(total ? loaded / total : 1));
    request.addEventListener('load', () => resolve({ status: request.status, body: request.response ?? {} }));
    request.addEventListener('error', () => reject(new Error('no answer')));
    request.addEventListener('timeout', () => reject(new Error('no answer')));
    request.send(body);
  });
}

/** A new key of a submission. `crypto.randomUUID` is missing where the page came without HTTPS. */
export function newKey() {
  return [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}
