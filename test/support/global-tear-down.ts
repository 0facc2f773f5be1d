/** Runs once after all tests, in the process that ran the set-up: stops this run's database server and removes its folder. */
export default async function tearDown(): Promise<void> {
  const remove = Reflect.get(globalThis, 'removeTestServer') as (() => Promise<void>) | undefined;
  await remove?.();
}
