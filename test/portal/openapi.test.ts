import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { expect } from 'chai';
import { aForm, aPhoto, anApplication, answerOf, receiptFrom, submit } from './client.ts';
import { withOffice } from '../cases/office.ts';
import { openPortal, type OpenPortal } from './open-portal.ts';

interface Operation {
  readonly operationId: string;
  readonly summary: string;
  readonly parameters?: readonly { name: string; in: string }[];
  readonly responses: Record<
    string,
    {
      description: string;
      content?: Record<
        string,
        { example?: unknown; examples?: Record<string, { value: unknown }>; schema: { $ref?: string } }
      >;
    }
  >;
  readonly requestBody?: {
    content: Record<
      string,
      {
        encoding?: Record<string, unknown>;
        example?: Record<string, unknown>;
        schema: { properties?: Record<string, unknown> };
      }
    >;
  };
}
interface Description {
  readonly openapi: string;
  readonly paths: Record<string, Record<string, Operation>>;
  readonly components: { schemas: Record<string, object> };
}

describe('The description of the API', () => {
  const given = withOffice();
  let portal: OpenPortal;
  let api: Description;
  let ajv: Ajv2020;
  before(async () => {
    portal = await openPortal(given.office);
    api = (await (await fetch(`${portal.url}/api/openapi.json`)).json()) as Description;
    ajv = new Ajv2020({ allErrors: true, strict: false });
    addFormats.default(ajv);
    for (const [name, schema] of Object.entries(api.components.schemas))
      ajv.addSchema(schema, `#/components/schemas/${name}`);
  });
  after(() => portal.close());

  const operations = () =>
    Object.entries(api.paths).flatMap(([path, methods]) =>
      Object.entries(methods).map(([method, operation]) => ({ path, method, operation })),
    );
  const fits = (schema: string, value: unknown) => {
    const ok = ajv.validate(`#/components/schemas/${schema}`, value);
    expect(ok, `${schema}: ${ajv.errorsText()}`).to.equal(true);
  };

  it('is OpenAPI 3.1 in which every reference resolves and every operation has its own name and answers', () => {
    expect(api.openapi).to.equal('3.1.0');
    const references = [...JSON.stringify(api).matchAll(/"\$ref":"#\/components\/schemas\/(\w+)"/g)].map(
      (match) => match[1] ?? '',
    );
    for (const name of references) expect(api.components.schemas, name).to.have.property(name);
    const names = operations().map(({ operation }) => operation.operationId);
    expect(new Set(names).size).to.equal(names.length);
    for (const { path, operation } of operations()) {
      expect(operation.responses, path).to.satisfy((responses: object) =>
        Object.keys(responses).some((status) => status.startsWith('2')),
      );
      const inPath = [...path.matchAll(/\{(\w+)\}/g)].map((match) => match[1]);
      expect(
        (operation.parameters ?? []).filter((parameter) => parameter.in === 'path').map(({ name }) => name),
      ).to.deep.equal(inPath);
    }
  });

  it('holds examples that fit their own schemas', () => {
    for (const { operation } of operations())
      for (const response of Object.values(operation.responses))
        for (const { schema, example, examples } of Object.values(response.content ?? {})) {
          const name = schema.$ref?.split('/').at(-1);
          if (name === undefined) continue;
          if (example !== undefined) fits(name, example);
          for (const { value } of Object.values(examples ?? {})) fits(name, value);
        }
    fits(
      'Application',
      operations().find(({ operation }) => operation.operationId === 'submitApplication')?.operation.requestBody
        ?.content['multipart/form-data']?.example?.['application'],
    );
  });

  it('gives each field of an application the words a person reads when it is wrong', () => {
    const application = JSON.stringify(api.components.schemas['Application']);
    expect(application).to.contain('"x-remedy":"Tulis 16 angka NIK').and.not.contain('"remedy"');
  });

  it('names every kind of paper as a part with its media types', () => {
    const body = api.paths['/api/applications']?.['post']?.requestBody?.content['multipart/form-data'];
    expect(body?.schema.properties).to.include.keys('application', 'ijazah', 'f-1-06', 'lainnya');
    expect(body?.encoding?.['application']).to.deep.equal({ contentType: 'application/json' });
    expect(body?.encoding?.['ijazah']).to.deep.equal({
      contentType: 'image/jpeg, image/png, image/webp, application/pdf',
    });
  });

  it('describes exactly the routes there are', async () => {
    for (const { path, method } of operations()) {
      const address = portal.url + path.replace('{number}', 'KK-261122-000000').replace('{code}', 'f-1-06');
      const answer = await answerOf(fetch(address, { method: method.toUpperCase() }));
      expect(answer.body['error'], `${method} ${path}`).to.not.be.oneOf(['PAGE_NOT_FOUND', 'METHOD_NOT_ALLOWED']);
      const other = method === 'get' ? 'DELETE' : 'PUT';
      if (path.startsWith('/api/'))
        expect((await fetch(address, { method: other })).status, `${other} ${path}`).to.equal(405);
    }
    expect(Object.keys(api.paths)).to.have.members([
      '/api/form.json',
      '/api/events.json',
      '/api/application-advice',
      '/api/forms/{code}',
      '/api/forms/{code}/content',
      '/api/forms/{code}/signature',
      '/api/requirements',
      '/api/application-checks',
      '/api/applications',
      '/api/uploads',
      '/api/uploads/removal',
      '/api/receipts',
      '/api/applications/{number}',
      '/api/applications/{number}/papers',
      '/api/applications/{number}/withdrawal',
      '/api/applications/{number}/card',
      '/api/photo-checks',
      '/api/verifications',
      '/api/openapi.json',
      '/healthz',
    ]);
  });

  it('is kept by the real answers', async () => {
    fits('FormDescription', await (await fetch(`${portal.url}/api/form.json`)).json());
    fits(
      'Requirements',
      await (await fetch(`${portal.url}/api/requirements?reason=perubahan-data&elements=pendidikan,agama`)).json(),
    );
    fits('Receipt', (await submit(portal.url, aForm(anApplication(), [['ijazah', await aPhoto()]]))).body);
    const { number, pin } = await receiptFrom(portal.url);
    fits(
      'Tracking',
      await (await fetch(`${portal.url}/api/applications/${number}`, { headers: { 'X-PIN': pin } })).json(),
    );
    fits(
      'Verification',
      (
        await answerOf(
          fetch(`${portal.url}/api/verifications`, {
            method: 'POST',
            body: '%PDF-1.7',
            headers: { 'Content-Type': 'application/pdf' },
          }),
        )
      ).body,
    );
    for (const refused of [
      await submit(portal.url, aForm({})),
      await submit(portal.url, aForm(anApplication(), [['ijazah', Buffer.from('x')]])),
      await answerOf(fetch(`${portal.url}/api/requirements?reason=x`)),
      await answerOf(fetch(`${portal.url}/api/tidak-ada`)),
    ])
      fits('Problem', refused.body);
  });

  it('answers which papers are needed, and refuses questions it does not understand', async () => {
    const { body } = await answerOf(fetch(`${portal.url}/api/requirements?reason=perubahan-data&elements=pendidikan`));
    expect((body['requiredDocuments'] as { code: string }[]).map(({ code }) => code)).to.deep.equal([
      'f-1-06',
      'kk-lama',
      'ijazah',
    ]);
    for (const query of [
      '',
      '?reason=iseng',
      '?reason=hilang&reason=rusak',
      '?reason=hilang&elements=zodiak',
      '?reason[$ne]=1',
    ])
      expect((await fetch(`${portal.url}/api/requirements${query}`)).status, query).to.equal(422);
  });
});
