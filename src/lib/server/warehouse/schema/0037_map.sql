-- Runs of past days of which only tiers, scores, people and money were kept, not the figures behind them.
create table tiers_only_run (
	run_id integer not null
);

-- An official map file that a person brought in: one row a version, never changed.
create table boundary_import (
	version integer primary key,
	file_name varchar not null,
	sha256 varchar not null,             -- of the file as it was given
	approval_no varchar not null,        -- the line 审图号
	origin varchar not null,             -- who gave the file
	projection varchar not null,         -- WGS84, CGCS2000, GCJ-02, as the person said
	features integer not null,
	points_read integer not null,
	points_kept integer not null,
	repairs varchar not null,            -- what was mended, JSON: {"reversed": 3, …}
	acted_at timestamp not null,         -- Asia/Shanghai
	actor_id varchar not null,
	actor varchar not null
);

-- One shape of a version, mended; the unit is the one that its name gave, null where it named none.
create table boundary_shape (
	version integer not null,
	feature_no integer not null,         -- as counted in the file, from 1
	given_name varchar not null,
	unit varchar,
	matched_by varchar,                  -- name, alias, code
	polygons varchar not null            -- JSON: polygons of rings of [longitude, latitude]
);

-- What people did with versions: assign a shape to a unit, use a version, go back to the schematic map.
create table boundary_act (
	act_no integer primary key,
	act varchar not null,                -- assign, use, schematic
	version integer,
	feature_no integer,
	unit varchar,                        -- null in assign: the shape belongs to no unit
	acted_at timestamp not null,
	actor_id varchar not null,
	actor varchar not null
);
