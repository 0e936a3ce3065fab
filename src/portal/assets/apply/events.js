import { say } from '../say.js';
import { make, one } from './dom.js';
import { chosenEvents, createFieldBuilder } from './fields.js';

/** The questions of every event that is ticked, one part of the page each; what was written stays when a tick goes and comes back. */
export function createEvents({ questions, members, kalurahan, onChange }) {
  const box = one('[data-events]');
  const builder = createFieldBuilder({ members, kalurahan, elements: questions.elements, onChange });
  const made = new Map();
  const described = (name) => questions.events.find((event) => event.name === name);

  const partFor = (name) => {
    const known = made.get(name);
    if (known !== undefined) return known;
    const event = described(name);
    const data = builder.build(
      { kind: 'group', key: '', label: '', optional: false, fields: event.fields },
      event.element === undefined ? {} : { element: () => event.element },
    );
    const element = make(
      'section',
      { className: 'row event' },
      make('h2', { textContent: event.title }),
      make('p', { className: 'hint', textContent: event.question }),
      data.element,
      make('p', { className: 'aside', textContent: event.text }),
    );
    const part = { element, data };
    made.set(name, part);
    return part;
  };

  const place = () => chosenEvents().forEach((name, i) => made.get(name)?.data.place(`/events/${i}/data`));

  return {
    names: chosenEvents,
    title: (name) => described(name)?.title ?? name,
    /** Shows the parts of the events that are ticked now. */
    ask() {
      const parts = chosenEvents().map(partFor);
      box.replaceChildren(...parts.map(({ element }) => element));
      for (const { data } of parts) data.refresh?.();
      place();
    },
    read: () => {
      place();
      return chosenEvents().map((event) => ({ event, data: made.get(event)?.data.read() ?? {} }));
    },
    fill: (events) => {
      for (const { event, data } of events) {
        const tick = one(`input[name=event][value="${CSS.escape(event)}"]`);
        if (tick === null) continue;
        tick.checked = true;
        const group = tick.closest('details');
        if (group) group.open = true;
        partFor(event).data.fill(data);
      }
    },
  };
}

/** Where else to go, said at once; nothing is shown when nobody has to go anywhere. */
export function showAdvice(advice) {
  const box = one('[data-elsewhere]');
  const { elsewhere } = advice ?? {};
  box.hidden = !elsewhere;
  if (!elsewhere) return box.replaceChildren();
  box.replaceChildren(
    make('h2', {
      textContent: elsewhere.goesOn ? say('ada-layanan-lain-yang') : say('urus-layanan-ini-lebih'),
    }),
    make('p', { textContent: elsewhere.text }),
    make('p', {}, make('strong', { textContent: say('ke-mana') }), elsewhere.where),
    ...(elsewhere.bring.length === 0
      ? []
      : [make('p', {}, make('strong', { textContent: say('yang-didapat-dari-sana') }), elsewhere.bring.join('; '))]),
    make('p', {
      textContent: elsewhere.goesOn ? say('permohonan-ini-dapat-dilanjutkan') : say('selama-itu-belum-selesai'),
    }),
  );
}
