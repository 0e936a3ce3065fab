/** One route of Express that answers a short text, in a process of its own: what no page can be faster than. */
import express from 'express';
import type { AddressInfo } from 'node:net';

const server = express()
  .get('/', (_request, response) => void response.type('html').send('<!doctype html><title>Halo</title>'))
  .listen(0, '127.0.0.1', () => process.stdout.write(`${(server.address() as AddressInfo).port}\n`));
