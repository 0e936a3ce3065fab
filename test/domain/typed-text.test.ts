import { expect } from 'chai';
import { typedText } from '../../src/domain/typed-text.ts';

describe('A text from a box of several lines', () => {
  it('is as long as its box counted it: a line break is one letter', () => {
    expect(typedText('Ibu datang besok.\r\n\r\nBawa akta.')).to.equal('Ibu datang besok.\n\nBawa akta.');
    expect(typedText('satu\rdua\ntiga')).to.equal('satu\ndua\ntiga');
  });

  it('has no space around it, and keeps that inside', () => {
    expect(typedText(' \r\n  a  b \r\n ')).to.equal('a  b');
    expect(typedText('\r\n')).to.equal('');
  });
});
