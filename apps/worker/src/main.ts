/** Entry point of the worker. Tracing starts before anything it watches is loaded; then the worker is imported and started. */
import 'reflect-metadata';
import { startTracing } from '#telemetry';

const say = (sentence: string): void => { process.stderr.write(`${sentence}\n`); };

try {
  const tracing = await startTracing(process.env);
  const { start } = await import('./start.js');
  await start(process.env, tracing, say);
} catch (error) {
  const { refusalOf } = await import('#assembly');
  say(refusalOf(error));
  process.exit(1);
}
