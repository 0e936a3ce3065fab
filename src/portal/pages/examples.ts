import { Router } from 'express';
import { DOCUMENT_KINDS } from '../../domain/document-kinds.ts';
import { exampleOf } from '../examples/draw-example.ts';

/** /contoh/ijazah.svg: how a good photo of the paper looks. The same for everybody, so a phone may keep it. */
export function examplePages(): Router {
  return Router().get('/contoh/:file', (request, response, next) => {
    const kind = DOCUMENT_KINDS.find(({ code }) => `${code}.svg` === request.params.file);
    if (kind === undefined) return next();
    response.set('Cache-Control', 'public, max-age=86400').type('svg').send(exampleOf(kind.code));
  });
}
