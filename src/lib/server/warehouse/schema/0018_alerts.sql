-- Alerts: the state is what the machine made of runs and acts, both of which are kept and never changed.
create table alert (
	subject_type varchar not null,
	subject_code varchar not null,
	state json not null,
	state_name varchar not null,
	level tinyint not null,
	opened_on date,
	changed_on date not null,
	acts integer not null                -- acts so far: a person who saw fewer is told
);

-- Runs that were counted, in order; a day counts once.
create table alert_run (
	as_of date not null,
	run_id integer not null,
	counted_at timestamp not null
);

-- What was published of a subject on a day, beside what a later scoring of that day would say.
create table alert_event (
	subject_type varchar not null,
	subject_code varchar not null,
	happened_on date not null,
	kind varchar not null,               -- opened, rose, fell, closed, relapsed, snooze_ended; or an act of a person
	level tinyint not null,
	at_time timestamp not null,
	actor_id varchar,
	actor varchar,
	words varchar,
	until date,
	conclusion varchar
);
