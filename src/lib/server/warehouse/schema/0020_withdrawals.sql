-- What is needed to take a delivery back without losing what other deliveries said.

-- Rows that said what was known already and so are not kept a second time: whose row says the same.
create table unchanged_row (
	feed varchar not null,
	batch_id integer not null,
	row_no integer not null,
	same_batch integer not null,
	same_row integer not null
);

-- A row that corrects a row set aside speaks in that row's place: a delivery that came after it still comes after it.
create table corrected_row (
	feed varchar not null,
	batch_id integer not null,
	row_no integer not null,
	of_batch integer not null,           -- the row that was set aside
	of_row integer not null,
	spoke_at timestamp not null,         -- when the first of them was received
	spoke_batch integer not null,
	spoke_row integer not null
);

-- Withdrawals. Nothing is changed or deleted here; a file that was withdrawn may be loaded again as a new batch.
create table batch_withdrawal (
	act_id varchar not null,             -- as the journal beside the database names it
	batch_id integer not null,
	asked_batch integer not null,        -- corrections of a batch go with it
	feed varchar not null,
	withdrawn_at timestamp not null,     -- Asia/Shanghai, never the moment of anything else
	actor_id varchar not null,
	actor_name varchar not null,
	reason varchar not null
);

-- How many rows a batch has in its feed's table beyond those that it brought, because they stand a second time.
create table brought_back (
	feed varchar not null,
	batch_id integer not null,
	row_count bigint not null
);
