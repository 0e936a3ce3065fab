import { expect } from 'chai';
import express, { type Request } from 'express';
import fc from 'fast-check';
import { readForm } from '../../src/web/form.ts';

/** A request whose raw body has arrived. */
const requestWith = (body: Buffer): Request => Object.assign(Object.create(express.request) as Request, { body });

describe('A form with a passphrase', () => {
  it('is read as a browser writes it, for every passphrase and every other field', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'grapheme' }),
        fc.array(fc.string({ unit: 'grapheme' }), { maxLength: 4 }),
        (passphrase, others) => {
          const sent = new URLSearchParams([
            ...others.map((other): [string, string] => ['dokumen', other]),
            ['passphrase', passphrase],
            ['akhir', 'ya'],
          ]).toString();
          const { fields, secrets } = readForm(requestWith(Buffer.from(sent)), 'passphrase');
          const right = new URLSearchParams(sent);
          expect(secrets['passphrase']!.toString('utf8')).to.equal(right.get('passphrase'));
          right.delete('passphrase');
          expect([...fields]).to.deep.equal([...right]);
        },
      ),
      { seed: 261127 },
    );
  });
  it('leaves nothing of it in the bytes that came', () => {
    const body = Buffer.from('token=a&passphrase=rahasia%20sekali');
    const { secrets } = readForm(requestWith(body), 'passphrase');
    expect(secrets['passphrase']!.toString()).to.equal('rahasia sekali');
    expect(body.every((byte) => byte === 0)).to.equal(true);
  });
  it('is empty when nothing readable came', () => {
    const { fields, secrets } = readForm(
      Object.assign(Object.create(express.request) as Request, { body: undefined }),
      'passphrase',
    );
    expect([[...fields], secrets['passphrase']!.length]).to.deep.equal([[], 0]);
  });
});
