import './scalars.ts';
import './viewer.ts';
import './claim.ts';
import './lease.ts';
import './review.ts';
import './break.ts';
import './record-exposure.ts';
import './consent.ts';
import './my-day.ts';
import './eligibility.ts';
import './policy.ts';
import './law.ts';
import './finding.ts';
import './report.ts';
import { builder } from './builder.ts';

/** The whole schema: each file that is imported here adds one concept to it. */
export const schema = builder.toSchema();
