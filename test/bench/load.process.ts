/** The load, in a process of its own: so many connections that ask, wait for the answer, and ask the next question. */
import autocannon, { type Client, type Instance, type Request, type Result } from 'autocannon';

export interface LoadOrder {
  readonly url: string;
  readonly connections: number;
  /** Ends after so many seconds, or so many answers where that comes first. */
  readonly seconds: number;
  readonly answers?: number;
  /** For each connection in turn: the questions it goes through, over and over. */
  readonly questions: readonly (readonly { readonly path: string; readonly body: string; readonly headers: Record<string, string> }[])[];
}

export interface LoadResult {
  readonly answers: number;
  /** Answers a second. */
  readonly rate: number;
  /** Milliseconds. */
  readonly p50: number;
  readonly p99: number;
  /** Anything but an answer of status 200. */
  readonly failures: number;
}

process.on('message', (order: LoadOrder | 'stop') => {
  if (order === 'stop') process.exit(0);
  void load(order).then((result) => process.send?.(result));
});

async function load({ url, connections, seconds, answers, questions }: LoadOrder): Promise<LoadResult> {
  const times: number[] = [];
  let failures = 0;
  let number = 0;
  const from = performance.now();
  const result = await new Promise<Result>((resolve, reject) => {
    const run: Instance = autocannon({
      url, connections, duration: seconds,
      setupClient: (client: Client) => {
        const own = questions[number++ % questions.length] ?? [];
        client.setRequests(own.map(({ path, body, headers }): Request => ({ method: 'POST', path, body, headers })));
        client.on('response', (status, _bytes, milliseconds) => {
          if (status === 200) times.push(milliseconds);
          else failures += 1;
          if (times.length === answers) (run as unknown as { stop(): void }).stop();
        });
      },
    }, (error: Error | null, done) => {
      if (error) reject(error);
      else resolve(done);
    });
  });
  const elapsed = (performance.now() - from) / 1_000;
  times.sort((one, other) => one - other);
  const at = (share: number): number => times[Math.min(times.length - 1, Math.floor(times.length * share))] ?? Number.NaN;
  return { answers: times.length, rate: times.length / elapsed, p50: at(0.5), p99: at(0.99), failures: failures + result.errors + result.timeouts };
}
