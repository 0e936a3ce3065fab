import { child, extension, text } from '../../../moddle.ts';
import type { Construct, Translation } from '../construct.ts';
import { isXmlElement, parentOf, type XmlElement } from '../xml-element.ts';

/** The one correlation key: the case number, which is the engine's business key. */
const CASE_NUMBER = '=applicationNumber';

/** Messages: found by the case number. The subscription's key becomes nothing, the business key takes its place. */
export const message: Construct = {
  answersFor: { 'zeebe:Subscription': ['bpmn:Message'] },
  translate(element, _draft, t) {
    if (element.$type === 'bpmn:Message') checkName(element, t);
    else if (waits(element)) checkSubscription(element, t);
  },
};

function checkName(element: XmlElement, t: Translation): void {
  const name = text(element, 'name') ?? '';
  if (name === '' || name.startsWith('=')) t.refuse(element, 'Isi "Name" pesan ini dengan nama tetap.');
  const key = text(extension(element, 'zeebe:Subscription'), 'correlationKey')?.replaceAll(/\s/g, '');
  if (key !== undefined && key !== '' && key !== CASE_NUMBER)
    t.refuse(
      element,
      `Isi "Subscription correlation key" dengan "${CASE_NUMBER}": pesan ditemukan menurut nomor permohonan.`,
    );
}

/** A place where the case waits for a message, or begins with it. */
function waits(element: XmlElement): boolean {
  if (element.$type === 'bpmn:ReceiveTask') return true;
  const event = parentOf(element);
  return element.$type === 'bpmn:MessageEventDefinition' && event?.$instanceOf?.('bpmn:CatchEvent') === true;
}

function checkSubscription(element: XmlElement, t: Translation): void {
  const waitedFor = child(element, 'messageRef');
  if (!isXmlElement(waitedFor)) {
    t.refuse(element, 'Belum ada pesan yang ditunggu. Pilih pesannya pada "Global message reference".');
    return;
  }
  const event = parentOf(element);
  const beginsCase = event?.$type === 'bpmn:StartEvent' && parentOf(event)?.$type === 'bpmn:Process';
  const key = text(extension(waitedFor, 'zeebe:Subscription'), 'correlationKey');
  if (!beginsCase && (key === undefined || key === ''))
    t.refuse(
      element,
      `Isi "Subscription correlation key" pesan "${text(waitedFor, 'name') ?? ''}" dengan "${CASE_NUMBER}".`,
    );
}
