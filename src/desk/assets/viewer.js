// Photographs and draft: one at a time, so that the journal says what was really looked at.
const viewer = document.querySelector('[data-viewer]');
const stage = viewer?.querySelector('[data-stage]');
const sheets = [...(viewer?.querySelectorAll('[data-sheet]') ?? [])];
const which = viewer?.querySelector('[data-which]');
const zoomLabel = viewer?.querySelector('[data-zoom]');
const SCROLL_REST_MS = 250;
const TURN_REST_MS = 350;
const ZOOMS = [0.25, 0.35, 0.5, 0.7, 1, 1.4, 2, 2.8, 4];

let current = 0;
let turn = 0;
/** Undefined: fitted to the stage. Otherwise a factor of the picture's own pixels. */
let zoom;

/** Below four fifths of its pixels the rows of a draft are not readable; fitted to a narrow stage they would be smaller. */
const READABLE = 0.8;
/** Undefined: fitted to the stage. A draft begins as wide as the stage, but never smaller than is readable. */
function startingZoom(sheet, image) {
  if (!sheet.dataset.draft) return undefined;
  return image?.naturalWidth
    ? Math.min(1, Math.max(READABLE, (stage.clientWidth - 24) / image.naturalWidth))
    : READABLE;
}

/** What was loaded at its own size counts as looked at; the journal of the office says the same. */
function seen(sheet) {
  sheet.classList.add('seen');
  document.dispatchEvent(new CustomEvent('sheet-seen'));
}

const picture = () => stage.querySelector('[data-picture]');

function show(index) {
  const sheet = sheets[index];
  if (sheet === undefined) return;
  sheets[current].removeAttribute('aria-current');
  current = index;
  turn = 0;
  zoom = startingZoom(sheet);
  sheet.setAttribute('aria-current', 'true');
  sheet.scrollIntoView({ block: 'nearest', inline: 'nearest' });
  which.textContent = sheet.dataset.label;
  if (sheet.dataset.pdf) {
    const frame = document.createElement('iframe');
    frame.src = sheet.href;
    frame.title = sheet.dataset.label;
    frame.addEventListener('load', () => seen(sheet));
    stage.replaceChildren(frame);
  } else {
    const wait = document.createElement('p');
    wait.className = 'wait';
    wait.textContent = 'Memuat gambar…';
    const image = new Image();
    image.alt = sheet.dataset.label;
    image.dataset.picture = '';
    image.addEventListener('load', () => {
      seen(sheet);
      if (sheets[current] === sheet) zoom = startingZoom(sheet, image);
      if (sheets[current] === sheet) {
        stage.replaceChildren(image);
        draw();
      }
    });
    image.addEventListener('error', () => {
      wait.textContent = 'Gambar tidak dapat dimuat. Muat ulang halaman; bila tetap, hubungi admin.';
    });
    image.src = sheet.href;
    stage.replaceChildren(wait);
  }
  draw();
}

/** The factor at which the picture, turned as it is, just fits. */
function fitting(image) {
  const [wide, high] =
    turn % 180 === 0 ? [image.naturalWidth, image.naturalHeight] : [image.naturalHeight, image.naturalWidth];
  return Math.min((stage.clientWidth - 24) / wide, (stage.clientHeight - 24) / high);
}

function draw() {
  const image = picture();
  zoomLabel.textContent = zoom === undefined ? 'Pas' : `${Math.round(zoom * 100)}%`;
  if (image === null || image.naturalWidth === 0) return;
  const factor = zoom ?? fitting(image);
  const sideways = turn % 180 !== 0;
  stage.classList.add('free');
  image.style.width = `${image.naturalWidth * factor}px`;
  image.style.height = `${image.naturalHeight * factor}px`;
  image.style.rotate = `${turn}deg`;
  // A turned picture keeps its old box; the margin gives it the new one.
  const shift = sideways ? ((image.naturalWidth - image.naturalHeight) * factor) / 2 : 0;
  image.style.margin = sideways ? `${shift}px ${-shift}px` : '';
  const [wide, high] = sideways ? [image.naturalHeight, image.naturalWidth] : [image.naturalWidth, image.naturalHeight];
  // What is larger than the stage begins at its edge: the overflow of a centred picture could not be scrolled to.
  image.style.justifySelf = wide * factor > stage.clientWidth - 23 ? 'start' : 'center';
  image.style.alignSelf = high * factor > stage.clientHeight - 23 ? 'start' : 'center';
}

