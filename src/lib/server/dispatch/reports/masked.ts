/** Joins the mask of a personal column, so that a form never holds the value itself. */
export const maskOf = (alias: string, column: string, as: string) => ({
	pick: `${as}.mask`,
	join: `left join pii_value ${as} on ${as}.pii_key = ${alias}.${column}_key`
});
