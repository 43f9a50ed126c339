import type { LawPack } from './pack.ts';

export const korea: LawPack = {
  title: 'South Korea',
  includes: [],
  holidays: { country: 'KR' },
  figures: [],
  gaps: [],
};
