import { Router } from 'express';
import { languageOf } from '../middleware/language.ts';
import { oncePerDay, publicPage } from '../public-page.ts';
import type { View } from '../view.ts';

/**
 * What becomes of personal data (UU 27/2022 art. 21): controller, basis, rights, how long, who else sees it, and where.
 */
export function privacyPage(view: View): Router {
  return Router().get(
    '/data-pribadi',
    publicPage(
      oncePerDay((response) => view(response, 'privacy', { title: languageOf(response).titles('title.privacy') })),
    ),
  );
}
