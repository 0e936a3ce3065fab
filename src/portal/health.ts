import type { RequestHandler } from 'express';

/** Each part of the office by name: 'ok', or one line on what is wrong. */
export type Health = () => Promise<Readonly<Record<string, string>>>;

const PATIENCE_MS = 5_000;

/** 200 when every part says ok, else 503; a part that hangs is not waited for. */
export function healthz(health: Health): RequestHandler {
  return async (_request, response) => {
    let timer: NodeJS.Timeout | undefined;
    const tooLong = new Promise<Record<string, string>>((resolve) => {
      timer = setTimeout(() => resolve({ portal: 'tidak ada jawaban dalam 5 detik' }), PATIENCE_MS);
    });
    const parts = await Promise.race([health().catch(() => ({ portal: 'pemeriksaan gagal' })), tooLong]);
    clearTimeout(timer);
    const ok = Object.values(parts).every((state) => state === 'ok');
    response.status(ok ? 200 : 503).json({ status: ok ? 'ok' : 'impaired', parts });
  };
}
