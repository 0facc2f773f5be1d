/** One measured server in a process of its own. Told by messages what it costs, and when to stop. */
import type { Running, Start } from './running.js';

const starts: Readonly<Record<string, (given: Start) => Promise<Running>>> = {
  // Each is loaded only where it runs: Nest gathers GraphQL types for a whole process.
  bare: async (given) => (await import('./bare.server.js')).startBare(given),
  common: async (given) => (await import('./common.server.js')).startCommon(given),
  product: async (given) => (await import('./product.server.js')).startProduct(given),
};

process.once('message', (given: Start & { readonly kind: string }) => {
  void serve(given);
});

async function serve(given: Start & { readonly kind: string }): Promise<void> {
  const start = starts[given.kind];
  if (!start) throw new Error(`no server ${given.kind}`);
  const running = await start(given);
  process.on('message', (asked) => {
    if (asked === 'cost') process.send?.({ cpu: process.cpuUsage() });
    else void running.stop().then(() => process.exit(0));
  });
  process.on('disconnect', () => process.exit(1));
  process.send?.({ url: running.url });
}
