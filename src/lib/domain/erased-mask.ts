/** What stands in the cell of a person whose personal data were erased: the cell is not empty, and leads to nobody. */
export const erasedMask = '（已按保存期限删除）';
