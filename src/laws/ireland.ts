import type { LawPack } from './pack.ts';

export const ireland: LawPack = {
  title: 'Ireland',
  includes: ['eu'],
  holidays: { country: 'IE' },
  figures: [],
  gaps: [],
};
