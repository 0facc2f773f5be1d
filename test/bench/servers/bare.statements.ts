/** The four questions as a database developer would write them, one prepared statement each. */

export const VICTIM = `
  select id, pseudonym, status, registered_on as "registeredOn", sex, majority, age_band as "ageBand", citizenship_region as "citizenshipRegion",
         exploitation_forms as "exploitationForms", residence_region as "residenceRegion"
    from records.victim where id = $1`;

export const PAGE = `
  select (select count(*)::int from records.victim where registered_on = $1 and majority = $2) as total,
         (select coalesce(json_agg(x), '[]') from (
            select id, pseudonym, status, registered_on as "registeredOn", sex, age_band as "ageBand", citizenship_region as "citizenshipRegion"
              from records.victim where registered_on = $1 and majority = $2 order by id limit 51) x) as rows`;

/** One page inside another, as the language of the product shapes it. */
const page = (rows: string): string =>
  `json_build_object('edges', (select coalesce(json_agg(json_build_object('node', x)), '[]') from (${rows}) x))`;

const VICTIMS = `
  select v.id, v.status, v.sex, v.age_band as "ageBand" from records.victim_involvement i join records.victim v on v.id = i.victim_id
   where i.crime_id = d.id order by v.id limit 10`;

const CRIMES = `
  select d.id, d.number, d.article, ${page(VICTIMS)} as victims from records.offender_involvement j join records.crime d on d.id = j.crime_id
   where j.offender_id = o.id order by d.id limit 10`;

const OFFENDERS = `
  select o.id, o.stage, o.family_name as "familyName", ${page(CRIMES)} as crimes from records.offender_involvement k join records.offender o on o.id = k.offender_id
   where k.crime_id = c.id order by o.id limit 10`;

export const LINKS = `
  select json_build_object('id', c.id, 'number', c.number, 'article', c.article, 'offenders', ${page(OFFENDERS)}) as crime
    from records.crime c where c.id = $1`;

export const COUNTS = `
  select status, sex, age_band, citizenship_region, count(*)::int as count from records.victim group by 1, 2, 3, 4`;
