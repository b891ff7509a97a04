-- How a subject can be typed: written after a run for subjects that are new or have another name, never asked per request.
create table subject_key (
	subject_type varchar not null,
	subject_code varchar not null,
	name varchar not null,               -- what the keys were made from
	initials varchar not null,           -- first letters, lower case: 李封街道安置房 gives lfjdazf
	letters varchar not null             -- all letters: lifengjiedaoanzhifang
);

-- Views that people keep: an address of this board under a name. Append-only, the last act on a view counts.
create table saved_view_act (
	view_id integer not null,
	act varchar not null,                -- saved, shared, unshared, renamed, removed
	acted_at timestamp not null,         -- Asia/Shanghai
	actor_id varchar not null,
	actor varchar not null,
	name varchar,                        -- saved, renamed
	address varchar                      -- saved: path and query, beginning with one slash
);
