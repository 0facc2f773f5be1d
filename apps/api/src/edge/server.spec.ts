/** attacks.md, rows 62, 65 and 103: the parts of the edge about load and time, which are shares, slow clients, health that fails, and stopping. */
import { connect, type AddressInfo } from 'node:net';
import { Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import type { NestExpressApplication } from '@nestjs/platform-express';
import express from 'express';
import request from 'supertest';
import { openLog } from '#telemetry';
import { healthRoutes } from '../health/health.routes.js';
import { authGate } from './auth-gate.js';
import { concurrencyCap } from './concurrency-cap.js';
import { refusals } from './tiny-schema.js';
import { gracefulStop, HardenedAdapter, SERVER_LIMITS } from './index.js';

@Module({})
class EmptyModule {}

const silent = openLog({ level: 'silent' });

describe('shares', () => {
  test('a person has eight in flight and two waiting; the next is told to come back; others are not held up', async () => {
    const held: (() => void)[] = [];
    let arrived: () => void = () => undefined;
    const app = express();
    app.use((req, _res, next) => {
      req.body = { query: '' };
      next();
    });
    app.use(
      authGate({ publicDocuments: new Map(), viewerOf: (token) => Promise.resolve({ person: token }), refusals }),
      concurrencyCap<{ person: string }>({ keyOf: (viewer) => viewer.person, refusals, inFlight: 8, waiting: 2 }),
      (_req, res) => {
        held.push(() => res.send('done'));
        arrived();
      },
    );
    const server = app.listen(0, '127.0.0.1');
    const from = (person: string) => request(server).get('/').set('authorization', `Bearer ${person.padEnd(20, '-')}`).then((answer) => answer.status);
    const arrivals = (count: number) =>
      new Promise<void>((resolve) => {
        arrived = () => {
          if (held.length === count) resolve();
        };
        arrived();
      });

    const answers = Array.from({ length: 11 }, () => from('anna'));
    // Whichever comes eleventh is refused at once, while the ten others are held.
    expect(await Promise.race(answers)).toBe(429);
    await arrivals(8);
    const other = from('bela');
    await arrivals(9);
    held.splice(0).forEach((release) => release());
    expect(await other).toBe(200);
    await arrivals(2);
    held.splice(0).forEach((release) => release());
    const statuses = await Promise.all(answers);
    expect(statuses.filter((status) => status === 200)).toHaveLength(10);
    server.close();
  });
});

describe('health', () => {
  test('names what fails, nothing more, and asks the checks once for many callers', async () => {
    let asked = 0;
    const app = express().use(
      healthRoutes({
        database: () => {
          asked += 1;
          return Promise.reject(new Error('CNRY'));
        },
        audit: () => Promise.resolve(),
      }, () => 0),
    );
    const server = app.listen(0, '127.0.0.1');
    for (let times = 0; times < 3; times += 1) await request(server).get('/ready').expect(503, { status: 'unavailable', failed: ['database'] });
    await request(server).get('/live').expect(200, { status: 'live' });
    expect(asked).toBe(1);
    server.close();
  });
});

describe('a server', () => {
  test('has the limits of the catalogue', async () => {
    expect(SERVER_LIMITS).toMatchObject({ headersTimeout: 5_000, requestTimeout: 10_000, connectionsCheckingInterval: 1_000 });
    const app = await NestFactory.create(EmptyModule, new HardenedAdapter(), { logger: false });
    expect(app.getHttpServer()).toMatchObject({ headersTimeout: 5_000, requestTimeout: 10_000 });
    await app.close();
  });

  test.each([
    ['slow headers', 'POST /graphql HTTP/1.1\r\nHost: x\r\nX-Slow:'],
    ['a slow body', 'POST /graphql HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nab'],
  ])('cuts off %s', async (_name, beginning) => {
    const limits = { ...SERVER_LIMITS, headersTimeout: 100, requestTimeout: 150, connectionsCheckingInterval: 20 };
    const app = await NestFactory.create<NestExpressApplication>(EmptyModule, new HardenedAdapter(limits), { logger: false, bodyParser: false });
    app.use('/graphql', express.raw({ type: () => true }));
    await app.listen(0, '127.0.0.1');
    const { port } = app.getHttpServer().address() as AddressInfo;
    const heard = await new Promise<string>((resolve) => {
      let text = '';
      const socket = connect(port, '127.0.0.1', () => socket.write(beginning));
      socket.setEncoding('utf8').on('data', (part: string) => (text += part)).on('close', () => resolve(text)).on('error', () => undefined);
    });
    expect(heard).toMatch(/^HTTP\/1.1 408 /);
    await app.close();
  });
});

describe('stopping', () => {
  test('answers what is in flight, refuses what is new, then closes in order, even past a failing step', async () => {
    const app = await NestFactory.create<NestExpressApplication>(EmptyModule, new HardenedAdapter(), { logger: false });
    let finish: () => void = () => undefined;
    const begun = new Promise<void>((resolve) => {
      app.use('/slow', (_req: express.Request, res: express.Response) => {
        finish = () => res.send('answered');
        resolve();
      });
    });
    await app.listen(0, '127.0.0.1');
    const { port } = app.getHttpServer().address() as AddressInfo;
    const order: string[] = [];
    const stopping = gracefulStop(app, [
      { name: 'lane', run: () => Promise.resolve(order.push('lane')) },
      { name: 'pool', run: () => Promise.reject(new Error('CNRY')) },
      { name: 'database', run: () => Promise.resolve(order.push('database')) },
    ], silent);

    const inFlight = fetch(`http://127.0.0.1:${port}/slow`, { headers: { connection: 'close' } }).then((answer) => answer.text());
    await begun;
    const stopped = stopping.stop();
    expect(stopping.isStopping()).toBe(true);
    expect(stopping.stop()).toBe(stopped);
    while (app.getHttpServer().listening) await new Promise(setImmediate);
    await expect(fetch(`http://127.0.0.1:${port}/slow`)).rejects.toThrow('fetch failed');
    expect(order).toEqual([]);
    finish();
    expect(await inFlight).toBe('answered');
    expect(await stopped).toBe(false);
    expect(order).toEqual(['lane', 'database']);
  });
});
