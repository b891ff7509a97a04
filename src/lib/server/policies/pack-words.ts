import type { Basis } from './dated';
import type { Clock, Role } from './policy';

/** What a pack page writes for where an entry comes from. */
export const basisNames: Readonly<Record<Basis, string>> = {
	law: '法律法规',
	policy: '本地文件',
	practice: '他地做法',
	proposal: '示例'
};

/** What a pack page writes for who is responsible, where no local name is at hand. */
export const roleNames: Readonly<Record<Role, string>> = {
	owner_unit: '项目业主单位',
	industry_department: '行业主管部门',
	unit: '属地街道（乡镇、县区）',
	functional_area: '功能区管委会',
	hrss: '人社部门',
	petition_office: '信访部门',
	police: '公安部门',
	tendering_party: '招投标方',
	upper_department: '上级主管部门',
	department: '指定部门'
};

/** How the days of a clock are counted. */
export const dayKindNames: Readonly<Record<Clock['day_kind'], string>> = {
	natural: '自然日',
	working: '工作日',
	month: '按月',
	weekday: '每周固定一天'
};
