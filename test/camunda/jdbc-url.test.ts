import { expect } from 'chai';
import { jdbcAddress } from '../../camunda/jdbc-url.ts';
import { StartError } from '../../camunda/start-error.ts';

describe('jdbcAddress', () => {
  it('takes user and password out of the address, and decodes them', () => {
    const { url, user, password } = jdbcAddress('postgresql://kk_engine:p%40ss%2Fword@127.0.0.1:45515/kk', 'engine');
    expect({ user, password }).to.deep.equal({ user: 'kk_engine', password: 'p@ss/word' });
    expect(url).to.match(/^jdbc:postgresql:\/\/127\.0\.0\.1:45515\/kk\?currentSchema=engine&/);
    expect(url).to.not.contain('p@ss').and.not.contain('p%40ss');
  });

  it('never lets the server quote values of rows in its errors', () => {
    expect(jdbcAddress('postgresql://a:b@host/db', 'engine').url).to.contain('logServerErrorDetail=false');
  });

  it('keeps how the connection is secured, and leaves out what only the other driver knows', () => {
    const { url } = jdbcAddress('postgres://a:b@db.kantor.example/kk?sslmode=verify-full&keepalives=1', 'engine');
    expect(url).to.contain('//db.kantor.example:5432/kk?').and.contain('sslmode=verify-full');
    expect(url).to.not.contain('keepalives');
  });

  it('refuses a Unix socket with the remedy', () => {
    expect(() => jdbcAddress('postgresql:///kk?host=/var/run/postgresql', 'engine')).to.throw(StartError, '127.0.0.1');
  });
});
