import { Prisma } from '../../prisma/generated/prisma/client.ts';
import type { Db } from './db.ts';

/** Whether the database answers; throws when it does not. */
export async function answers(db: Db): Promise<void> {
  await db.pool.query('SELECT 1');
}

/**
 * The models whose table or columns this database does not have, or does not let the service read:
 * none once it has been migrated as far as this code. Throws when it does not answer.
 */
export async function unreadableModels(db: Db): Promise<readonly string[]> {
  const unreadable: string[] = [];
  for (const model of Object.values(Prisma.ModelName)) {
    try {
      await readerOf(db, model).findFirst();
    } catch (error) {
      await answers(db);
      if (!(error instanceof Prisma.PrismaClientKnownRequestError)) throw error;
      unreadable.push(model);
    }
  }
  return unreadable;
}

interface Reader {
  findFirst(): Promise<unknown>;
}

/** The client has a reader for every model, named as the model with a small first letter. */
function readerOf(db: Db, model: Prisma.ModelName): Reader {
  const name = `${model.charAt(0).toLowerCase()}${model.slice(1)}`;
  return (db.prisma as unknown as Record<string, Reader>)[name] as Reader;
}
