-- Rows that name a project or an enterprise without its code, and what persons have said of such names.

-- One row a name in a row of a file that came without the code. Written as the file is loaded, never changed.
create table named_row (
	batch_id integer not null,
	row_no integer not null,
	feed varchar not null,
	code_column varchar not null,        -- project_code, uscc, gc_uscc, …
	kind varchar not null,               -- project, enterprise, subject (either)
	supplier varchar not null,           -- '' where the file came without a supplier
	name varchar not null,               -- as written
	name_folded varchar not null,        -- as names are compared
	street varchar,                      -- what the row says of it, for suggestions
	holds boolean not null,              -- true: the row is set aside until the code is known, false: it is in without it
	cells json not null                  -- stored columns of the row, persons as keys
);

-- Acts on names. Nothing is changed or deleted here: of the acts on one name of one supplier the last one counts.
create table name_act (
	act_id integer not null,
	supplier varchar not null,
	kind varchar not null,
	name varchar not null,
	name_folded varchar not null,
	verdict varchar not null,            -- same: it is the subject of the code, none: it is none on record, undone
	subject_code varchar,                -- with same only
	acted_at timestamp not null,         -- Asia/Shanghai
	actor_id varchar not null,
	actor_name varchar not null,
	reason varchar
);

-- Rows that came in through a decision: which row, with which batch. It counts as long as that batch is not withdrawn.
create table name_entry (
	batch_id integer not null,
	row_no integer not null,
	entered_batch integer not null,
	act_id integer not null
);
