import { ageRange, bounds, isPartialDate } from './partial-date.js';

describe('partial dates', () => {
  it.each(['2014', '2014-05', '2016-02-29', '2005/2013'])('accepts %s', (text) => expect(isPartialDate(text)).toBe(true));

  it.each(['', '14', '2014-13', '2014-00', '2015-02-29', '2014-05-32', '0000', '2013/2005', '2014/2014', '2014-05/2015', '275760', '2014-5', '2014-05-01T00:00', ' 2014'])(
    'refuses %s',
    (text) => expect(isPartialDate(text)).toBe(false),
  );

  it('knows the first and last day a date can mean', () => {
    expect(bounds('2014')).toEqual({ earliest: '2014-01-01', latest: '2014-12-31' });
    expect(bounds('2015-02')).toEqual({ earliest: '2015-02-01', latest: '2015-02-28' });
    expect(bounds('2015-02-03')).toEqual({ earliest: '2015-02-03', latest: '2015-02-03' });
    expect(bounds('2005/2013')).toEqual({ earliest: '2005-01-01', latest: '2013-12-31' });
  });

  it('gives an age as a range when the birthday is not known', () => {
    const on = new Date('2026-06-15T00:00:00Z');
    expect(ageRange('2008', on)).toEqual({ least: 17, greatest: 18 });
    expect(ageRange('2008-06-15', on)).toEqual({ least: 18, greatest: 18 });
    expect(ageRange('2008-06-16', on)).toEqual({ least: 17, greatest: 17 });
  });
});