function magnify(larger) {
  const image = picture();
  if (image === null) return;
  const now = zoom ?? fitting(image);
  const [x, y] = [
    (stage.scrollLeft + stage.clientWidth / 2) / stage.scrollWidth,
    (stage.scrollTop + stage.clientHeight / 2) / stage.scrollHeight,
  ];
  zoom = larger
    ? (ZOOMS.find((step) => step > now * 1.05) ?? now)
    : (ZOOMS.findLast((step) => step < now * 0.95) ?? now);
  draw();
  stage.scrollTo(x * stage.scrollWidth - stage.clientWidth / 2, y * stage.scrollHeight - stage.clientHeight / 2);
}

const ACTIONS = {
  previous: () => show((current + sheets.length - 1) % sheets.length),
  next: () => show((current + 1) % sheets.length),
  smaller: () => magnify(false),
  larger: () => magnify(true),
  fit: () => {
    zoom = undefined;
    draw();
  },
  left: () => {
    turn = (turn + 270) % 360;
    draw();
  },
  right: () => {
    turn = (turn + 90) % 360;
    draw();
  },
  wide: () => {
    const desk = viewer.closest('.desk');
    const isWide = desk.classList.toggle('wide');
    viewer.querySelector('[data-wide]').setAttribute('aria-pressed', String(isWide));
    zoom = startingZoom(sheets[current], picture());
    draw();
  },
};
const KEYS = {
  ArrowLeft: 'previous',
  ArrowRight: 'next',
  '-': 'smaller',
  '+': 'larger',
  '=': 'larger',
  0: 'fit',
  r: 'right',
  R: 'left',
  l: 'wide',
};

if (viewer && sheets.length > 0) {
  viewer.addEventListener('click', (event) => {
    const action = event.target.closest('[data-do]')?.dataset.do;
    if (action) return ACTIONS[action]();
    const index = sheets.indexOf(event.target.closest('[data-sheet]'));
    if (index === -1 || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    show(index);
  });
  // Letters act only while the picture has the focus (WCAG 2.1.4).
  stage.addEventListener('keydown', (event) => {
    const action = event.ctrlKey || event.metaKey || event.altKey ? undefined : KEYS[event.key];
    const scrolled = event.key.startsWith('Arrow') && zoom !== undefined && stage.scrollWidth > stage.clientWidth + 24;
    if (action === undefined || scrolled) return;
    event.preventDefault();
    ACTIONS[action]();
  });
  // Requirements lead to their papers.
  document.addEventListener('click', (event) => {
    const id = event.target.closest('[data-show]')?.dataset.show;
    if (id === undefined || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    show(sheets.findIndex((sheet) => sheet.dataset.sheet === id));
    stage.focus();
  });
  let hold;
  stage.addEventListener('pointerdown', (event) => {
    if (event.button !== 0 || picture() === null) return;
    hold = { x: event.clientX + stage.scrollLeft, y: event.clientY + stage.scrollTop };
    stage.setPointerCapture(event.pointerId);
    stage.classList.add('held');
  });
  stage.addEventListener('pointermove', (event) => {
    if (hold) stage.scrollTo(hold.x - event.clientX, hold.y - event.clientY);
  });
  for (const end of ['pointerup', 'pointercancel'])
    stage.addEventListener(end, () => {
      hold = undefined;
      stage.classList.remove('held');
    });
  // The wheel scrolls what is larger than the stage; at its end it turns to the next sheet, as in a PDF reader. One roll
  // of a touchpad is many events: after a scroll or a turn they rest for a moment.
  let restsUntil = 0;
  stage.addEventListener(
    'wheel',
    (event) => {
      if (event.ctrlKey) {
        event.preventDefault();
        magnify(event.deltaY < 0);
        return;
      }
      if (event.shiftKey || Math.abs(event.deltaX) > Math.abs(event.deltaY) || sheets.length < 2) return;
      const down = event.deltaY > 0;
      const rest = down ? stage.scrollHeight - stage.clientHeight - stage.scrollTop : stage.scrollTop;
      if (rest > 2) {
        restsUntil = event.timeStamp + SCROLL_REST_MS;
        return;
      }
      event.preventDefault();
      const next = current + (down ? 1 : -1);
      if (event.timeStamp < restsUntil || sheets[next] === undefined) return;
      restsUntil = event.timeStamp + TURN_REST_MS;
      show(next);
    },
    { passive: false },
  );
  new ResizeObserver(draw).observe(stage);
  const first = picture();
  const begin = () => {
    zoom = startingZoom(sheets[0], first);
    seen(sheets[0]);
    draw();
  };
  if (first === null) seen(sheets[0]);
  else if (first.complete) begin();
  else first.addEventListener('load', begin);
}
