import type { Translate, WordKey } from './words';

/** The word of what a job counted; its own name where nobody has given it one. */
export const countWord = (t: Translate, name: string): string => t(`count.${name}` as WordKey) ?? name;
