import Handlebars from 'handlebars';

/**
 * Drawn, because an office machine may lack a font for ticks and arrows. 16 x 16, in the colour of the text beside
 * them.
 */
const SIGNS: Readonly<Record<string, string>> = {
  tick: '<path d="M3 8.5 6.5 12 13 4.5"/>',
  cross: '<path d="m4 4 8 8M12 4l-8 8"/>',
  left: '<path d="M3 3v4h4M3.4 7A5.2 5.2 0 1 1 3 9.6"/>',
  right: '<path d="M13 3v4H9M12.6 7A5.2 5.2 0 1 0 13 9.6"/>',
  previous: '<path d="m10 3-5 5 5 5"/>',
  next: '<path d="m6 3 5 5-5 5"/>',
  plus: '<path d="M8 3v10M3 8h10"/>',
  minus: '<path d="M3 8h10"/>',
  wide: '<path d="M2 6V2h4M14 6V2h-4M2 10v4h4M14 10v4h-4"/>',
  card: '<path d="M2 3.5h12v9H2zM4 6.5h8M4 9.5h5"/>',
};

/** `{{sign "tick"}}`: decoration; the words beside it say the same. */
export function sign(name: string): Handlebars.SafeString {
  const drawing = SIGNS[name];
  if (drawing === undefined) throw new Error(`no sign "${name}"`);
  return new Handlebars.SafeString(
    `<svg class="sign-mark" viewBox="0 0 16 16" width="16" height="16" fill="none" stroke="currentColor" stroke-width="2" stroke-linecap="round" stroke-linejoin="round" aria-hidden="true" focusable="false">${drawing}</svg>`,
  );
}
