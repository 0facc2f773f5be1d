/** Entry point of the operator's command line. */
import 'reflect-metadata';

import { runConsole } from './program.js';

process.exitCode = await runConsole(process.argv.slice(2), process.env);
