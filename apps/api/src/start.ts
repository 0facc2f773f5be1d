/** Starts the API as a person starts it: with a demonstration world on a first start, and a word on how to go on. */
import type { Tracing } from '#telemetry';

import { prepareDemonstration } from './demonstration.js';
import { serve } from './serve.js';

/** Serves, and outside production prepares the demonstration world. @throws SettingsRefusal or DatabaseRefusal with one sentence for the operator. */
export async function start(env: NodeJS.ProcessEnv, tracing: Tracing, say: (sentence: string) => void): Promise<void> {
  const { assembly, url } = await serve(env, tracing, say);
  if (!assembly.settings.demonstration) {
    say(`Qalxan answers at ${url}/graphql`);
    return;
  }
  say(await prepareDemonstration(assembly, url, say));
}
