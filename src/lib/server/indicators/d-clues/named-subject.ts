/** How a clue, a case or an event names a subject: the column, and the table of all subjects. */
export interface NamedSubject {
	readonly column: 'project_code' | 'uscc';
	readonly table: 'int_project' | 'int_enterprise';
}

export const namedProject: NamedSubject = { column: 'project_code', table: 'int_project' };
export const namedEnterprise: NamedSubject = { column: 'uscc', table: 'int_enterprise' };

/** Rows that name the subject, whichever kind it is; a project code never equals a credit code. */
export const namesSubject = '(r.project_code = $subject or r.uscc = $subject)';
