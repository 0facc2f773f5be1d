/** A filter by an instant of year 0 failed inside the database: an internal error, without an entry in the log. */
import { isInstant } from '#record';

it('year 0 is no instant', () => {
  expect(isInstant('0000-01-01T00:00:00Z')).toBe(false);
  expect(isInstant('0001-01-01T00:00:00Z')).toBe(true);
});
