-- Who asked for a run, and for which day, where a person did.
create table job_run_order (
	run_id integer not null,
	actor_id varchar,
	actor varchar,
	day date
);

-- What a run made, as it made it: a table of a file, a file or question that failed, a scoring.
create table job_run_product (
	run_id integer not null,
	seq integer not null,
	kind varchar not null,               -- batch, duplicate, failed, scored
	made_at timestamp not null,
	milliseconds bigint,                 -- since the product before it
	source_id varchar,
	supplier varchar,
	feed varchar,
	file_name varchar,
	batch_id integer,
	rows_read bigint,
	accepted bigint,
	set_aside bigint,
	superseded bigint,
	unchanged bigint,
	score_run_id integer,
	as_of date,
	projects bigint,
	enterprises bigint,
	words varchar                        -- note or reason, one sentence
);
