import { Router } from 'express';
import { oncePerDay, publicPage } from '../public-page.ts';
import type { View } from '../view.ts';

/**
 * What becomes of personal data (UU 27/2022 art. 21): controller, basis, rights, how long, who else sees it, and where.
 */
export function privacyPage(view: View): Router {
  const content = { title: 'Pelindungan data pribadi' };
  return Router().get('/data-pribadi', publicPage(oncePerDay(() => view('privacy', content))));
}
