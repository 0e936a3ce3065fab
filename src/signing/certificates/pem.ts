/** DER of a file that is DER already or PEM; of several blocks the first. */
export function derOf(file: Buffer): Buffer {
  const block = /-----BEGIN [^-]+-----([^-]*)-----END [^-]+-----/.exec(file.toString('latin1'))?.[1];
  return block === undefined ? file : Buffer.from(block, 'base64');
}
