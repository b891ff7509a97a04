/** SQL of the word that counts on each name of each supplier, unless it took the earlier ones back. */
export const standingNames = `select * from name_act a where verdict <> 'undone' and not exists (
	select 1 from name_act b where b.supplier = a.supplier and b.kind = a.kind
		and b.name_folded = a.name_folded and b.act_id > a.act_id)`;

/** SQL of the rows that are in through a decision, each with the batch that brought it. */
export const enteredNames = `select e.batch_id, e.row_no, e.entered_batch, e.act_id from name_entry e
	join batch eb on eb.batch_id = e.entered_batch and eb.status = 'loaded'`;
