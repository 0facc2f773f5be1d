/** How a start is refused, and what it reads. */
export type Environment = Readonly<Record<string, string | undefined>>;

/** A start that is refused. Its message is one sentence for the operator and holds no secret. */
export class SettingsRefusal extends Error {
  override readonly name = 'SettingsRefusal';
}
