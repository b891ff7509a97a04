-- Exports with personal values in the clear: asked for, decided by a second person, taken away. Append-only; every act
-- repeats what it speaks of, so that rows can be told apart. The file itself is never kept.
create table release_act (
	release_no integer not null,
	act_no integer not null,             -- 1 is the request
	act varchar not null,                -- requested, approved, refused, taken
	acted_at timestamp not null,         -- Asia/Shanghai
	actor_id varchar not null,
	actor varchar not null,
	project_code varchar not null,
	feed varchar not null,
	reason varchar not null,             -- requested: why; refused: why not
	purpose varchar,                     -- requested: for whom and what
	sha256 varchar,                      -- taken: of the file as it was given
	row_count integer                    -- taken
);
