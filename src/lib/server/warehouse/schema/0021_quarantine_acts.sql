-- What persons did with rows set aside. Nothing is changed or deleted here: of the acts on one row the last one counts.

create table quarantine_act (
	act_id varchar not null,             -- as the journal beside the database names it
	batch_id integer not null,           -- the row that was set aside
	row_no integer not null,
	kind varchar not null,               -- corrected, refused (tried, and still bad), discarded, reopened
	new_batch integer,                   -- where the corrected row went
	new_row integer,
	said varchar,                        -- why a row tried again was refused, one Chinese sentence
	acted_at timestamp not null,         -- Asia/Shanghai
	actor_id varchar not null,
	actor_name varchar not null,
	reason varchar
);
