/** What can be said about dependencies without asking anybody: are they pinned, whole, from one registry, and quiet at install. */

export interface Manifest {
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly devDependencies?: Readonly<Record<string, string>>;
  readonly optionalDependencies?: Readonly<Record<string, string>>;
  /** Packages whose install scripts were looked at: true runs them, false does not. */
  readonly allowScripts?: Readonly<Record<string, boolean>>;
}

export interface LockedPackage {
  readonly name?: string;
  readonly version?: string;
  readonly resolved?: string;
  readonly integrity?: string;
  readonly link?: boolean;
  readonly hasInstallScript?: boolean;
  readonly optional?: boolean;
  readonly dev?: boolean;
  readonly os?: readonly string[];
  readonly cpu?: readonly string[];
}

export interface Lockfile {
  readonly packages: Readonly<Record<string, LockedPackage>>;
}

/** @returns one sentence for each fault of the manifest and its lockfile (npm, version 2 or 3); empty when there is none. */
export function dependencyFaults(manifest: Manifest, { packages }: Lockfile): readonly string[] {
  const locked = Object.entries(packages).filter(([path]) => path !== '');
  return [...unpinned(manifest), ...locked.flatMap(([path, entry]) => unsafe(path, entry)), ...registries(locked), ...scripts(manifest, locked)];
}

function unpinned({ dependencies, devDependencies, optionalDependencies }: Manifest): string[] {
  return Object.entries({ ...dependencies, ...devDependencies, ...optionalDependencies })
    .filter(([, version]) => !/^\d+\.\d+\.\d+(?:-[\w.]+)?$/.test(version))
    .map(([name, version]) => `${name} is not pinned to one version of the registry but says "${version}".`);
}

function unsafe(path: string, entry: LockedPackage): string[] {
  const { version, resolved, integrity, link } = entry;
  if (link === true) return [`${path} is a link to a folder, not a package.`];
  const elsewhere = [version, resolved].find((text) => text !== undefined && /^(?:git|file|http:)|\.git(?:#|$)|^[\w-]+\/[\w-]+#/.test(text));
  if (elsewhere !== undefined) return [`${path} does not come from a registry.`];
  if (integrity === undefined && isForeignTool(entry)) return [];
  if (!/^sha512-/.test(integrity ?? '')) return [`${path} has no SHA-512 integrity in the lockfile.`];
  return [];
}

/**
 * A development tool's binary for a platform that we neither build nor test on. Not every registry serves those, and what is not
 * served has no integrity to write down; the entry must be there all the same, or `npm ci` finds the lockfile incomplete.
 */
function isForeignTool({ optional, dev, os = [], cpu = [] }: LockedPackage): boolean {
  const built = os.includes('linux') && (cpu.includes('x64') || cpu.includes('arm64'));
  return optional === true && dev === true && os.length > 0 && cpu.length > 0 && !built;
}

/** Where the lockfile says whence packages came, all came from one host. Saying nothing is best: each machine has its own registry. */
function registries(locked: readonly (readonly [string, LockedPackage])[]): string[] {
  const hosts = new Set(locked.flatMap(([, { resolved }]) => (resolved !== undefined && URL.canParse(resolved) ? [new URL(resolved).host] : [])));
  return hosts.size > 1 ? [`The lockfile names ${hosts.size} registries instead of one or none.`] : [];
}

function scripts({ allowScripts = {} }: Manifest, locked: readonly (readonly [string, LockedPackage])[]): string[] {
  const withScripts = new Set(locked.filter(([, entry]) => entry.hasInstallScript === true).map(([path, { name }]) => name ?? path.replace(/^.*node_modules\//, '')));
  return [
    ...[...withScripts].filter((name) => allowScripts[name] === undefined).map((name) => `${name} has an install script that allowScripts does not decide about.`),
    ...Object.keys(allowScripts).filter((name) => !withScripts.has(name)).map((name) => `allowScripts decides about ${name}, which has no install script.`),
  ];
}
