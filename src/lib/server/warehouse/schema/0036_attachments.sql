-- Files that people put beside an alert, a clue or a case: evidence of what was done. Never changed, never removed.
create table attachment (
	attachment_id integer primary key,
	project_code varchar,                -- whose rows they are: project, else enterprise, else street
	uscc varchar,
	street varchar,
	about varchar not null,              -- alert, clue, case
	about_no varchar not null,           -- code of the subject, number of the clue or the case
	file_name varchar not null,
	media_type varchar not null,
	byte_count integer not null,
	sha256 varchar not null,             -- of the file as it was given
	words varchar,
	acted_at timestamp not null,         -- Asia/Shanghai
	actor_id varchar not null,
	actor varchar not null
);

-- The bytes, sealed with the key of the installation.
create table attachment_bytes (
	attachment_id integer not null,
	bytes blob not null
);
