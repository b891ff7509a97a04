-- Tables beside the feeds: what came in, what was set aside, what ran, what was judged.
-- Feed tables (feed_<name>) are made from src/lib/domain/feeds by schema/feed-tables.ts.

create table batch (
	batch_id integer primary key,
	feed varchar not null,
	source_id varchar not null,          -- connector that brought it: inbox, http, upload, cli
	supplier varchar,
	file_name varchar not null,
	sheet varchar,
	sha256 varchar not null,
	landed_path varchar not null,        -- below the home, e.g. landed/ab/abcd….csv
	received_at timestamp not null,      -- Asia/Shanghai
	loaded_at timestamp not null,
	rows_read integer not null,
	accepted integer not null,           -- counts the unchanged too
	set_aside integer not null,
	superseded integer not null,
	unchanged integer not null,
	status varchar not null,             -- loaded, withdrawn
	note varchar                         -- unknown columns, duplicate keys, in one Chinese sentence
);

create table set_aside (
	batch_id integer not null,
	feed varchar not null,
	file_name varchar not null,
	sheet varchar,
	row_no integer not null,             -- row in the file as a person counts it: the header row is counted
	column_name varchar,                 -- English name; null where the whole row is at fault
	value varchar,                       -- masked where the column is personal information
	reason varchar not null,             -- one Chinese sentence
	state varchar not null               -- open, replayed, discarded
);

-- Personal information: facts hold only the key; the value is encrypted in blocks, the mask is what pages show.
create table pii_value (
	pii_key bigint not null,
	mask varchar not null,
	block_id integer not null,
	slot integer not null
);

create table pii_block (
	block_id integer not null,
	cipher blob not null
);

create table job_run (
	run_id integer primary key,
	job varchar not null,
	trigger varchar not null,            -- timetable, person, start, cli
	started_at timestamp not null,
	ended_at timestamp,
	status varchar not null,             -- running, done, partial, failed, skipped
	counts json,                         -- {"files": 3, "rows_read": 1200, …}
	error varchar,                       -- one sentence
	cause varchar
);

create table score_run (
	run_id integer primary key,
	as_of date not null,
	known_at timestamp,                  -- null: as known when it ran
	series varchar not null,             -- current (one per as_of, replaced), published (first of its day, kept), adhoc
	pack varchar not null,
	pack_sha256 varchar not null,
	scored_at timestamp not null,
	milliseconds integer not null
);

create table indicator_value (
	run_id integer not null,
	subject_type varchar not null,       -- project, enterprise
	subject_code varchar not null,
	indicator varchar not null,
	measure varchar not null,            -- '' or amount_wan, people
	value double,
	severity tinyint,                    -- 0 to 3; null: grey, or not applicable with null_reason
	null_reason varchar,                 -- not_applicable, missing
	period date,                         -- the month or day that the value speaks of
	basis varchar not null
);

-- What the wage indicators and the project page read: one row a project and wage month.
create table mart_wage_month (
	run_id integer not null,
	project_code varchar not null,
	wage_month date not null,
	due_date date not null,
	past_due boolean not null,
	worked boolean not null,
	line_count bigint not null,
	net_fen bigint not null,
	paid_fen bigint not null,
	attendance_days decimal(18,6) not null
);

-- The forecast of the next three pay days: one row an active project and coming pay day.
create table mart_runway (
	run_id integer not null,
	project_code varchar not null,
	k integer not null,
	wage_month date not null,
	due_date date not null,
	owed_fen bigint not null,            -- still to be paid on that day
	forecast_fen bigint not null,        -- a month's wage bill, forecast
	inflow_fen bigint not null,          -- labour cost expected up to that day
	inflow_best_fen bigint not null,     -- the same where the payer counts as regular
	balance_fen bigint,                  -- null: no balance known
	arrears_fen bigint not null,
	left_fen bigint,                     -- what remains after that day; negative: short by
	covered boolean,
	covered_best boolean,
	covered_worst boolean
);

create table tier_result (
	run_id integer not null,
	subject_type varchar not null,
	subject_code varchar not null,
	name varchar not null,
	street varchar,                      -- unit name as in the pack; null where it matches none
	sector varchar,
	tier tinyint,                        -- 0 to 3; null: grey alone
	grey boolean not null,
	grey_reason varchar,                 -- feeds that never came or are too old, ;-separated
	score double,
	priority double,
	clause varchar not null,             -- 1a 1b 1c 1d 2 3 0, or grey
	fired varchar not null,              -- indicator ids at the deciding severity, ;-separated
	workers_exposed integer not null,
	unpaid_fen bigint not null
);

-- Files that could not be used at all: they stay in the landing zone, with the sentence that was answered.
create table refused_file (
	file_name varchar not null,
	feed varchar,
	source_id varchar not null,
	sha256 varchar,
	landed_path varchar,
	received_at timestamp not null,
	reason varchar not null
);
