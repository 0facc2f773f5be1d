/** Entry point. Tracing starts before anything it watches is loaded; then the API is imported and started. */
import { startTracing } from '#telemetry';

const say = (sentence: string): void => { process.stderr.write(`${sentence}\n`); };

try {
  const tracing = await startTracing(process.env);
  const { start } = await import('./start.js');
  await start(process.env, tracing, say);
} catch (error) {
  // A refusal is one sentence for the operator; of anything else only the kind and the place are told.
  const { refusalOf } = await import('#assembly');
  say(refusalOf(error));
  process.exit(1);
}
