/** Draws the diagram of the case's own version and marks the way it went. */
const place = document.querySelector('[data-way]');

async function draw() {
  const response = await fetch(place.dataset.way);
  if (!response.ok) throw new Error(String(response.status));
  const { history } = await response.json();
  const viewer = new BpmnJS({ container: place });
  await viewer.importXML(history.diagram);
  const canvas = viewer.get('canvas');
  const known = viewer.get('elementRegistry');
  const mark = (id, marker) => known.get(id) !== undefined && canvas.addMarker(id, marker);
  for (const { elementId, endedAt } of history.activities) mark(elementId, endedAt === null ? 'now' : 'passed');
  for (const id of history.flows) mark(id, 'passed');
  canvas.zoom('fit-viewport', 'auto');
}

draw().catch(() => {
  place.textContent = 'Diagram tidak dapat digambar sekarang. Muat ulang halaman; isinya ada juga pada tabel di bawah.';
});
