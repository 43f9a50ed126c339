import type { LawPack } from './pack.ts';

export const indonesia: LawPack = {
  title: 'Indonesia',
  includes: [],
  holidays: { country: 'ID' },
  figures: [],
  gaps: [],
};
