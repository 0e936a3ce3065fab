import { one } from './dom.js';

const section = one('[data-ways-out]');

/** What is not done here, where to go for it, and whom to ask. It belongs to the first step; without scripts it stands alone. */
export const waysOut = {
  show: (isFirstStep) => void (section.hidden = !isFirstStep),
  /** Whether a link led here. */
  isAsked: () => location.hash === '#bukan-ini',
  /** The browser went there before the form stood above it, so the page goes there once more. */
  go() {
    section.scrollIntoView();
    section.focus({ preventScroll: true });
  },
};
