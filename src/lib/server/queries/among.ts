/** A condition that holds where nothing was chosen, or where a column is one of those that were, joined by commas. */
export const among = (parameter: 'street' | 'sector', column: string): string =>
	`($${parameter} is null or list_contains(string_split(cast($${parameter} as varchar), ','), ${column}))`;
