/** Is the log sealed and anchored, is the anchor file the one the database speaks of, does the witness answer? */
import { AnchorFile, readCheckpoint, treeSize, type LogKeys } from '#audit';
import { sealKeys } from '#assembly';
import { say } from '#kernel';
import { withClient } from '#persistence';

import { fault, ok, warning, type Check, type Finding, type Patient } from './finding.js';

/** What the database says of itself: the newest anchoring, and how many leaves there are. */
async function newestAnchoring({ access }: Patient): Promise<{ readonly note: string | null; readonly leaves: number; readonly largest: number }> {
  return withClient(access.auditor, async (client) => {
    const { rows: [row] } = await client.query<{ note: string }>('select note from audit.anchoring order by id desc limit 1');
    const { rows: [most] } = await client.query<{ size: string }>('select coalesce(max(size), -1) as size from audit.anchoring');
    return { note: row?.note ?? null, leaves: await treeSize(client), largest: Number(most?.size ?? -1) };
  });
}

export const anchorCheck: Check = {
  name: say('anchors of the audit log', 'audit jurnalının lövbərləri'),
  run: async (patient) => {
    const { settings, clock } = patient;
    const keys = await sealKeys(settings.seal);
    const state = await newestAnchoring(patient);
    return [ageFinding(patient, state.note, keys, clock.now()), ...await fileFinding(settings.seal.anchorFile, state, keys)];
  },
};

function ageFinding({ settings }: Patient, note: string | null, keys: LogKeys, now: Date): Finding {
  const worse = settings.anchorMaxAge === 0 ? warning : fault;
  if (note === null) return worse('none yet: does the worker run?', 'hələ yoxdur: işçi proses işləyirmi?');
  const time = readCheckpoint(note, keys)?.time ?? null;
  if (time === null) return fault('the newest is not signed by the log\'s key', 'ən yenisi jurnalın açarı ilə imzalanmayıb');
  const age = Math.round(now.getTime() / 1_000 - time);
  const most = settings.anchorMaxAge || 300;
  if (Math.abs(age) > most) return worse(`the newest is ${age} s old, ${most} are allowed: does the worker run?`, `ən yenisi ${age} s əvvəlindir, ${most} s olar: işçi proses işləyirmi?`);
  return ok(`the newest is ${Math.max(0, age)} s old`, `ən yenisi ${Math.max(0, age)} s əvvəlindir`);
}

async function fileFinding(path: string | undefined, { leaves, largest }: { readonly leaves: number; readonly largest: number }, keys: LogKeys): Promise<Finding[]> {
  if (path === undefined) return [ok('the anchor file is not on this machine', 'lövbər faylı bu maşında deyil')];
  const last = await new AnchorFile(path).last(keys);
  if (last === 'unsigned') return [fault('the anchor file is another log\'s', 'lövbər faylı başqa jurnalındır')];
  const size = last?.size ?? -1;
  if (size < largest) return [fault('the anchor file is behind the database: it was cut (ANCHORS_CUT)', 'lövbər faylı bazadan geri qalır: kəsilib (ANCHORS_CUT)')];
  if (size > leaves) return [fault('the database is behind the anchor file: it was set back (ROLLED_BACK)', 'baza lövbər faylından geri qalır: geri qaytarılıb (ROLLED_BACK)')];
  return [ok('the anchor file agrees', 'lövbər faylı uyğundur')];
}

const PATIENCE = 5_000; // milliseconds

/** The newest anchored checkpoint is shown again, as going on from itself: an honest witness signs it, or says which size it has seen. */
export const witnessCheck: Check = {
  name: say('witness', 'şahid proqram'),
  run: async (patient) => {
    const { witness } = patient.settings.seal;
    if (!witness) return [patient.settings.production ? warning('none: whoever holds worker and database can write another log', 'yoxdur: işçi prosesi və bazanı ələ keçirən başqa jurnal yaza bilər') : ok('none is set', 'verilməyib')];
    const { note, leaves } = await newestAnchoring(patient);
    const keys = await sealKeys(patient.settings.seal);
    const checkpoint = note === null ? null : readCheckpoint(note, keys);
    if (!checkpoint || note === null) return [warning('nothing to show it yet', 'hələ göstəriləcək heç nə yoxdur')];
    const response = await fetch(`${witness.url.replace(/\/$/, '')}/add-checkpoint`, {
      method: 'POST', body: `old ${checkpoint.size}\n\n${note}`, redirect: 'error', headers: { 'content-type': 'text/plain; charset=utf-8' }, signal: AbortSignal.timeout(PATIENCE),
    }).catch(() => null);
    if (!response) return [fault('does not answer', 'cavab vermir')];
    const text = await response.text();
    if (response.status === 409) {
      const seen = Number(/^([0-9]{1,15})\n$/.exec(text)?.[1] ?? Number.NaN);
      if (Number.isNaN(seen) || seen === checkpoint.size) return [fault('has seen another log of this size (FORKED)', 'bu ölçüdə başqa jurnal görüb (FORKED)')];
      if (seen > leaves) return [fault('has seen more than there is (ROLLED_BACK)', 'mövcud olandan çoxunu görüb (ROLLED_BACK)')];
      return [ok('answers', 'cavab verir')];
    }
    return response.status === 200 ? [ok('answers, and has seen this log', 'cavab verir və bu jurnalı görüb')] : [fault(`answers ${response.status}`, `cavabı: ${response.status}`)];
  },
};
