/** 0 none, 1 蓝, 2 黄, 3 红. Null is 灰, "cannot be judged", and never becomes 0. */
export type Severity = 0 | 1 | 2 | 3;
export type Tier = Severity | null;
