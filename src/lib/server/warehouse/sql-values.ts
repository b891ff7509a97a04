/** A text as an SQL literal, for the few statements that take no parameters (paths, settings). */
export function sqlText(text: string): string {
	return `'${text.replaceAll("'", "''")}'`;
}
