import './scalars.ts';
import './viewer.ts';
import './claim.ts';
import './lease.ts';
import './review.ts';
import './break.ts';
import './record-exposure.ts';
import './consent.ts';
import './hazard-statement.ts';
import './agreement.ts';
import './clearance.ts';
import './support.ts';
import './protected-hour.ts';
import './may-take-on.ts';
import './my-day.ts';
import './eligibility.ts';
import './policy.ts';
import './proposal.ts';
import './propose.ts';
import './law.ts';
import './gradual-start.ts';
import './override.ts';
import './finding.ts';
import './report.ts';
import { builder } from './builder.ts';

/** The whole schema: each file that is imported here adds one concept to it. */
export const schema = builder.toSchema();
