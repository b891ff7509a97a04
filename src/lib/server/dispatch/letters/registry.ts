import { RiskError } from '$lib/domain/errors';
import type { LetterDefinition } from './letter';

const modules = import.meta.glob<{ default: LetterDefinition }>('./*.letter.ts', { eager: true });

/** Every kind of letter. Adding `<kind>.letter.ts` adds one. */
export const letters: ReadonlyMap<string, LetterDefinition> = new Map(
	Object.values(modules)
		.map((module) => module.default)
		.sort((a, b) => a.kind.localeCompare(b.kind))
		.map((letter) => [letter.kind, letter])
);

/** @throws RiskError LETTER_UNKNOWN */
export function letterOf(kind: string): LetterDefinition {
	const letter = letters.get(kind);
	if (!letter) {
		const known = [...letters.values()].map(({ kind: id, zh }) => `${id}（${zh}）`).join('、');
		throw new RiskError('LETTER_UNKNOWN', `没有名为“${kind}”的文书；可用的有：${known}。`);
	}
	return letter;
}
